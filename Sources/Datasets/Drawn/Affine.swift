/// A map of the plane that keeps lines straight: x' = a·x + b·y + left, y' = c·x + d·y + top.
struct Affine: Sendable {
  var a: Float
  var b: Float
  var c: Float
  var d: Float
  var left: Float = 0
  var top: Float = 0

  /// Every point where it was.
  static let identity = Affine(a: 1, b: 0, c: 0, d: 1)

  static func scale(_ x: Float, _ y: Float) -> Affine { Affine(a: x, b: 0, c: 0, d: y) }

  /// What is above the origin goes to the right by this part of its height.
  static func slant(_ part: Float) -> Affine { Affine(a: 1, b: -part, c: 0, d: 1) }

  static func shift(_ x: Float, _ y: Float) -> Affine {
    Affine(a: 1, b: 0, c: 0, d: 1, left: x, top: y)
  }

  /// A rotation, to the right on a screen, by twice the angle whose tangent is `t`. There, cosine and
  /// sine are quotients of polynomials, so no function of the system's is needed:
  ///
  ///     cos = (1 − t²) / (1 + t²), sin = 2t / (1 + t²)
  static func rotation(halfAngleTangent t: Float) -> Affine {
    let scale = 1 / (1 + t * t)
    return rotation(cosine: (1 - t * t) * scale, sine: 2 * t * scale)
  }

  static func rotation(cosine: Float, sine: Float) -> Affine {
    Affine(a: cosine, b: -sine, c: sine, d: cosine)
  }

  func callAsFunction(_ point: Point) -> Point {
    Point(a * point.x + b * point.y + left, c * point.x + d * point.y + top)
  }

  /// This map after the other.
  func after(_ other: Affine) -> Affine {
    Affine(
      a: a * other.a + b * other.c, b: a * other.b + b * other.d,
      c: c * other.a + d * other.c, d: c * other.b + d * other.d,
      left: a * other.left + b * other.top + left, top: c * other.left + d * other.top + top)
  }

  /// The map back.
  ///
  /// - Precondition: the map doesn't make a line or a point of the plane.
  var inverse: Affine {
    let scale = 1 / (a * d - b * c)
    return Affine(
      a: d * scale, b: -b * scale, c: -c * scale, d: a * scale,
      left: (b * top - d * left) * scale, top: (c * left - a * top) * scale)
  }
}
