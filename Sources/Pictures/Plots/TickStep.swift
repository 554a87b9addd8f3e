/// From one tick to the next: 1, 2, 2.5 or 5 times a power of ten.
struct TickStep: Equatable {
  /// The step itself; 2.5 is 25 · 10⁻¹.
  let number: DecimalNumber
  let value: Double

  private init(_ digits: Int, tenToThe exponent: Int) {
    number = DecimalNumber(digits, tenToThe: exponent)
    value = number.value
  }

  /// The steps from about `size` upwards, each larger than the one before, up to a hundred times
  /// as large and more.
  ///
  /// - Parameters:
  ///   - size: positive; there are no steps where it is infinite or so small that a Double couldn't
  ///     tell them apart.
  ///   - isWhole: only whole numbers, so neither 0.5 nor 2.5.
  static func steps(from size: Double, isWhole: Bool) -> [TickStep] {
    guard size.isFinite, size > 1e-295 else { return [] }
    let power = Int(decimalLogarithm(isWhole ? max(size, 1) : size).rounded(.down))
    return (power...power + 3).flatMap { power in
      [
        TickStep(1, tenToThe: power), TickStep(2, tenToThe: power),
        TickStep(25, tenToThe: power - 1), TickStep(5, tenToThe: power),
      ]
    }.filter { step in
      step.value >= size * (1 - 1e-9) && (!isWhole || step.number.exponent >= 0)
    }
  }

  /// The multiple of the step, so many times.
  func times(_ count: Int) -> DecimalNumber {
    DecimalNumber(count * number.digits, tenToThe: number.exponent)
  }

  /// How many steps from 0 to the first multiple that isn't below `x`; a hair below counts as at.
  func firstMultiple(notBelow x: Double) -> Int { Int((x / value - 1e-6).rounded(.up)) }

  /// How many steps from 0 to the last multiple that isn't above `x`; a hair above counts as at.
  func lastMultiple(notAbove x: Double) -> Int { Int((x / value + 1e-6).rounded(.down)) }
}
