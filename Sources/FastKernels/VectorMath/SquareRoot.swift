// √x for sixteen numbers at once. The processor has an instruction for it, but Swift reaches it number by
// number only, and asks for each whether it is negative.
//
// Halving a Float's bits halves its exponent, and so taking half the bits off a constant makes a guess
// at 1/√x that is right to 1/30. Newton's rule for the root y of 1/y² − x,
//
//     y ← y·(3/2 − x/2·y²)
//
// doubles the digits that are right: twice makes 5·10⁻⁶. Then r = x·y is nearly √x, and one step
// of Heron's rule, r + (x − r²)·y/2, has all its digits.
//
// Constant: C. Lomont, *Fast Inverse Square Root*, 2003.

extension SIMD16<Float> {
  /// √x, off by at most 1 unit in the last place; 0, ∞ and NaN stay what they are, and a number below 0
  /// has no root.
  @inline(always)
  static func squareRoot(_ number: Floats) -> Floats {
    // So that the smallest numbers, which have no exponent, have one.
    let isSmall = number .< 0x1p-100
    let x = number.replacing(with: number * 0x1p64, where: isSmall)
    let half = 0.5 * x
    var y = Floats(bits: 0x5F37_5A86 &- (x.bits &>> 1))
    y = y * (1.5 - (half * y) * y)
    y = y * (1.5 - (half * y) * y)
    let r = x * y
    let root = r + (x - r * r) * (0.5 * y)
    return root.replacing(with: root * 0x1p-32, where: isSmall)
      .replacing(with: number, where: number .== .infinity)
      .replacing(with: .nan, where: number .< 0)
  }
}
