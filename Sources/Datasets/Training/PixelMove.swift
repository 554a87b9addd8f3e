/// Where the pixels of a picture go: shifts, flips, rotations and changes of size, put together.
struct PixelMove {
  let middle: Point
  /// From a place in the new picture to the place in the old one that it shows.
  private(set) var back = Affine.identity
  /// For moves by whole places: by how many rows downwards and columns to the right.
  private(set) var rows = 0
  private(set) var columns = 0
  private(set) var isWhole = true

  init(middle: Point) { self.middle = middle }

  /// Whether every pixel stays where it is.
  var isNothing: Bool { isWhole && rows == 0 && columns == 0 }

  mutating func shift(columns: Int, rows: Int) {
    self.columns += columns
    self.rows += rows
    back = back.after(.shift(-Float(columns), -Float(rows)))
  }

  mutating func flip() { turn(.scale(-1, 1)) }

  mutating func scale(by factor: Float) {
    if factor != 1 { turn(.scale(1 / factor, 1 / factor)) }
  }

  mutating func rotate(byTurns turns: Float) {
    guard turns != 0 else { return }
    turn(
      .rotation(
        cosine: PolynomialSine.cosine(ofTurns: turns), sine: -PolynomialSine.sine(ofTurns: turns)))
  }

  /// A map around the middle of the picture.
  private mutating func turn(_ map: Affine) {
    isWhole = false
    back = back.after(.shift(middle.x, middle.y)).after(map).after(.shift(-middle.x, -middle.y))
  }
}
