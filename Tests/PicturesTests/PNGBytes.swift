/// Makes PNG files for tests byte by byte, right ones and wrong ones, without libpng: the pixels
/// are in stored (uncompressed) deflate blocks.
struct PNGBytes {
  var width: Int
  var height: Int
  var bitDepth = 8
  var colorType = 0
  /// Chunks between the header and the pixels.
  var extraChunks: [(type: String, contents: [UInt8])] = []
  /// The bytes of all rows, without the filter byte before each.
  var rows: [[UInt8]] = []

  var bytes: [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += Self.chunk(
      "IHDR",
      Self.number(width) + Self.number(height) + [UInt8(bitDepth), UInt8(colorType), 0, 0, 0])
    for (type, contents) in extraChunks { file += Self.chunk(type, contents) }
    file += Self.chunk("IDAT", Self.stored(rows.flatMap { [0] + $0 }))
    return file + Self.chunk("IEND", [])
  }

  static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + contents
    return number(contents.count) + body + number(Int(crc(body)))
  }

  static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = crc & 1 == 1
        crc >>= 1
        if isOdd { crc ^= 0xEDB8_8320 }
      }
    }
    return ~crc
  }

  /// One stored block with zlib's header before it and its checksum after it.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count < 65536)
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    let size = [UInt8(bytes.count & 255), UInt8(bytes.count >> 8)]
    return [0x78, 0x01, 1] + size + size.map { ~$0 } + bytes + number(b << 16 | a)
  }
}
