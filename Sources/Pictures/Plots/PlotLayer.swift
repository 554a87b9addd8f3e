/// One series in a plot: what it draws in which colour, and what the legend says of it.
struct PlotLayer: Sendable {
  /// What stands before the name in the legend.
  enum Key: Sendable {
    case line(dash: [Double])
    case marker(PlotMarker)
    case area
  }

  let name: String
  /// What couldn't be drawn, in words: "3 not finite".
  let note: String?
  let key: Key
  let color: Color
  /// Draws in the frame, whose upper left pixel is the place 0, 0.
  let draw: @Sendable (PlotFrame, inout InkMask) -> Void

  /// What the legend says; nothing for a series without a name of which all was drawn.
  var words: String { [name, note ?? ""].filter { !$0.isEmpty }.joined(separator: ", ") }
}

extension PlotAxis {
  /// What must be said of numbers that have no place on the axis, or nil if all have one.
  static func note(of points: some Sequence<(Double, Double)>, _ x: PlotAxis, _ y: PlotAxis)
    -> String?
  {
    var (notFinite, notPositive) = (0, 0)
    for (a, b) in points {
      if !a.isFinite || !b.isFinite {
        notFinite += 1
      } else if !x.hasPlace(for: a) || !y.hasPlace(for: b) {
        notPositive += 1
      }
    }
    let words = [
      notFinite > 0 ? "\(notFinite) not finite" : "",
      notPositive > 0 ? "\(notPositive) not above 0" : "",
    ].filter { !$0.isEmpty }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }
}
