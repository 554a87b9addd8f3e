/// The shape of a point.
enum PlotMarker: CaseIterable, Sendable {
  case disc, square, triangle, cross, diamond, ring

  /// From the middle to the outermost ink, in pixels.
  static let reach = 5.0

  /// Draws the marker around a point.
  func draw(at point: PlotPoint, into mask: inout InkMask) {
    func corner(_ x: Double, _ y: Double) -> PlotPoint { PlotPoint(x: point.x + x, y: point.y + y) }
    switch self {
    case .disc: mask.addSegment(from: point, to: point, width: 7)
    case .square:
      mask.addPolygon([corner(-3, -3), corner(3, -3), corner(3, 3), corner(-3, 3)])
    case .triangle: mask.addPolygon([corner(0, -4.4), corner(4.2, 3), corner(-4.2, 3)])
    case .cross:
      mask.addSegment(from: corner(-3, -3), to: corner(3, 3), width: 2)
      mask.addSegment(from: corner(-3, 3), to: corner(3, -3), width: 2)
    case .diamond:
      mask.addPolygon([corner(0, -4.6), corner(4.6, 0), corner(0, 4.6), corner(-4.6, 0)])
    case .ring: mask.addRing(around: point, radius: 3.2, width: 1.8)
    }
  }
}
