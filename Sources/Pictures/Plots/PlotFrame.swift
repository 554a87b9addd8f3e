/// The rectangle of a plot in which the data are, and where numbers lie in it.
///
/// The range of an axis goes from the middle of the frame's first pixel to the middle of its last.
struct PlotFrame: Equatable {
  /// The row and the column of the upper left pixel in the picture.
  let top: Int
  let left: Int
  let width: Int
  let height: Int
  let x: FittedAxis
  let y: FittedAxis

  /// Pixels from the frame's left edge; not finite where the number has no place.
  func column(_ number: Double) -> Double { Double(width - 1) * x.share(number) }

  /// Pixels from the frame's upper edge; not finite where the number has no place.
  func row(_ number: Double) -> Double { Double(height - 1) * (1 - y.share(number)) }

  /// Where a point lies, from the frame's upper left pixel.
  func place(_ x: Double, _ y: Double) -> PlotPoint { PlotPoint(x: column(x), y: row(y)) }

  /// Whether a place is in the frame.
  func contains(_ point: PlotPoint) -> Bool {
    point.x >= -0.5 && point.x < Double(width) - 0.5 && point.y >= -0.5
      && point.y < Double(height) - 0.5
  }
}

extension FittedAxis {
  /// Where a number lies between the ends: 0 at the lower one, 1 at the upper one.
  func share(_ number: Double) -> Double {
    let (lower, upper) = (scale.position(range.lowerBound), scale.position(range.upperBound))
    return (scale.position(number) - lower) / (upper - lower)
  }
}
