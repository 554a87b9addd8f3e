/// The frame in which TensorFlow's files hold each of their records, so that a reader sees where a file ends or is
/// damaged:
///
///     length of the data: 8 bytes · masked CRC-32C of these: 4 bytes · data · masked CRC-32C of it: 4 bytes
///
/// All numbers begin with their lowest byte.
///
/// Source: TensorFlow, *TFRecord and tf.train.Example*, https://www.tensorflow.org/tutorials/load_data/tfrecord.
enum RecordFraming {
  /// The record of these bytes.
  static func record(_ data: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(data.count))
    return length + littleEndian(maskedChecksum(length)) + data
      + littleEndian(maskedChecksum(data))
  }

  /// The checksum as it is stored: turned by 15 bits, and a number added.
  ///
  /// A checksum over bytes that hold a checksum of their own says little, and so the stored one is another number.
  static func maskedChecksum(_ bytes: [UInt8]) -> UInt32 {
    let checksum = checksum(bytes)
    return (checksum >> 15 | checksum << 17) &+ 0xA282_EAD8
  }

  /// CRC-32C: the remainder of the bytes, as a polynomial, by Castagnoli's polynomial; the lowest bit of a byte
  /// comes first.
  ///
  /// Source: RFC 3720, §12.1 and appendix B.4, https://doi.org/10.17487/RFC3720.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }

  /// The remainder of each byte.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { remainder, _ in
      remainder & 1 == 1 ? remainder >> 1 ^ 0x82F6_3B78 : remainder >> 1
    }
  }

  static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * Number($0))) }
  }
}
