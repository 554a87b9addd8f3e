import Datasets
import Tensors

/// Small IDX files, plain and packed by gzip.
enum IDXSeeds {
  static var all: [(name: String, bytes: [UInt8])] {
    let files: [(name: String, bytes: [UInt8])] = [
      (
        "pictures",
        IDXFile.bytes(ofPictures: Tensor(shape: [2, 1, 3, 5], (0..<30).map { UInt8($0 * 8) }))
      ),
      ("no-pictures", IDXFile.bytes(ofPictures: .zeros([0, 1, 3, 5]))),
      ("labels", IDXFile.bytes(ofLabels: [3, 0, 255, 1])),
      ("no-labels", IDXFile.bytes(ofLabels: [])),
      ("floats", [0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 128, 63]),
      ("four-axes", [0, 0, 8, 4] + [UInt8](repeating: 0, count: 16)),
    ]
    return files + files.map { (name: $0.name + "-packed", bytes: packed($0.bytes)) }
  }

  /// The bytes as gzip (RFC 1952) of one block that is stored (RFC 1951, 3.2.4), so that a changed byte of
  /// the file is a changed byte of what was packed.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    let (low, high) = (UInt8(count & 0xFF), UInt8(count >> 8))
    let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1, low, high, ~low, ~high]
    return start + bytes + little(PNGSeeds.crc(bytes[...])) + little(UInt32(bytes.count))
  }

  private static func little(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
