// A panel as text: a number that takes part stands in [ ], the chosen one in { }, a zero of the padding is □,
// a number that the padding repeats has ', and · is not known yet.

/// A panel as lines of one width.
struct PanelText {
  let joint: String
  let lines: [[Page.Span]]
  let width: Int

  /// - Parameters:
  ///   - panel: what is written.
  ///   - isDistinct: whether numbers that take part are told from others by brackets.
  ///   - widest: where a longer title is broken.
  private init(_ panel: Panel, isDistinct: Bool, widest: Int) {
    joint = panel.joint
    let columns = Self.columnWidths(panel)
    let rowNames = panel.rowNames.map { "\($0) │" }
    let names = Self.namesWidth(panel)
    let titles = broken(panel.title, width: widest)
    let gridWidth = names + columns.reduce(0) { $0 + $1 + 2 }
    width = max(gridWidth, titles.map(\.count).max() ?? 0)

    var lines = titles.map { [Page.Span(text: $0, role: .name)] }
    if !panel.columnNames.isEmpty {
      let text = zip(panel.columnNames, columns).map { " \($0.padded(from: $1)) " }.joined()
      lines.append([Page.Span(text: "".padded(from: names) + text, role: .aside)])
      let rule = String(repeating: "─", count: text.count)
      lines.append([Page.Span(text: "┼".padded(from: names) + rule, role: .aside)])
    }
    for (number, row) in panel.cells.enumerated() {
      var line: [Page.Span] = []
      if names > 0 { line.append(.init(text: rowNames[number].padded(from: names), role: .aside)) }
      for (cell, width) in zip(row, columns) {
        let (before, after) = isDistinct ? cell.brackets : (" ", " ")
        let blanks = String(repeating: " ", count: width - cell.shown.count)
        line.append(.init(text: blanks + before + cell.shown + after, role: cell.role))
      }
      lines.append(line)
    }
    self.lines = lines
  }

  /// How wide the numbers of each column are: all as wide as the widest, unless names make one wider.
  private static func columnWidths(_ panel: Panel) -> [Int] {
    let common = panel.cells.joined().map(\.shown.count).max() ?? 0
    return (0..<(panel.cells.first?.count ?? 0)).map { column in
      max(common, panel.columnNames.isEmpty ? 0 : panel.columnNames[column].count)
    }
  }

  private static func namesWidth(_ panel: Panel) -> Int {
    panel.rowNames.map { $0.count + 2 }.max() ?? 0
  }

  /// A panel, in several pieces where it is wider than the page.
  static func texts(of panel: Panel, width: Int) -> [PanelText] {
    // The first of a line may have its sign and a blank before it.
    let room = width - 2
    let column = (columnWidths(panel).max() ?? 0) + 2
    let most = max(1, (room - namesWidth(panel)) / column)
    // Where all take part, none needs brackets.
    let isDistinct = panel.cells.joined().contains { $0.mark != .used }
    return panel.pieces(ofColumns: most)
      .map { PanelText($0, isDistinct: isDistinct, widest: max(room, 16)) }
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

extension String {
  /// With blanks before it, up to a width.
  fileprivate func padded(from width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
