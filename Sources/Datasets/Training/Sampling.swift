/// A channel `[H, W]` of a picture, seen from another place.
enum Sampling {
  /// Moved by whole rows and columns.
  static func shift(
    _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, height: Int, width: Int,
    rows: Int, columns: Int, background: Float
  ) {
    let first = min(max(columns, 0), width)
    let end = max(min(width + columns, width), first)
    for row in 0..<height {
      let line = target + row * width
      guard row - rows >= 0, row - rows < height, first < end else {
        line.update(repeating: background, count: width)
        continue
      }
      line.update(repeating: background, count: first)
      (line + first).update(
        from: source + (row - rows) * width + first - columns, count: end - first)
      (line + end).update(repeating: background, count: width - end)
    }
  }

  /// Each new pixel is what the old picture is at `back` of its middle: the mean of the four pixels around
  /// that place, each weighed by how near it is.
  ///
  ///     y = (1 − v)·((1 − u)·x[r, c] + u·x[r, c + 1]) + v·((1 − u)·x[r + 1, c] + u·x[r + 1, c + 1])
  ///
  /// Pixels outside are background.
  static func sample(
    _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, height: Int, width: Int,
    back: Affine, background: Float
  ) {
    let (rowLimit, columnLimit) = (Float(height), Float(width))
    for row in 0..<height {
      let start = back(Point(0.5, Float(row) + 0.5))
      for column in 0..<width {
        let x = start.x + back.a * Float(column) - 0.5
        let y = start.y + back.c * Float(column) - 0.5
        // Written so that what is no number is outside.
        guard x > -1, y > -1, x < columnLimit, y < rowLimit else {
          target[row &* width &+ column] = background
          continue
        }
        // Rounding towards 0 after adding 1 rounds downwards from −1 on.
        let (left, top) = (Int(x + 1) &- 1, Int(y + 1) &- 1)
        let (u, v) = (x - Float(left), y - Float(top))
        let place = top &* width &+ left
        var (a, b, c, d) = (background, background, background, background)
        if left >= 0, top >= 0, left < width &- 1, top < height &- 1 {
          (a, b) = (source[place], source[place &+ 1])
          (c, d) = (source[place &+ width], source[place &+ width &+ 1])
        } else {
          let (hasLeft, hasRight) = (left >= 0, left < width &- 1)
          if top >= 0 {
            if hasLeft { a = source[place] }
            if hasRight { b = source[place &+ 1] }
          }
          if top < height &- 1 {
            if hasLeft { c = source[place &+ width] }
            if hasRight { d = source[place &+ width &+ 1] }
          }
        }
        let (above, below) = (a + u * (b - a), c + u * (d - c))
        target[row &* width &+ column] = above + v * (below - above)
      }
    }
  }
}
