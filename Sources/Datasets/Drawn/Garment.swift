import Tensors

/// A piece of clothing as areas one over the other. Its width is from −1 to 1 and its height from 0, which
/// is above, to 1.
struct Garment {
  /// One area.
  struct Patch {
    let outline: [Point]
    /// How light it is beside the pattern; without a pattern, beside 255.
    let tone: Float
    let hasPattern: Bool
  }

  private(set) var patches: [Patch] = []
  /// How many pixels half its width and all of its height are.
  var size = Point(12, 25)

  /// An area of the cloth.
  mutating func cloth(_ outline: [Point], tone: Float = 1) {
    patches.append(Patch(outline: outline, tone: tone, hasPattern: true))
  }

  /// An area of one grey, from 0 to 1.
  mutating func plain(_ outline: [Point], grey: Float) {
    patches.append(Patch(outline: outline, tone: grey, hasPattern: false))
  }

  /// The corners of the right half, from the top of the middle to its foot, and those of the left half.
  static func mirrored(_ right: [(Float, Float)]) -> [Point] {
    right.map { Point($0.0, $0.1) } + right.reversed().map { Point(-$0.0, $0.1) }
  }

  static func points(_ corners: [(Float, Float)]) -> [Point] {
    corners.map { Point($0.0, $0.1) }
  }

  static func box(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) -> [Point] {
    points([(left, top), (right, top), (right, bottom), (left, bottom)])
  }
}
