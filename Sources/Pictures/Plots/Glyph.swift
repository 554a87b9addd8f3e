/// A letter as strokes between the dots of `Font`.
struct Glyph {
  /// A dot, counted from the top and from the letter's own first column.
  struct Dot: Equatable {
    let row: Int
    let column: Int
  }

  /// From a dot to its neighbour; a dot alone is a stroke from itself to itself.
  struct Stroke: Equatable {
    let from: Dot
    let to: Dot
  }

  /// How many dots wide the letter is.
  let width: Int
  let strokes: [Stroke]

  init(_ character: Character) {
    let rows = Self.openZero(character) ?? Font.rows(of: character)
    let used = (0..<Font.glyphWidth).filter { column in rows.contains { $0[column] } }
    let isDigit = character.isASCII && character.isNumber
    let first = isDigit ? 0 : used.first ?? 0
    width = isDigit ? Font.glyphWidth : used.last.map { $0 - first + 1 } ?? 3
    func isSet(_ row: Int, _ column: Int) -> Bool {
      row < rows.count && column >= 0 && column < Font.glyphWidth && rows[row][column]
    }
    var strokes: [Stroke] = []
    for (row, dots) in rows.enumerated() {
      for (column, isDot) in dots.enumerated() where isDot {
        let dot = Dot(row: row, column: column - first)
        func join(_ down: Int, _ right: Int) {
          strokes.append(Stroke(from: dot, to: Dot(row: row + down, column: dot.column + right)))
        }
        let (right, below) = (isSet(row, column + 1), isSet(row + 1, column))
        let (belowLeft, belowRight) = (isSet(row + 1, column - 1), isSet(row + 1, column + 1))
        if right { join(0, 1) }
        if below { join(1, 0) }
        // Across corners only where there is no way around, and through a full square, to fill it.
        if belowRight, right == below { join(1, 1) }
        if belowLeft, !below, !isSet(row, column - 1) { join(1, -1) }
        let isAlone =
          !(right || below || belowLeft || belowRight || isSet(row, column - 1))
          && (row == 0 || !(-1...1).contains { isSet(row - 1, column + $0) })
        if isAlone { join(0, 0) }
      }
    }
    self.strokes = strokes
  }

  /// Among numbers nobody takes a zero for an O, and without the bar a column of them is calmer.
  private static func openZero(_ character: Character) -> [[Bool]]? {
    guard character == "0" else { return nil }
    return Font.rows(of: "O")
  }
}
