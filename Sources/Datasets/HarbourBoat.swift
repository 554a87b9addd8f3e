extension Harbour {
  private static let deck: Float = 140

  static let boat: [Layer] =
    [
      reflection,
      // Mast and boom.
      Layer(Rectangle(75, 32, 77.4, deck), wood),
      Layer(Rectangle(75, 131.5, 120, 133.6), wood),
      mainsail, jib, pennant,
      Layer(Stroke([Point(76, 36), Point(27, 138)], thickness: 0.8), Paint(70, 60, 76)),
      hull,
      Layer(
        Polygon(Point(24, 138), Point(126, 138), Point(124, 141.4), Point(26.6, 141.4)),
        Paint(40, 60, 104)),
      Layer(
        Polygon(Point(39, 158), Point(114.4, 158), Point(112, 162), Point(42, 162)),
        Paint(186, 48, 50)),
    ] + lettering + foam

  private static let wood = Paint(94, 62, 52)

  private static let hull = Layer(
    Polygon(Point(24, 138), Point(126, 138), Point(112, 162), Point(42, 162))
  ) { point in
    Paint(250, 244, 232).times(1 - 0.008 * max(0, point.y - deck))
  }

  /// Cloth with seams across it.
  private static func cloth(_ color: Paint, seamsFrom top: Float) -> @Sendable (Point) -> Paint {
    { point in
      let seam = (point.y - top + 0.12 * (point.x - 76)) / 15
      return seam - seam.rounded(.down) < 0.05 ? color.times(0.82) : color
    }
  }

  private static let mainsail = Layer(
    Polygon(
      Point(77.4, 35), Point(82, 50), Point(104, 100), Point(118, 130.5), Point(77.4, 130.5)),
    paint: cloth(Paint(255, 248, 234), seamsFrom: 36))

  private static let jib = Layer(
    Polygon(Point(75, 40), Point(75, 131), Point(60, 134), Point(30, 134)),
    paint: cloth(Paint(238, 142, 62), seamsFrom: 44))

  private static let pennant = Layer(
    Polygon(Point(77.4, 25), Point(92, 28.5), Point(77.4, 32)), Paint(206, 48, 52))

  private static let reflection = Layer(
    Polygon(Point(42, 162), Point(112, 162), Point(120, 174), Point(36, 174))
  ) { point in
    Paint(10, 24, 50, cover: 0.6 * (174 - point.y) / 12)
  }

  private static let foam: [Layer] = [
    Stroke(rounding: [Point(32, 163), Point(42, 161.6), Point(60, 163)], thickness: 1.6),
    Stroke(rounding: [Point(66, 162.6), Point(84, 163.4), Point(98, 162.4)], thickness: 1.4),
    Stroke(rounding: [Point(102, 163), Point(112, 161.8), Point(124, 163.6)], thickness: 1.6),
  ].map { Layer($0, Paint(236, 232, 236)) }

  /// The name on the hull: LOUPE, each letter a few lines in a box of 1 × 1, with round corners.
  private static var lettering: [Layer] {
    let letters: [[[(Float, Float)]]] = [
      [[(0, 0), (0, 1)], [(0, 1), (0.9, 1)]],
      [[(0.5, 0), (0, 0), (0, 0.5), (0, 1), (0.5, 1), (1, 1), (1, 0.5), (1, 0), (0.5, 0)]],
      [[(0, 0), (0, 0.6), (0, 1), (0.5, 1), (1, 1), (1, 0.6), (1, 0)]],
      [[(0, 1), (0, 0)], [(0, 0), (0.5, 0), (0.95, 0), (0.95, 0.56), (0.5, 0.56), (0, 0.56)]],
      [[(0.9, 0), (0, 0)], [(0, 0), (0, 1)], [(0, 1), (0.9, 1)], [(0, 0.5), (0.75, 0.5)]],
    ]
    let (left, top, width, height, advance): (Float, Float, Float, Float, Float) =
      (47.5, 144.7, 7.6, 9.8, 12.2)
    return letters.enumerated().flatMap { number, strokes in
      strokes.map { stroke in
        let start = left + Float(number) * advance
        let points = stroke.map { Point(start + $0.0 * width, top + $0.1 * height) }
        return Layer(Stroke(rounding: points, thickness: 2.1), Paint(30, 44, 84))
      }
    }
  }
}
