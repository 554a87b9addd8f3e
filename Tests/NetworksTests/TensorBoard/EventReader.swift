/// Reads a file of TensorBoard's events: written from the formats' descriptions, and not from our writer.
struct EventReader {
  struct Event: Equatable {
    var time = 0.0
    var step = 0
    var version: String?
    var scalars: [String: Float] = [:]
  }

  /// The events until the file ends, or a record is torn or damaged.
  private(set) var events: [Event] = []
  /// Whether the file ends behind a whole record.
  private(set) var isWhole = false

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard rest.count >= 12, let length = Self.checked(rest.prefix(8), rest.dropFirst(8)) else {
        return
      }
      let count = Int(Self.number(length))
      let tail = rest.dropFirst(12)
      guard tail.count >= count + 4,
        let data = Self.checked(tail.prefix(count), tail.dropFirst(count))
      else { return }
      events.append(Self.event(data))
      rest = tail.dropFirst(count + 4)
    }
    isWhole = true
  }

  /// The bytes, if the four behind them are their checksum.
  private static func checked(
    _ bytes: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    var remainder = UInt32.max
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (remainder ^ UInt32(byte >> bit)) & 1 == 1
        remainder = remainder >> 1 ^ (isOdd ? 0x82F6_3B78 : 0)
      }
    }
    let checksum = ~remainder
    let masked = (checksum << 17 | checksum >> 15) &+ 0xA282_EAD8
    return UInt64(masked) == number(rest.prefix(4)) ? bytes : nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func event(_ bytes: ArraySlice<UInt8>) -> Event {
    var event = Event()
    for (field, content) in fields(bytes) {
      switch field {
      case 1: event.time = Double(bitPattern: number(content))
      case 2: event.step = Int(number(content))
      case 3: event.version = String(decoding: content, as: UTF8.self)
      case 5:
        for (_, value) in fields(content) {
          let parts = Dictionary(uniqueKeysWithValues: fields(value))
          let tag = String(decoding: parts[1] ?? [], as: UTF8.self)
          event.scalars[tag] = Float(bitPattern: UInt32(number(parts[2] ?? [])))
        }
      default: break
      }
    }
    return event
  }

  /// The fields of a message; a packed number becomes eight bytes.
  private static func fields(_ bytes: ArraySlice<UInt8>) -> [(Int, ArraySlice<UInt8>)] {
    var (rest, fields) = (bytes, [(Int, ArraySlice<UInt8>)]())
    func varint() -> Int {
      var (value, shift) = (0, 0)
      while let byte = rest.popFirst() {
        value |= Int(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      return value
    }
    while !rest.isEmpty {
      let key = varint()
      let content: ArraySlice<UInt8>
      switch key & 7 {
      case 0:
        let value = varint()
        content = (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }[...]
      case 1: content = rest.prefix(8)
      case 2:
        let count = varint()
        content = rest.prefix(count)
      default: content = rest.prefix(4)
      }
      if key & 7 != 0 { rest = rest.dropFirst(content.count) }
      fields.append((key >> 3, content))
    }
    return fields
  }
}
