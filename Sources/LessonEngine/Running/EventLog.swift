/// What a cell did, as it comes in: bytes are put together, and become text when something else
/// happens, so that a character whose bytes come in two pieces stays whole.
struct EventLog {
  private(set) var byteCount = 0
  private var events: [CellEvent] = []
  private var output: [UInt8] = []
  private var errors: [UInt8] = []

  /// What has been printed since `startCollecting`; nothing before it.
  private(set) var collected: [UInt8] = []
  private var isCollecting = false

  /// From now on keeps what is printed together, once more.
  mutating func startCollecting() { (isCollecting, collected) = (true, []) }

  mutating func add(output bytes: ArraySlice<UInt8>) {
    byteCount += bytes.count
    output += bytes
    if isCollecting { collected += bytes }
  }

  mutating func add(errors bytes: ArraySlice<UInt8>) {
    byteCount += bytes.count
    errors += bytes
  }

  mutating func add(_ event: CellEvent) {
    finishText()
    events.append(event)
  }

  /// Everything so far. What isn't UTF-8 is shown as U+FFFD.
  var all: [CellEvent] {
    var log = self
    log.finishText()
    return log.events
  }

  private mutating func finishText() {
    if !output.isEmpty { events.append(.output(String(decoding: output, as: UTF8.self))) }
    if !errors.isEmpty { events.append(.errorOutput(String(decoding: errors, as: UTF8.self))) }
    output = []
    errors = []
  }
}
