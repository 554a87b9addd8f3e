// exp(x) for sixteen numbers at once, without a branch or a table.
//
// A number is a power of two times something near 1, and exp of a sum is a product:
//
//     x = k·ln 2 + r, |r| ≤ ln 2 / 2        exp(x) = 2ᵏ · exp(r)
//
// - k is x / ln 2, rounded. Adding 1.5·2²³ rounds it: a Float of that size steps by 1, so the sum's
//   lowest bits are the whole number k, and taking 1.5·2²³ off again leaves it as a Float.
// - r must keep its digits although x and k·ln 2 nearly cancel. So ln 2 comes in two parts: the first
//   has 9 bits, so k times it is exact, and so is x less that; the second is the rest.
// - exp(r) = 1 + (r + r²·q(r)), where q is a polynomial of degree 4. Its coefficients make the largest
//   error of r + r²·q(r), as a share of exp(r) − 1, as small as can be: 2⁻²⁶, a quarter of what rounding
//   to Float costs. They were found by least squares on a thousand Chebyshev points, weighted anew
//   by the errors until those were level (Lawson's algorithm); each was rounded to Float in turn, and the
//   ones after it fitted again.
// - 2ᵏ is made from bits: a Float's exponent stands above its 23 digits, with 127 added. For results
//   below the normal numbers k goes down to −150, which no single Float has as a power, so 2ᵏ comes as
//   two factors: only the last product is rounded.
//
// About 20 instructions for sixteen numbers; the mathematical library takes that for one.

extension SIMD16<Float> {
  /// What the exponential of one number is worth in multiply-adds; see `Threads.forEachStretch`.
  static var costOfExp: Int { 10 }

  /// eˣ, off by at most 1.1 units in the last place.
  ///
  /// ∞ beyond the largest number, that is for x above 88.7; numbers below the normal ones are
  /// rounded as they should be, and 0 comes for x below −104. A NaN stays one.
  @inline(always)
  static func exp(_ x: Floats) -> Floats {
    let (k, e) = powerOfTwoAndRest(x.held(from: -104, to: 89))
    let half = k &>> 1
    return (1 + e) * powerOfTwo(half) * powerOfTwo(k &- half)
  }

  /// eˣ − 1 for x up to 88, where it is held; off by at most 2 units in the last place.
  ///
  /// Near 0 it keeps the digits that exp(x) − 1 would lose: it is 2ᵏ·(exp(r) − 1) + (2ᵏ − 1). −1
  /// for x below −18, −0 for −0, and a NaN stays one.
  @inline(always)
  static func expMinusOne(_ x: Floats) -> Floats {
    let (k, e) = powerOfTwoAndRest(x.held(from: -18, to: 88))
    let power = powerOfTwo(k)
    return (power - 1).adding(power, times: e).replacing(with: x, where: x .== 0)
  }

  /// k and exp(r) − 1 of x = k·ln 2 + r.
  @inline(always)
  private static func powerOfTwoAndRest(_ x: Floats) -> (k: SIMD16<Int32>, rest: Floats) {
    let shifted = Floats(repeating: stepsByOne).adding(x, times: Floats(repeating: 0x1.715476p0))
    let k = shifted - stepsByOne
    let r = (x - k * firstPartOfLog2) - k * restOfLog2
    var q = Floats(repeating: 0x1.6c6344p-10)
    q = Floats(repeating: 0x1.12241ap-7).adding(r, times: q)
    q = Floats(repeating: 0x1.5555aep-5).adding(r, times: q)
    q = Floats(repeating: 0x1.5554b6p-3).adding(r, times: q)
    q = Floats(repeating: 0.5).adding(r, times: q)
    return (wholeNumber(shifted), r.adding(r * r, times: q))
  }

  /// ln 2 = 355/512 and a little less.
  static var firstPartOfLog2: Float { 0x1.63p-1 }
  static var restOfLog2: Float { -0x1.bd0106p-13 }

  /// A Float near this steps by 1.
  static var stepsByOne: Float { 0x1.8p23 }

  /// The whole number k of 1.5·2²³ + k.
  @inline(always)
  static func wholeNumber(_ shifted: Floats) -> SIMD16<Int32> {
    shifted.bits &- Int32(bitPattern: stepsByOne.bitPattern)
  }

  /// 2ᵏ for k from −126 to 127.
  @inline(always)
  static func powerOfTwo(_ k: SIMD16<Int32>) -> Floats { Floats(bits: (k &+ 127) &<< 23) }

  /// The numbers, none below `least` or above `most`; a NaN stays one.
  @inline(always)
  func held(from least: Float, to most: Float) -> Floats {
    let low = replacing(with: least, where: self .< least)
    return low.replacing(with: most, where: low .> most)
  }
}
