/// A place in a drawing: x to the right, y down.
struct Point: Sendable {
  var x: Float
  var y: Float

  init(_ x: Float, _ y: Float) { (self.x, self.y) = (x, y) }
}

/// An area of a drawing. Whether a point lies in it is computed with + − × ÷ alone, which give the
/// same bits on every machine.
protocol Shape: Sendable {
  /// Everything in the shape is in this box.
  var bounds: Rectangle { get }
  func contains(_ point: Point) -> Bool
}

struct Rectangle: Shape {
  var left: Float
  var top: Float
  var right: Float
  var bottom: Float

  init(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  /// Larger than any drawing.
  static let everything = Rectangle(-1e6, -1e6, 1e6, 1e6)

  var bounds: Rectangle { self }

  func contains(_ point: Point) -> Bool {
    point.x >= left && point.x < right && point.y >= top && point.y < bottom
  }
}

/// (x − cx)² / rx² + (y − cy)² / ry² ≤ 1.
struct Ellipse: Shape {
  var center: Point
  var radiusX: Float
  var radiusY: Float

  init(_ center: Point, radiusX: Float, radiusY: Float) {
    (self.center, self.radiusX, self.radiusY) = (center, radiusX, radiusY)
  }

  init(_ center: Point, radius: Float) {
    self.init(center, radiusX: radius, radiusY: radius)
  }

  var bounds: Rectangle {
    Rectangle(
      center.x - radiusX, center.y - radiusY, center.x + radiusX, center.y + radiusY)
  }

  func contains(_ point: Point) -> Bool { distance(point) <= 1 }

  /// The square of the distance from the centre, 1 on the edge.
  func distance(_ point: Point) -> Float {
    let x = (point.x - center.x) / radiusX
    let y = (point.y - center.y) / radiusY
    return x * x + y * y
  }
}

/// The area inside a closed line of straight edges. A point is inside if a ray to the right of it
/// crosses an odd number of edges.
struct Polygon: Shape {
  let corners: [Point]
  let bounds: Rectangle

  init(_ corners: Point...) { self.init(corners) }

  init(_ corners: [Point]) {
    self.corners = corners
    bounds = box(around: corners)
  }

  func contains(_ point: Point) -> Bool {
    var isInside = false
    var last = corners[corners.count - 1]
    for corner in corners {
      if (corner.y > point.y) != (last.y > point.y) {
        let part = (point.y - corner.y) / (last.y - corner.y)
        if point.x < corner.x + part * (last.x - corner.x) { isInside.toggle() }
      }
      last = corner
    }
    return isInside
  }
}

/// A line of straight pieces with a thickness and round ends: every point that is no further than
/// half the thickness from it.
struct Stroke: Shape {
  let points: [Point]
  let thickness: Float
  let bounds: Rectangle

  init(_ points: [Point], thickness: Float) {
    self.points = points
    self.thickness = thickness
    let inner = box(around: points)
    let half = thickness / 2
    bounds = Rectangle(
      inner.left - half, inner.top - half, inner.right + half, inner.bottom + half)
  }

  /// A line with its corners rounded off: three times, each corner is cut at a quarter of its two
  /// pieces, which comes close to a curve of parabolas.
  ///
  /// Source: Chaikin, *An algorithm for high-speed curve generation*, 1974,
  /// https://doi.org/10.1016/0146-664X(74)90028-8.
  init(rounding corners: [Point], thickness: Float) {
    var points = corners
    for _ in 0..<3 where points.count > 2 {
      var cut = [points[0]]
      for (a, b) in zip(points, points.dropFirst()) {
        cut.append(Point(0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y))
        cut.append(Point(0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y))
      }
      points = cut + [points[points.count - 1]]
    }
    self.init(points, thickness: thickness)
  }

  func contains(_ point: Point) -> Bool {
    zip(points, points.dropFirst()).contains { start, end in
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let (px, py) = (point.x - start.x, point.y - start.y)
      // How far along the piece the nearest point lies: 0 at its start, 1 at its end.
      let along = min(max((px * dx + py * dy) / (dx * dx + dy * dy), 0), 1)
      let (x, y) = (px - along * dx, py - along * dy)
      return x * x + y * y <= thickness * thickness / 4
    }
  }
}

private func box(around points: [Point]) -> Rectangle {
  let (xs, ys) = (points.map(\.x), points.map(\.y))
  return Rectangle(xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0)
}
