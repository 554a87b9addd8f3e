/// A small picture on which lines are drawn with a round pen.
///
/// It keeps the square of each pixel's distance from the nearest line; ink is made of it at the end. So
/// lines that cross don't become darker where they do.
struct InkCanvas {
  let width: Int
  let height: Int
  private var squares: [Float]
  /// Nothing further away than this gets ink.
  private let reach: Float

  init(width: Int, height: Int, reach: Float) {
    self.width = width
    self.height = height
    self.reach = reach
    squares = Array(repeating: 1e6, count: width * height)
  }

  /// Draws a line of straight pieces. Pixel (row, column) has its middle at y = row + ½, x = column + ½.
  mutating func draw(_ line: [Point]) {
    let (width, height, reach) = (width, height, reach)
    squares.withUnsafeMutableBufferPointer { squares in
      for place in 1..<line.count {
        Self.draw(
          line[place - 1], line[place], into: squares, width: width, height: height, reach: reach)
      }
    }
  }

  private static func draw(
    _ start: Point, _ end: Point, into squares: UnsafeMutableBufferPointer<Float>, width: Int,
    height: Int, reach: Float
  ) {
    let rows = pixels(min(start.y, end.y) - reach, max(start.y, end.y) + reach, below: height)
    let columns = pixels(min(start.x, end.x) - reach, max(start.x, end.x) + reach, below: width)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let perLength = 1 / max(dx * dx + dy * dy, 1e-12)
    for row in rows {
      let py = Float(row) + 0.5 - start.y
      for column in columns {
        let px = Float(column) + 0.5 - start.x
        // How far along the piece the nearest point lies: 0 at its start, 1 at its end.
        let place = (px * dx + py * dy) * perLength
        let along: Float = place < 0 ? 0 : place > 1 ? 1 : place
        let (x, y) = (px - along * dx, py - along * dy)
        let square = x * x + y * y
        let index = row &* width &+ column
        squares[index] = square < squares[index] ? square : squares[index]
      }
    }
  }

  private static func pixels(_ low: Float, _ high: Float, below size: Int) -> Range<Int> {
    let first = Int(min(max(low, 0), Float(size)))
    return first..<max(first, Int(min(max(high + 1, 0), Float(size))))
  }

  /// How much of each pixel is ink, from 0 to 1: 1 within half the thickness of a line, less half the
  /// softness, and 0 beyond half the thickness and half the softness.
  func ink(thickness: Float, softness: Float) -> [Float] {
    let outer = (thickness + softness) / 2
    return squares.map { square in
      square >= outer * outer ? 0 : min((outer - square.squareRoot()) / softness, 1)
    }
  }
}
