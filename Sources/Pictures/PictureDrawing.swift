// Filled rectangles, text and other pictures, drawn into a picture. What lies outside is left out.

extension Picture {
  /// Fills a rectangle whose upper left pixel is in row `row`, column `column`.
  public mutating func fill(
    row: Int, column: Int, width: Int, height: Int, with color: Color
  ) {
    let rows = max(0, row)..<max(max(0, row), min(self.height, row + height))
    let columns = max(0, column)..<max(max(0, column), min(self.width, column + width))
    for r in rows {
      for c in columns { self[r, c] = color }
    }
  }

  /// Draws another picture with its upper left pixel in row `row`, column `column`.
  public mutating func draw(_ picture: Picture, row: Int, column: Int) {
    for r in max(0, -row)..<max(max(0, -row), min(picture.height, height - row)) {
      for c in max(0, -column)..<max(max(0, -column), min(picture.width, width - column)) {
        self[row + r, column + c] = picture[r, c]
      }
    }
  }

  /// Draws a line of text whose upper left pixel is in row `row`, column `column`.
  ///
  /// A dot of a letter is `scale` × `scale` pixels. Letters are 5 dots wide and 7 high, with 2 more
  /// below the line. The font has ASCII and · × − ± … → ² ° ≤ ≥ ≈ ∞ σ Σ µ ⊙ ᵀ; for other characters
  /// there is a frame.
  public mutating func draw(
    _ text: String, row: Int, column: Int, scale: Int = 1, color: Color = .black
  ) {
    for (number, character) in text.enumerated() {
      let left = column + number * Font.advance * scale
      for (r, dots) in Font.rows(of: character).enumerated() {
        for (c, isSet) in dots.enumerated() where isSet {
          fill(
            row: row + r * scale, column: left + c * scale, width: scale, height: scale,
            with: color)
        }
      }
    }
  }

  /// The width and height in pixels of what `draw(_:row:column:scale:)` draws.
  public static func size(ofText text: String, scale: Int = 1) -> (width: Int, height: Int) {
    let width = max(0, text.count * Font.advance - (Font.advance - Font.glyphWidth))
    return (width * scale, Font.glyphHeight * scale)
  }
}
