// Ticks of a logarithmic axis: powers of ten, and 2 and 5 times them where there is room.

extension AxisTicks {
  /// The ticks between two ends of a logarithmic axis.
  ///
  /// Where so little of a decade is shown that 1, 2 and 5 are hardly in it, the ticks are those of
  /// a linear axis.
  ///
  /// - Parameters:
  ///   - range: both ends positive.
  ///   - most: how many there may be; at least 2.
  init(alongLogarithmic range: ClosedRange<Double>, atMost most: Int) {
    let decades = Self.decades(of: range)
    let inside = { (number: DecimalNumber) in
      number.value >= range.lowerBound * (1 - 1e-9) && number.value <= range.upperBound * (1 + 1e-9)
    }
    let fine = decades.count <= most ? Self.numbers([1, 2, 5], decades).filter(inside) : []
    if fine.count >= 2, fine.count <= most {
      self.init(fine, minor: Self.minor(decades, inside))
      return
    }
    let powers = Self.numbers([1], decades).filter(inside)
    guard powers.count >= 2 else {
      self.init(along: range, atMost: most)
      return
    }
    let every = [1, 2, 3, 5, 10, 20, 50, 100].first { (powers.count - 1) / $0 < most } ?? 500
    self.init(
      powers.filter { $0.exponent.isMultiple(of: every) },
      minor: every == 1 ? Self.minor(decades, inside) : [])
  }

  /// The ticks from the last one not above the range to the first not below it.
  init(aroundLogarithmic range: ClosedRange<Double>, atMost most: Int) {
    let decades = Self.decades(of: range)
    let fine = decades.count <= most ? Self.numbers([1, 2, 5], decades) : []
    let first = fine.last { $0.value <= range.lowerBound * (1 + 1e-9) }
    let last = fine.first { $0.value >= range.upperBound * (1 - 1e-9) }
    if let first, let last, first != last {
      let ticks = AxisTicks(alongLogarithmic: first.value...last.value, atMost: most)
      if ticks.numbers.first == first, ticks.numbers.last == last {
        self = ticks
        return
      }
    }
    let ends = (
      DecimalNumber(1, tenToThe: decades.lowerBound), DecimalNumber(1, tenToThe: decades.upperBound)
    )
    self.init(alongLogarithmic: ends.0.value...ends.1.value, atMost: most)
  }

  /// The exponents of the power of ten not above the range to the one not below it, at least two.
  private static func decades(of range: ClosedRange<Double>) -> ClosedRange<Int> {
    let first = Int((decimalLogarithm(range.lowerBound) + 1e-9).rounded(.down))
    let last = Int((decimalLogarithm(range.upperBound) - 1e-9).rounded(.up))
    return first...max(first + 1, last)
  }

  private static func numbers(_ digits: [Int], _ decades: ClosedRange<Int>) -> [DecimalNumber] {
    decades.flatMap { decade in digits.map { DecimalNumber($0, tenToThe: decade) } }
  }

  private static func minor(
    _ decades: ClosedRange<Int>, _ inside: (DecimalNumber) -> Bool
  ) -> [Double] {
    decades.count > 8 ? [] : numbers(Array(2...9), decades).filter(inside).map(\.value)
  }
}
