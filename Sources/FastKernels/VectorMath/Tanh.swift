// tanh and the logistic function, from the exponential (`Exponential`).
//
//     tanh(x) = (e²ˣ − 1) / (e²ˣ + 1) = e / (e + 2)      with e = exp(2x) − 1
//
// Taken for |x|, the quotient loses no digits however small x is, and the sign is put back at the end.

extension SIMD16<Float> {
  /// tanh(x), off by at most 3 units in the last place; ±1 from |x| = 9.02 on. A zero and a NaN stay
  /// what they are.
  @inline(always)
  static func tanh(_ x: Floats) -> Floats {
    let size = x.magnitudes.held(from: 0, to: 9.02)
    let e = expMinusOne(size + size)
    return Floats(bits: (e / (e + 2)).bits | (x.bits & Int32.min))
  }

  /// 1 / (1 + exp(−x)), off by at most 3 units in the last place, and 0 where exp(−x) has no
  /// number any more.
  @inline(always)
  static func logistic(_ x: Floats) -> Floats { 1 / (1 + exp(0 - x)) }
}
