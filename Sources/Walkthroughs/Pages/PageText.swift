// A page as text: a number that takes part stands in [ ], the chosen one in { }, a zero of the padding is □,
// a number that the padding repeats has ', and · is not known yet.

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

  /// The page, no line wider than `width` where there is room to break it.
  public func text(width: Int = 100) -> String {
    spans(width: width).map { $0.map(\.text).joined() }.joined(separator: "\n")
  }

  /// The same as pieces, line by line.
  public func spans(width: Int) -> [[Span]] {
    var lines = [[Span(text: title, role: .title)], []]
    for row in rows {
      for band in PanelText.bands(of: row.map(PanelText.init), width: width) {
        lines += PanelText.joined(band) + [[]]
      }
    }
    let heads = self.lines.map(\.head.count).filter { $0 <= 16 }.max() ?? 0
    for line in self.lines {
      lines += line.broken(heads: heads, width: width).map { [Span(text: $0, role: .plain)] }
    }
    if !notes.isEmpty { lines.append([]) }
    lines += notes.map { [Span(text: $0, role: .aside)] }
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
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, last.count + 1 + part.count <= room {
        lines[lines.count - 1] = "\(last) \(part)"
      } else {
        lines.append(part)
      }
    }
    let blank = String(repeating: " ", count: indent.count)
    return lines.enumerated().map { ($0.offset == 0 ? indent : blank) + $0.element }
  }
}

/// A panel as lines of one width.
private struct PanelText {
  let joint: String
  let lines: [[Page.Span]]
  let width: Int

  init(_ panel: Panel) {
    joint = panel.joint
    let texts = panel.cells.map { $0.map(\.shown) }
    let widths = (0..<(texts.first?.count ?? 0)).map { column in
      max(
        texts.map { $0[column].count }.max() ?? 0,
        panel.columnNames.isEmpty ? 0 : panel.columnNames[column].count)
    }
    // Columns of one width, unless names make one wider.
    let common = texts.joined().map(\.count).max() ?? 0
    let columns = widths.map { max($0, common) }
    let rowNames = panel.rowNames.map { "\($0) │" }
    let names = rowNames.map(\.count).max() ?? 0
    let gridWidth = names + columns.reduce(0) { $0 + $1 + 2 }
    width = max(gridWidth, panel.title.count)

    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    // Where all take part, none needs brackets.
    let isDistinct = panel.cells.joined().contains { $0.mark != .used }
    var lines = [[Page.Span(text: panel.title, role: .name)]]
    if !panel.columnNames.isEmpty {
      let text = zip(panel.columnNames, columns).map { " " + padded($0, $1) + " " }.joined()
      lines.append([Page.Span(text: padded("", names) + text, role: .aside)])
      let rule = String(repeating: "─", count: text.count)
      lines.append([Page.Span(text: padded("┼", names) + rule, role: .aside)])
    }
    for (number, row) in panel.cells.enumerated() {
      var line: [Page.Span] = []
      if names > 0 { line.append(.init(text: padded(rowNames[number], names), role: .aside)) }
      for ((cell, text), width) in zip(zip(row, texts[number]), columns) {
        let (before, after) = isDistinct ? cell.brackets : (" ", " ")
        let blanks = String(repeating: " ", count: width - text.count)
        line.append(.init(text: blanks + before + text + after, role: cell.role))
      }
      lines.append(line)
    }
    self.lines = lines
  }

  /// As many panels side by side as there is room for.
  static func bands(of panels: [PanelText], width: Int) -> [[PanelText]] {
    var bands: [[PanelText]] = []
    var used = 0
    for panel in panels {
      let needed = panel.width + gap
      if used > 0, used + needed <= width {
        bands[bands.count - 1].append(panel)
        used += needed
      } else {
        bands.append([panel])
        used = needed
      }
    }
    return bands
  }

  /// Between two panels there is room for a sign.
  private static let gap = 5

  /// Panels side by side, the signs between them at half their height.
  static func joined(_ panels: [PanelText]) -> [[Page.Span]] {
    let height = panels.map(\.lines.count).max() ?? 0
    return (0..<height).map { row in
      var line: [Page.Span] = []
      for (number, panel) in panels.enumerated() {
        if number > 0 || !panel.joint.isEmpty {
          let sign = row == panel.lines.count / 2 && !panel.joint.isEmpty ? panel.joint : " "
          line.append(.init(text: number > 0 ? "  \(sign)  " : "\(sign) ", role: .plain))
        }
        let content = row < panel.lines.count ? panel.lines[row] : []
        line += content
        let rest = panel.width - content.reduce(0) { $0 + $1.text.count }
        line.append(.init(text: String(repeating: " ", count: max(0, rest)), role: .plain))
      }
      return line
    }
  }
}

extension Cell {
  /// The number as the text has it.
  fileprivate var shown: String {
    switch (mark, padding) {
    case (.pending, _): "·"
    case (_, .zero): "□"
    case (_, .repeated): text + "'"
    default: text
    }
  }

  fileprivate var brackets: (String, String) {
    switch mark {
    case .none, .pending: (" ", " ")
    case .used, .current: ("[", "]")
    case .winner: ("{", "}")
    }
  }

  fileprivate var role: Page.Span.Role {
    switch mark {
    case .pending: .aside
    case .used: .used
    case .current: .current
    case .winner: .winner
    case .none: padding == nil ? .number : .aside
    }
  }
}
