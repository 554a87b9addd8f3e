// A page as lines of text. How grids are written stands in `PanelText`.

extension Page {
  /// A piece of a line, and what it is.
  public struct Span: Sendable, Equatable {
    /// The piece.
    public let text: String
    /// What it is.
    public let role: Role

    /// What a piece of a page is, for those who give it colours.
    public enum Role: Sendable, Equatable {
      /// The title of the page, or the name of a grid.
      case title, name
      /// Blanks, signs between grids, formulas.
      case plain
      /// A number of a grid that is only there for company.
      case number
      /// A number that takes part, the one that the step is about, the chosen one.
      case used, current, winner
      /// A number on the padding, a place whose number isn't known, an index, an explanation.
      case aside
    }
  }

  /// The page as text.
  ///
  /// - Parameter width: no line is wider, where there is room for a number and a sign at all. Grids are
  ///   put below each other and wide ones broken, lines are broken between words.
  public func text(width: Int = 100) -> String {
    spans(width: width).map { $0.map(\.text).joined() }.joined(separator: "\n")
  }

  /// The page as pieces, line by line.
  ///
  /// - Parameter width: as of `text`.
  public func spans(width: Int) -> [[Span]] {
    var lines = broken(title, width: width).map { [Span(text: $0, role: .title)] } + [[]]
    for row in rows {
      let panels = row.flatMap { PanelText.texts(of: $0, width: width) }
      for band in PanelText.bands(of: panels, width: width) {
        lines += PanelText.joined(band) + [[]]
      }
    }
    let heads = self.lines.map(\.head.count).filter { $0 <= 16 }.max() ?? 0
    for line in self.lines {
      lines += line.broken(heads: heads, width: width).map { [Span(text: $0, role: .plain)] }
    }
    if !notes.isEmpty { lines.append([]) }
    lines += notes.flatMap { Walkthroughs.broken($0, width: width) }
      .map { [Span(text: $0, role: .aside)] }
    return lines.map(Self.withoutBlankEnd)
  }

  /// A line without the blanks at its end.
  private static func withoutBlankEnd(_ line: [Span]) -> [Span] {
    var line = line
    while let last = line.popLast() {
      let text = String(last.text.reversed().drop { $0 == " " }.reversed())
      if !text.isEmpty { return line + [Span(text: text, role: last.role)] }
    }
    return line
  }
}

extension PageLine {
  /// The line in as many as it needs, its signs of equality below those of others.
  fileprivate func broken(heads: Int, width: Int) -> [String] {
    let indent = String(repeating: " ", count: max(0, heads - head.count)) + head + " "
    let room = max(20, width - indent.count)
    let lines = joined(parts.flatMap { Walkthroughs.broken($0, width: room) }, width: room)
    let blank = String(repeating: " ", count: indent.count)
    return lines.enumerated().map { ($0.offset == 0 ? indent : blank) + $0.element }
  }
}

/// A text in lines that aren't wider than that, broken between words; a longer word has its own line.
func broken(_ text: String, width: Int) -> [String] {
  guard text.count > width else { return [text] }
  return joined(text.split(separator: " ").map(String.init), width: width)
}

/// Pieces of text in lines, with blanks between them, as many in each as there is room for.
private func joined(_ pieces: [String], width: Int) -> [String] {
  var lines: [String] = []
  for piece in pieces {
    if let last = lines.last, last.count + 1 + piece.count <= width {
      lines[lines.count - 1] = "\(last) \(piece)"
    } else {
      lines.append(piece)
    }
  }
  return lines
}
