/// One event of TensorBoard as a message of protocol buffers.
///
///     Event:   wall_time = 1, double · step = 2, int64 · file_version = 3, string · summary = 5, Summary
///     Summary: value = 1, repeated Value
///     Value:   tag = 1, string · simple_value = 2, float
///
/// Each field is its number and kind, packed into a number, and then what it holds.
///
/// Source: TensorFlow, `event.proto` and `summary.proto`; Google, *Protocol Buffers: Encoding*,
/// https://protobuf.dev/programming-guides/encoding/.
struct EventMessage {
  /// The bytes of the message.
  private(set) var bytes: [UInt8] = []

  /// The first event of a file, which says how the others are to be read.
  static func version(time: Double) -> EventMessage {
    var event = EventMessage()
    event.add(1, time)
    event.add(3, Array("brain.Event:2".utf8))
    return event
  }

  /// The event that these numbers have been found at a step.
  static func scalars(
    _ scalars: [(tag: String, value: Double)], step: Int, time: Double
  ) -> EventMessage {
    var summary = EventMessage()
    for (tag, number) in scalars {
      var value = EventMessage()
      value.add(1, Array(tag.utf8))
      value.add(2, Float(number))
      summary.add(1, value.bytes)
    }
    var event = EventMessage()
    event.add(1, time)
    event.add(2, step)
    event.add(5, summary.bytes)
    return event
  }

  private mutating func add(_ field: UInt64, _ number: Double) {
    addVarint(field << 3 | 1)
    bytes += RecordFraming.littleEndian(number.bitPattern)
  }

  private mutating func add(_ field: UInt64, _ number: Float) {
    addVarint(field << 3 | 5)
    bytes += RecordFraming.littleEndian(number.bitPattern)
  }

  private mutating func add(_ field: UInt64, _ number: Int) {
    addVarint(field << 3)
    addVarint(UInt64(bitPattern: Int64(number)))
  }

  private mutating func add(_ field: UInt64, _ content: [UInt8]) {
    addVarint(field << 3 | 2)
    addVarint(UInt64(content.count))
    bytes += content
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private mutating func addVarint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
