import Pictures

/// Small PNG files of every kind. `Picture` writes two kinds only, so most are put together here, with
/// samples that are stored and not pressed: so a changed byte is a changed sample.
enum PNGSeeds {
  static var all: [(name: String, bytes: [UInt8])] {
    var seeds: [(name: String, bytes: [UInt8])] = [
      ("written-grey", Picture(repeating: 7, width: 5, height: 3).png),
      (
        "written-rgb",
        Picture(width: 2, height: 2, channels: 3, pixels: Array(stride(from: 0, to: 240, by: 20)))
          .png
      ),
    ]
    for (type, depths) in [
      (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ] as [(UInt8, [UInt8])] {
      for depth in depths {
        for interlace in [0, 1] as [UInt8] {
          let name = "type\(type)-depth\(depth)" + (interlace == 1 ? "-interlaced" : "")
          seeds.append((name, file(type: type, depth: depth, interlace: interlace)))
        }
      }
    }
    return seeds
  }

  /// A picture of 5 × 3 pixels. All bytes of its rows are filters that exist, so it doesn't matter where
  /// rows begin, and there are enough of them for the longest; a reader doesn't mind more.
  private static func file(type: UInt8, depth: UInt8, interlace: UInt8) -> [UInt8] {
    let header: [UInt8] = [0, 0, 0, 5, 0, 0, 0, 3, depth, type, 0, 0, interlace]
    var bytes = signature + chunk("IHDR", header)
    switch type {
    case 0: bytes += chunk("tRNS", [0, 1])
    case 2: bytes += chunk("tRNS", [0, 1, 0, 2, 0, 3])
    case 3:
      let count = min(1 << Int(depth), 5)
      bytes += chunk("PLTE", (0..<3 * count).map { UInt8(16 * $0) }) + chunk("tRNS", [0, 128])
    default: break
    }
    let rows = (0..<160).map { UInt8($0 * 7 % 5) }
    return bytes + chunk("tEXt", Array("Title\0fuzz".utf8)) + chunk("IDAT", stored(rows))
      + chunk("IEND", [])
  }

  /// The same file with the checksum of every chunk made right, as far as there are chunks.
  static func mended(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: signature) else { return bytes }
    var bytes = bytes
    var place = signature.count
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = place + 8 + length
      guard end + 4 <= bytes.count else { break }
      bytes.replaceSubrange(end..<end + 4, with: big(crc(bytes[place + 4..<end])))
      place = end + 4
    }
    return bytes
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return big(UInt32(data.count)) + body + big(crc(body[...]))
  }

  /// A zlib stream (RFC 1950) of one block that is stored (RFC 1951, 3.2.4).
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    let count = UInt16(data.count)
    let (low, high) = (UInt8(count & 0xFF), UInt8(count >> 8))
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in data {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return [0x78, 0x01, 0x01, low, high, ~low, ~high] + data + big(b << 16 | a)
  }

  /// The checksum of the PNG specification's annex D.
  static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }

  private static let table: [UInt32] = (0..<256).map { number in
    (0..<8).reduce(UInt32(number)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
