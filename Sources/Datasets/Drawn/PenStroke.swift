/// What a pen draws without being lifted.
enum PenStroke: Sendable {
  /// Straight from point to point.
  case straight([Point])
  /// Smoothly through all points.
  case smooth([Point])
  /// Smoothly through all points and back to the first.
  case closed([Point])

  /// The points that the pen aims at.
  var points: [Point] {
    switch self {
    case .straight(let points), .smooth(let points), .closed(let points): points
    }
  }

  /// The same kind of stroke with each point moved.
  func map(_ move: (Point) -> Point) -> PenStroke {
    switch self {
    case .straight(let points): .straight(points.map(move))
    case .smooth(let points): .smooth(points.map(move))
    case .closed(let points): .closed(points.map(move))
    }
  }

  /// The stroke as a line of straight pieces.
  var line: [Point] {
    switch self {
    case .straight(let points): points
    case .smooth(let points):
      Self.curve(through: [points[0]] + points + [points[points.count - 1]])
    case .closed(let points):
      Self.curve(through: [points[points.count - 1]] + points + [points[0], points[1]])
    }
  }

  /// Each piece between two points is a cubic that leaves a point in the direction from the one before it
  /// to the one after it. The first and the last point only give directions.
  ///
  /// Source: Catmull and Rom, *A class of local interpolating splines*, 1974,
  /// https://doi.org/10.1016/B978-0-12-079050-0.50020-5.
  private static func curve(through points: [Point]) -> [Point] {
    let pieces = 5
    var line = [points[1]]
    line.reserveCapacity(pieces * points.count)
    for start in 1..<points.count - 2 {
      let (p, q, r, s) = (points[start - 1], points[start], points[start + 1], points[start + 2])
      for piece in 1...pieces {
        let t = Float(piece) / Float(pieces)
        line.append(Point(cubic(p.x, q.x, r.x, s.x, t), cubic(p.y, q.y, r.y, s.y, t)))
      }
    }
    return line
  }

  private static func cubic(_ p: Float, _ q: Float, _ r: Float, _ s: Float, _ t: Float) -> Float {
    let linear = r - p
    let square = 2 * p - 5 * q + 4 * r - s
    let cube = 3 * (q - r) + s - p
    return q + 0.5 * t * (linear + t * (square + t * cube))
  }
}
