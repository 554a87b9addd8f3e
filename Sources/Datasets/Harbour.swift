/// The harbour, layer by layer from the back to the front, in units of a picture of 256 × 192.
enum Harbour {
  static let painting = Painting(
    width: 256, height: 192,
    layers: sky + hills + sea + pier + lighthouse + boat + gulls)

  static let horizon: Float = 116
  private static let sun = Ellipse(Point(147, 95), radius: 15)

  // MARK: Sky

  private static let sky: [Layer] = [
    Layer(Rectangle.everything) { evening.paint(at: $0.y / horizon) },
    glow,
    Layer(sun, Paint(255, 246, 206)),
    cloud(Point(40, 34), 34, 3.2), cloud(Point(62, 38), 26, 2.2), cloud(Point(118, 66), 30, 2.2),
    cloud(Point(232, 72), 30, 2.6), cloud(Point(246, 67), 22, 2),
  ]

  private static let evening = Gradient(
    (0, Paint(36, 52, 108)), (0.4, Paint(104, 88, 150)), (0.7, Paint(214, 128, 134)),
    (0.88, Paint(250, 178, 112)), (1, Paint(255, 214, 140)))

  private static let glow: Layer = {
    let halo = Ellipse(sun.center, radius: 62)
    return Layer(halo) { point in
      let nearness = 1 - halo.distance(point)
      return Paint(255, 226, 160, cover: 0.6 * nearness * nearness)
    }
  }()

  private static func cloud(_ center: Point, _ radiusX: Float, _ radiusY: Float) -> Layer {
    let ellipse = Ellipse(center, radiusX: radiusX, radiusY: radiusY)
    return Layer(ellipse) { point in
      Paint(255, 206, 178, cover: 0.75 * (1 - ellipse.distance(point)))
    }
  }

  private static let hills: [Layer] = [
    Layer(
      Polygon(
        Point(-900, horizon), Point(-900, 96), Point(-20, 97), Point(8, 93), Point(27, 101),
        Point(46, 98), Point(70, 108), Point(92, 110), Point(112, horizon)),
      Paint(92, 74, 116)),
    Layer(
      Polygon(
        Point(-900, horizon), Point(-900, 108), Point(4, 107), Point(30, 111),
        Point(58, horizon)), Paint(66, 56, 98)),
  ]

  // MARK: Sea

  private static let water = Gradient(
    (0, Paint(222, 150, 122)), (0.12, Paint(146, 112, 136)), (0.45, Paint(52, 84, 124)),
    (1, Paint(18, 44, 84)))

  private static let sea: [Layer] = [
    Layer(Rectangle(-1e6, horizon, 1e6, 1e6)) { point in
      let depth = (point.y - horizon) / (192 - horizon)
      let water = water.paint(at: depth)
      let crest = ripple(point)
      let glint = Paint(255, 222, 158)
      let off = (point.x - sun.center.x) / (9 + 30 * depth)
      let path = max(0, 1 - off * off) * (crest > 0.35 ? 0.9 : 0.12)
      return water.times(0.9 + 0.3 * crest).mixed(with: glint, path)
    }
  ]

  /// The waves at a point, from 0 to 1: rows that get wider towards the front, each broken up by
  /// two slower waves along it.
  private static func ripple(_ point: Point) -> Float {
    let depth = point.y - horizon
    // Perspective: far rows are close together.
    let row = 240 * depth / (depth + 50)
    let along = point.x * 60 / (depth + 40)
    let bend = 1.6 * wave(along / 17) + 0.9 * wave(along / 7.3 + row / 31)
    let crest = wave(row / 9 + bend / 2.2)
    let broken = wave(along / 23 + row / 5.7) * 0.5 + 0.5
    return max(0, crest) * broken
  }

  /// A wave of period 1 between −1 and 1, made of parabolas.
  private static func wave(_ x: Float) -> Float {
    let t = 2 * (x - x.rounded(.down)) - 1
    return 4 * t * (1 - t.magnitude)
  }

  // MARK: Pier

  private static let pierTop: Float = 130

  private static let pier: [Layer] = [
    Layer(Rectangle(166, pierTop, 1e6, 170), paint: bricks),
    Layer(Rectangle(166, 164, 1e6, 170), Paint(14, 30, 52, cover: 0.55)),
    Layer(Rectangle(162, pierTop - 4, 1e6, pierTop), Paint(206, 178, 158)),
    Layer(Rectangle(162, pierTop, 1e6, pierTop + 1.4), Paint(70, 52, 60)),
    Layer(Rectangle(173, 119, 176, pierTop - 4), Paint(48, 38, 50)),
    Layer(Rectangle(171.5, 118, 177.5, 120.5), Paint(48, 38, 50)),
    Layer(Rectangle(236, 119, 239, pierTop - 4), Paint(48, 38, 50)),
    Layer(Rectangle(234.5, 118, 240.5, 120.5), Paint(48, 38, 50)),
  ]

  private static func bricks(_ point: Point) -> Paint {
    let (brickWidth, brickHeight, mortar): (Float, Float, Float) = (14, 6.6, 1.3)
    let row = ((point.y - pierTop) / brickHeight).rounded(.down)
    let isShifted = row - 2 * (row / 2).rounded(.down) == 1
    let x = (point.x - 166) / brickWidth + (isShifted ? 0.5 : 0)
    let column = x.rounded(.down)
    let (inX, inY) = (
      (x - column) * brickWidth, point.y - pierTop - row * brickHeight
    )
    guard inX > mortar && inY > mortar else { return Paint(84, 66, 72) }
    // Every brick its own tone.
    let tone = (row * 7 + column * 13) * 0.381966
    return Paint(164, 92, 78).times(0.82 + 0.36 * (tone - tone.rounded(.down)))
  }

  // MARK: Gulls

  private static let gulls =
    gull(Point(128, 38), 10) + gull(Point(149, 22), 8) + gull(Point(163, 46), 7)
    + gull(Point(233, 34), 8)

  private static func gull(_ body: Point, _ span: Float) -> [Layer] {
    [-1, 1].map { (side: Float) in
      let wing = [(0, 0.2), (0.22, -0.42), (0.6, -0.5), (1, 0)].map { (x: Float, y: Float) in
        Point(body.x + side * x * span, body.y + y * span)
      }
      return Layer(Stroke(rounding: wing, thickness: 1.3), Paint(250, 244, 240))
    }
  }
}
