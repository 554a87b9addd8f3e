/// An axis with its ends and ticks, found for data.
struct FittedAxis: Equatable {
  /// What the ends of an axis are.
  enum Ends {
    /// Ticks: the axis begins and ends with one.
    case ticks
    /// The least and the largest number, and a little room.
    case data
  }

  let scale: PlotScale
  let range: ClosedRange<Double>
  let ticks: AxisTicks

  /// - Parameters:
  ///   - axis: its range is used as it is, if it has one.
  ///   - values: what is to be shown; those without a place are passed over.
  ///   - ends: what the ends are if the axis has no range.
  ///   - most: how many ticks there may be.
  init(_ axis: PlotAxis, to values: some Sequence<Double>, ends: Ends, atMost most: Int) {
    var (least, largest, isWhole) = (Double.infinity, -Double.infinity, true)
    for value in values where axis.hasPlace(for: value) {
      (least, largest) = (min(least, value), max(largest, value))
      isWhole = isWhole && value == value.rounded()
    }
    let most = max(2, most)
    scale = axis.scale
    let data =
      axis.range
      ?? (scale == .linear
        ? Self.wide(least, largest, isWhole: isWhole) : Self.wideLogarithmic(least, largest))
    let isEmpty = least > largest
    let found: AxisTicks =
      switch (axis.range, ends, scale) {
      case (nil, .ticks, .linear):
        AxisTicks(around: data, atMost: most, isWhole: isWhole && !isEmpty)
      case (nil, .ticks, .logarithmic): AxisTicks(aroundLogarithmic: data, atMost: most)
      case (_, _, .linear): AxisTicks(along: data, atMost: most, isWhole: isWhole && !isEmpty)
      case (_, _, .logarithmic): AxisTicks(alongLogarithmic: data, atMost: most)
      }
    if axis.range == nil, ends == .ticks, let first = found.values.first,
      let last = found.values.last, first <= data.lowerBound, last >= data.upperBound
    {
      range = first...last
    } else if axis.range == nil, ends == .data || scale == .logarithmic, least < largest {
      range = Self.padded(data, scale)
    } else {
      range = data
    }
    ticks = found.within(range, scale)
  }

  /// The range of the data; where that is nothing or one number, some room around it; and never so
  /// narrow or so wide that a Double couldn't tell one tick from the next.
  private static func wide(
    _ least: Double, _ largest: Double, isWhole: Bool
  ) -> ClosedRange<Double> {
    guard least <= largest else { return 0...1 }
    let (lower, upper) = (max(min(least, 1e300), -1e300), max(min(largest, 1e300), -1e300))
    let magnitude = max(lower.magnitude, upper.magnitude)
    guard upper - lower <= magnitude * 1e-10 || upper - lower < 1e-290 else { return lower...upper }
    let half = isWhole ? max(1, (magnitude / 2).rounded()) : max(magnitude / 2, 1e-290)
    return magnitude == 0 ? -1...1 : lower - half...upper + half
  }

  private static func wideLogarithmic(_ least: Double, _ largest: Double) -> ClosedRange<Double> {
    guard least <= largest else { return 1...10 }
    let (lower, upper) = (max(min(least, 1e300), 1e-290), max(min(largest, 1e300), 1e-290))
    return upper > lower * (1 + 1e-9) ? lower...upper : lower / 2...upper * 2
  }

  /// A hundredth more on both sides.
  private static func padded(
    _ range: ClosedRange<Double>, _ scale: PlotScale
  ) -> ClosedRange<Double> {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    guard scale == .logarithmic else {
      let room = (upper - lower) / 100
      return lower - room...upper + room
    }
    // A hundredth of the decades: the ratio to the power of 1/100, near enough for a margin.
    let decades = decimalLogarithm(upper) - decimalLogarithm(lower)
    let room = 1 + 0.023 * decades
    return lower / room...upper * room
  }
}
