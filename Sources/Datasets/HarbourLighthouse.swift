extension Harbour {
  private static let axis: Float = 206
  private static let foot: Float = 126
  private static let top: Float = 46

  static let lighthouse: [Layer] = [
    tower, door, window(y: 66), window(y: 92), lamp, mullion(-3.2), mullion(3.2),
    // The gallery and its railing.
    Layer(Rectangle(axis - 13, top - 3, axis + 13, top), dark),
    Layer(Rectangle(axis - 13, top - 9, axis + 13, top - 8), dark),
    Layer(Rectangle(axis - 13, top - 9, axis - 12, top), dark),
    Layer(Rectangle(axis + 12, top - 9, axis + 13, top), dark),
    Layer(
      Polygon(Point(axis - 10, 29), Point(axis, 17), Point(axis + 10, 29)), Paint(176, 38, 46)),
    Layer(Rectangle(axis - 10, 28, axis + 10, 30), Paint(120, 24, 36)),
    Layer(Rectangle(axis - 0.7, 11, axis + 0.7, 18), dark),
    Layer(Ellipse(Point(axis, 17), radius: 1.8), dark),
  ]

  private static let dark = Paint(40, 34, 52)

  /// A tapered tower, striped, and shaded as the round thing that it is: the sun is on its left.
  private static let tower: Layer = {
    let (wide, narrow): (Float, Float) = (17, 10)
    let outline = Polygon(
      Point(axis - narrow, top), Point(axis + narrow, top), Point(axis + wide, foot),
      Point(axis - wide, foot))
    return Layer(outline) { point in
      let height = (point.y - top) / (foot - top)
      let stripe = (height * 7).rounded(.down)
      let isRed = stripe - 2 * (stripe / 2).rounded(.down) == 0
      let side = (point.x - axis) / (narrow + (wide - narrow) * height)
      let light = 1.02 - 0.2 * (side + 0.35) * (side + 0.35) - 0.14 * side
      return (isRed ? Paint(206, 48, 52) : Paint(250, 240, 230)).times(light)
    }
  }()

  private static let door = Layer(
    Polygon(
      Point(axis - 4, foot), Point(axis - 4, foot - 10), Point(axis - 2, foot - 13),
      Point(axis + 2, foot - 13), Point(axis + 4, foot - 10), Point(axis + 4, foot)),
    Paint(62, 40, 48))

  private static func window(y: Float) -> Layer {
    Layer(Rectangle(axis - 2, y, axis + 2, y + 6.5), Paint(52, 46, 70))
  }

  private static let lamp = Layer(Rectangle(axis - 7, 30, axis + 7, top - 3)) { point in
    let off = (point.x - axis) / 7
    return Paint(255, 236, 150).mixed(with: Paint(240, 170, 80), off * off)
  }

  private static func mullion(_ offset: Float) -> Layer {
    Layer(Rectangle(axis + offset - 0.6, 30, axis + offset + 0.6, top - 3), dark)
  }
}
