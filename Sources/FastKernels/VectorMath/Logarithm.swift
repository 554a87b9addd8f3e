// log(x) and log(1 + x) for sixteen numbers at once.
//
// A number is m·2ᵏ, and the log of a product is a sum:
//
//     x = 2ᵏ·m, 2/3 ≤ m < 4/3        log(x) = k·ln 2 + log(1 + f)      with f = m − 1
//
// - k and m come from x's bits: the exponent stands above the digits, so taking the bits of 2/3 off
//   first lets the exponent step at 2/3, 4/3, 8/3 …
// - log(1 + f) = f + f²·q(f) with a polynomial of degree 8, whose first coefficient is −1/2. The others
//   were found as those of the exponential (`Exponential`); the largest error is 2⁻²⁷ of log(1 + f).
// - k·ln 2 comes in two parts, the small one added to what is small.
// - 1 + x is rounded, and log(1 + x) must not be: what the rounding took off is added to f, and so near
//   x = 0, where k is 0, f is x itself.

extension SIMD16<Float> {
  /// What the logarithm of one number is worth in multiply-adds; see `Threads.forEachStretch`.
  static var costOfLog: Int { 10 }

  /// The natural logarithm, off by at most 1 unit in the last place.
  ///
  /// −∞ of 0, no number of what is below 0, ∞ of ∞; a NaN stays one.
  @inline(always)
  static func log(_ x: Floats) -> Floats {
    // The smallest numbers have no exponent; 2²⁵ times as large they have.
    let least = Float.leastNormalMagnitude
    let (k, f) = powerOfTwoAndExcess(x.replacing(with: x * 0x1p25, where: x .< least))
    let taken = Floats.zero.replacing(with: 25, where: x .< least)
    return logarithm(float(k) - taken, f, of: x)
  }

  /// log(1 + x), which keeps its digits near 0; off by at most 2 units in the last place.
  ///
  /// −∞ of −1, no number of what is below, ∞ of ∞; a NaN stays one, and −0 becomes 0.
  @inline(always)
  static func log(onePlus x: Floats) -> Floats {
    let sum = 1 + x
    let lost = x - (sum - 1)
    let (k, f) = powerOfTwoAndExcess(sum)
    // Of a sum above 2¹²⁶ nothing is lost that counts, and 2⁻ᵏ might be no Float.
    let back = powerOfTwo(0 &- k.replacing(with: 126, where: k .> 126))
    return logarithm(float(k), f + lost * back, of: sum)
  }

  /// k and f of 2ᵏ·(1 + f).
  @inline(always)
  private static func powerOfTwoAndExcess(_ x: Floats) -> (k: SIMD16<Int32>, f: Floats) {
    let k = (x.bits &- Int32(bitPattern: Float(2.0 / 3).bitPattern)) &>> 23
    return (k, Floats(bits: x.bits &- (k &<< 23)) - 1)
  }

  /// k as a Float.
  @inline(always)
  private static func float(_ k: SIMD16<Int32>) -> Floats {
    Floats(bits: k &+ Int32(bitPattern: stepsByOne.bitPattern)) - stepsByOne
  }

  /// k·ln 2 + log(1 + f), the logarithm of `x`; or what belongs there where `x` has none.
  @inline(always)
  private static func logarithm(_ k: Floats, _ f: Floats, of x: Floats) -> Floats {
    var q = Floats(repeating: -0x1.07c510p-3)
    q = Floats(repeating: 0x1.1e6d18p-3).adding(f, times: q)
    q = Floats(repeating: -0x1.f33276p-4).adding(f, times: q)
    q = Floats(repeating: 0x1.1ed55ap-3).adding(f, times: q)
    q = Floats(repeating: -0x1.559c68p-3).adding(f, times: q)
    q = Floats(repeating: 0x1.99d050p-3).adding(f, times: q)
    q = Floats(repeating: -0x1.fffefap-3).adding(f, times: q)
    q = Floats(repeating: 0x1.555506p-2).adding(f, times: q)
    q = Floats(repeating: -0.5).adding(f, times: q)
    let small = (k * restOfLog2).adding(f * f, times: q)
    let number = (f + small).adding(k, times: Floats(repeating: firstPartOfLog2))
    return number.replacing(with: x, where: x .== .infinity)
      .replacing(with: .nan, where: x .!= x)
      .replacing(with: -.infinity, where: x .== 0)
      .replacing(with: .nan, where: x .< 0)
  }
}
