/// A line through points, as it is drawn in a frame: cut off at its edges, with gaps and dashes.
struct Polyline {
  let width: Double
  /// Lengths of ink and gap in pixels, in turn; none for a line without gaps.
  let dash: [Double]

  /// Draws the line through these points. Where one isn't finite, the line is broken; a point between
  /// two breaks is a dot.
  func draw(_ points: [PlotPoint], frameWidth: Int, frameHeight: Int, into mask: inout InkMask) {
    let (right, bottom) = (Double(frameWidth - 1), Double(frameHeight - 1))
    for run in points.split(whereSeparator: { !$0.isFinite }) {
      if run.count == 1, let point = run.first {
        let isInside =
          (-0.5...right + 0.5).contains(point.x) && (-0.5...bottom + 0.5).contains(point.y)
        if isInside { mask.addSegment(from: point, to: point, width: width * 2.5) }
        continue
      }
      // How much of the dashes the line has gone along.
      var phase = 0.0
      let kept = Self.thinned(run)
      for (start, end) in zip(kept, kept.dropFirst()) {
        guard let (a, b) = Self.clipped(start, end, right: right, bottom: bottom) else { continue }
        draw(a, b, phase: &phase, into: &mask)
      }
    }
  }

  private func draw(
    _ start: PlotPoint, _ end: PlotPoint, phase: inout Double, into mask: inout InkMask
  ) {
    let period = dash.reduce(0, +)
    guard period > 0 else {
      mask.addSegment(from: start, to: end, width: width)
      return
    }
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    var done = 0.0
    while done < length {
      var (index, rest) = (0, phase)
      while rest >= dash[index] - 1e-9 {
        (index, rest) = ((index + 1) % dash.count, rest - dash[index])
      }
      let piece = min(dash[index] - rest, length - done)
      if index.isMultiple(of: 2) {
        mask.addSegment(
          from: PlotPoint(x: start.x + dx * done / length, y: start.y + dy * done / length),
          to: PlotPoint(
            x: start.x + dx * (done + piece) / length, y: start.y + dy * (done + piece) / length),
          width: width)
      }
      done += piece
      phase = (phase + piece).truncatingRemainder(dividingBy: period)
    }
  }

  /// Of points that follow each other in one column of pixels only the first, the lowest, the highest
  /// and the last, which is all that can be seen of them: so a million points take no longer than
  /// some thousand.
  static func thinned(_ points: ArraySlice<PlotPoint>) -> [PlotPoint] {
    guard points.count > 4 else { return Array(points) }
    var kept: [PlotPoint] = []
    var start = points.startIndex
    while start < points.endIndex {
      let column = points[start].x.rounded()
      let end = points[start...].firstIndex { $0.x.rounded() != column } ?? points.endIndex
      if end - start <= 4 {
        kept += points[start..<end]
      } else {
        let inside = points[start + 1..<end - 1]
        let low = inside.indices.min { inside[$0].y < inside[$1].y } ?? start
        let high = inside.indices.max { inside[$0].y < inside[$1].y } ?? start
        kept += [points[start], points[min(low, high)], points[max(low, high)], points[end - 1]]
      }
      start = end
    }
    return kept
  }

  /// The part of a line that lies in the frame, or nil where none does.
  ///
  /// Source: Liang and Barsky, A new concept and method for line clipping, 1984,
  /// doi:10.1145/357332.357333.
  static func clipped(
    _ start: PlotPoint, _ end: PlotPoint, right: Double, bottom: Double
  ) -> (PlotPoint, PlotPoint)? {
    // Beyond any frame, so that differences stay finite.
    func near(_ x: Double) -> Double { min(max(x, -1e9), 1e9) }
    let (x, y) = (near(start.x), near(start.y))
    let (dx, dy) = (near(end.x) - x, near(end.y) - y)
    var (first, last) = (0.0, 1.0)
    for (along, room) in [(-dx, x), (dx, right - x), (-dy, y), (dy, bottom - y)] {
      if along == 0 {
        if room < 0 { return nil }
      } else if along < 0 {
        first = max(first, room / along)
      } else {
        last = min(last, room / along)
      }
    }
    guard first <= last else { return nil }
    return (
      PlotPoint(x: x + first * dx, y: y + first * dy), PlotPoint(x: x + last * dx, y: y + last * dy)
    )
  }
}
