/// Numbers of sixteen bits, IEEE 754's binary16.
enum HalfPrecision {
  /// The number that has these bits: one for the sign, five for the exponent, ten for the fraction.
  /// Every such number is a Float.
  ///
  /// Swift's own Float16 is not there on every machine.
  static func float(fromBits bits: UInt16) -> Float {
    let isNegative = bits >> 15 == 1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    let magnitude: Float =
      switch exponent {
      case 0: Float(fraction) * 0x1p-24
      case 0x1F: Float(bitPattern: 0x7F80_0000 | fraction << 13)
      default: Float(bitPattern: UInt32(exponent + 112) << 23 | fraction << 13)
      }
    return isNegative ? -magnitude : magnitude
  }
}
