/// The ticks of an axis: the numbers that a person would write along it.
///
///     AxisTicks(along: 0...37, atMost: 6).labels        // 0 10 20 30
///     AxisTicks(along: 0.82...0.99, atMost: 5).labels   // 0.85 0.90 0.95
///
/// They are multiples of 1, 2, 2.5 or 5 times a power of ten, as many as there is room for. All have
/// the same number of decimals, so that they line up.
struct AxisTicks: Equatable {
  /// The numbers at the ticks, rising.
  let numbers: [DecimalNumber]
  /// Places of smaller ticks without a number; only logarithmic axes have them.
  let minor: [Double]

  /// Where the ticks are.
  var values: [Double] { numbers.map(\.value) }

  /// What is written at them.
  var labels: [String] { DecimalNumber.texts(numbers) }

  init(_ numbers: [DecimalNumber], minor: [Double] = []) {
    (self.numbers, self.minor) = (numbers, minor)
  }

  /// The ticks between two ends.
  ///
  /// - Parameters:
  ///   - range: as `PlotAxis` makes them: wide enough that a Double can tell the ticks apart.
  ///   - most: how many there may be; at least 2.
  ///   - isWhole: only whole numbers.
  init(along range: ClosedRange<Double>, atMost most: Int, isWhole: Bool = false) {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    // A given range may be too narrow for numbers that differ.
    guard upper - lower > max(lower.magnitude, upper.magnitude) * 1e-12 else {
      self.init([])
      return
    }
    for step in TickStep.steps(from: (upper - lower) / Double(most), isWhole: isWhole) {
      let first = step.firstMultiple(notBelow: lower)
      let last = step.lastMultiple(notAbove: upper)
      if last - first < most {
        self.init(first <= last ? (first...last).map(step.times) : [])
        return
      }
    }
    self.init([])
  }

  /// The ticks from the last one not above the range to the first not below it, for an axis that
  /// begins and ends with a tick.
  init(around range: ClosedRange<Double>, atMost most: Int, isWhole: Bool = false) {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    for step in TickStep.steps(from: (upper - lower) / Double(most), isWhole: isWhole) {
      let first = step.lastMultiple(notAbove: lower)
      let last = step.firstMultiple(notBelow: upper)
      if last - first < most {
        self.init((first...max(first + 1, last)).map(step.times))
        return
      }
    }
    self.init([])
  }

  /// The ticks that are not beyond the ends of a range; a hair beyond counts as at.
  func within(_ range: ClosedRange<Double>, _ scale: PlotScale) -> AxisTicks {
    let ends = (scale.position(range.lowerBound), scale.position(range.upperBound))
    let hair = (ends.1 - ends.0) * 1e-9
    func isInside(_ x: Double) -> Bool {
      (ends.0 - hair...ends.1 + hair).contains(scale.position(x))
    }
    return AxisTicks(
      numbers.filter { isInside($0.value) }, minor: minor.filter(isInside))
  }
}
