/// The order of a number's bytes in memory: this machine's, as that of all that this is built for,
/// is little-endian.
enum ByteOrder {
  /// Turns around the bytes of each number, `width` bytes wide.
  static func swap(_ bytes: UnsafeMutableRawBufferPointer, width: Int) {
    switch width {
    case 2: bytes.withMemoryRebound(to: UInt16.self) { swap($0) }
    case 4: bytes.withMemoryRebound(to: UInt32.self) { swap($0) }
    case 8: bytes.withMemoryRebound(to: UInt64.self) { swap($0) }
    default: break
    }
  }

  private static func swap(_ numbers: UnsafeMutableBufferPointer<some FixedWidthInteger>) {
    for place in numbers.indices { numbers[place] = numbers[place].byteSwapped }
  }
}
