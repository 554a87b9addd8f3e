/// What a cell did, as it comes in: bytes are put together, and become text when something else
/// happens, so that a character whose bytes come in two pieces stays whole.
struct EventLog {
  private(set) var byteCount = 0
  private var events: [CellEvent] = []
  private var output: [UInt8] = []
  private var errors: [UInt8] = []

  mutating func add(output bytes: ArraySlice<UInt8>) {
    byteCount += bytes.count
    output += bytes
  }

  mutating func add(errors bytes: ArraySlice<UInt8>) {
    byteCount += bytes.count
    errors += bytes
  }

  mutating func add(_ event: CellEvent) {
    events = all + [event]
    output = []
    errors = []
  }

  /// Everything so far. What isn't UTF-8 is shown as U+FFFD.
  var all: [CellEvent] {
    var result = events
    if !output.isEmpty { result.append(.output(String(decoding: output, as: UTF8.self))) }
    if !errors.isEmpty { result.append(.errorOutput(String(decoding: errors, as: UTF8.self))) }
    return result
  }
}
