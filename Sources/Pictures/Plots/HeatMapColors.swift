/// The colours of a heat map: from white to blue where no number is below 0, and otherwise blue below 0
/// and red above.
struct HeatMapColors {
  /// What the ends of the colours stand for.
  let range: ClosedRange<Double>

  init(for values: [Double]) {
    let finite = values.lazy.filter(\.isFinite)
    let largest = min(finite.map(\.magnitude).max() ?? 0, 1e300)
    let top = largest > 1e-290 ? largest : 1
    range = finite.contains { $0 < 0 } ? -top...top : 0...top
  }

  func color(_ value: Double) -> Color {
    guard value.isFinite else { return ColorMap.notANumber }
    let share = Float(min(max(value / range.upperBound, -1), 1))
    return ColorMap.diverging.color(range.lowerBound < 0 ? share : -share)
  }
}

extension Color {
  /// Black or white, whichever stands out more from this colour.
  ///
  /// Source: the contrast ratio of the Web Content Accessibility Guidelines 2.2; the two are
  /// equal where the relative luminance is √(1.05 · 0.05) − 0.05.
  var readableInk: Color {
    func linear(_ sample: UInt8) -> Double {
      // The screen's curve, as a square: near enough to tell light from dark.
      let share = Double(sample) / 255
      return share * share
    }
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    return luminance > 0.179 ? .black : .white
  }
}
