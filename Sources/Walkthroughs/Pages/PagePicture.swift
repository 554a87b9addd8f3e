public import Pictures

extension Page {
  /// The page as a picture: the grids with a number in each cell, the formula below.
  ///
  /// Numbers that take part stand on blue, the one that the step is about on orange, the chosen one on
  /// green; what is padding stands on grey.
  public var picture: Picture { PageDrawing(self).picture }
}

extension Walkthrough {
  /// A step as a picture that says of what operation it is.
  ///
  /// - Parameter number: which step, from 0.
  /// - Precondition: there is one of this number.
  public func picture(ofStep number: Int) -> Picture {
    var page = self[number].page
    page.title = "\(title), step \(number + 1) of \(count): \(page.title)"
    return page.picture
  }
}

/// Where everything of a page's picture stands, in pixels.
private struct PageDrawing {
  private let page: Page
  private let bands: [[PanelDrawing]]
  private let lines: [String]

  /// Letters are as large as in the legends of feature maps, twice their dots.
  static let scale = 2
  private static let margin = 16
  private static let gap = 28
  private static let lineHeight = 24
  private static let widest = 1100

  init(_ page: Page) {
    self.page = page
    bands = page.rows.flatMap { row in
      Self.bands(
        of: row.flatMap { PanelDrawing.drawings(of: $0, widest: Self.widest - 2 * Self.margin) })
    }
    // The lines are broken as in a terminal of the same width.
    let columns = (Self.widest - 2 * Self.margin) / (6 * Self.scale)
    var text = page
    (text.title, text.rows) = ("", [])
    // In a picture padding has a colour and no sign.
    text.notes = page.notes.map { $0.hasPrefix("'") ? "grey" + $0.dropFirst() : $0 }
    lines = text.text(width: columns).split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(2).map { String($0).drawable }
  }

  private static func bands(of panels: [PanelDrawing]) -> [[PanelDrawing]] {
    var bands: [[PanelDrawing]] = []
    for panel in panels {
      let used = bands.last?.reduce(0) { $0 + $1.width + gap } ?? widest
      if used + panel.width <= widest - 2 * margin {
        bands[bands.count - 1].append(panel)
      } else {
        bands.append([panel])
      }
    }
    return bands
  }

  var picture: Picture {
    let title = page.title.drawable
    let textWidth = ([title] + lines).map { Picture.size(ofText: $0, scale: Self.scale).width }
    let bandWidths = bands.map { band in
      Self.gap + band.reduce(-Self.gap) { $0 + $1.width + Self.gap }
    }
    let width = 2 * Self.margin + ((textWidth + bandWidths).max() ?? 0)
    let heights = bands.map { $0.map(\.height).max() ?? 0 }
    let linesTop = 2 * Self.margin + Self.lineHeight + heights.reduce(0) { $0 + $1 + Self.gap / 2 }
    var picture = Picture(
      repeating: .white, width: width,
      height: linesTop + lines.count * Self.lineHeight + Self.margin)

    picture.draw(title, row: Self.margin, column: Self.margin, scale: Self.scale)
    var top = Self.margin + Self.lineHeight + Self.margin
    for (band, height) in zip(bands, heights) {
      var left = Self.margin + (band[0].panel.joint.isEmpty ? 0 : Self.gap)
      for (number, panel) in band.enumerated() {
        panel.draw(into: &picture, row: top, column: left)
        if !panel.panel.joint.isEmpty || number > 0 {
          picture.draw(
            panel.panel.joint.drawable, row: top + panel.middle - 8,
            column: left - Self.gap / 2 - 5,
            scale: Self.scale)
        }
        left += panel.width + Self.gap
      }
      top += height + Self.gap / 2
    }
    for (number, line) in lines.enumerated() {
      picture.draw(
        line, row: linesTop + number * Self.lineHeight, column: Self.margin, scale: Self.scale)
    }
    return picture
  }
}

/// One grid of the picture.
private struct PanelDrawing {
  let panel: Panel
  private let cellWidth: Int
  private let cellHeight = 30
  private let left: Int
  private let top: Int

  private static func textWidth(_ text: String) -> Int {
    Picture.size(ofText: text.drawable, scale: PageDrawing.scale).width
  }

  /// The drawings of a panel, several where it is wider than the picture.
  static func drawings(of panel: Panel, widest: Int) -> [PanelDrawing] {
    let whole = PanelDrawing(panel)
    return panel.pieces(ofColumns: max(1, (widest - whole.left) / whole.cellWidth))
      .map(PanelDrawing.init)
  }

  private init(_ panel: Panel) {
    self.panel = panel
    let widest =
      (panel.cells.joined().map(\.text) + panel.columnNames).map(Self.textWidth).max() ?? 0
    cellWidth = max(cellHeight, widest + 12)
    left = panel.rowNames.isEmpty ? 0 : (panel.rowNames.map(Self.textWidth).max() ?? 0) + 8
    top = 26 + (panel.columnNames.isEmpty ? 0 : 22)
  }

  private var columns: Int { panel.cells.first?.count ?? 0 }
  var width: Int { max(left + columns * cellWidth + 1, Self.textWidth(panel.title)) }
  var height: Int { top + panel.cells.count * cellHeight + 1 }
  /// Where the middle of the grid's rows is.
  var middle: Int { (top + height) / 2 }

  func draw(into picture: inout Picture, row: Int, column: Int) {
    let scale = PageDrawing.scale
    picture.draw(panel.title.drawable, row: row, column: column, scale: scale, color: .quiet)
    for (number, name) in panel.columnNames.enumerated() {
      drawCentered(
        name, into: &picture, row: row + 26, column: column + left + number * cellWidth,
        color: .quiet)
    }
    for (r, cells) in panel.cells.enumerated() {
      let y = row + top + r * cellHeight
      if !panel.rowNames.isEmpty {
        picture.draw(
          panel.rowNames[r].drawable, row: y + 8, column: column, scale: scale, color: .quiet)
      }
      for (c, cell) in cells.enumerated() {
        let x = column + left + c * cellWidth
        picture.fill(row: y, column: x, width: cellWidth + 1, height: cellHeight + 1, with: .rim)
        picture.fill(
          row: y + 1, column: x + 1, width: cellWidth - 1, height: cellHeight - 1, with: cell.ground
        )
        if cell.padding != nil, cell.mark != .none {
          // On the padding and under the window: grey with the window's rim.
          picture.fill(
            row: y + 4, column: x + 4, width: cellWidth - 7, height: cellHeight - 7, with: .padding)
        }
        drawCentered(
          cell.text, into: &picture, row: y + 8, column: x,
          color: cell.padding == nil ? .black : .quiet)
      }
    }
  }

  private func drawCentered(
    _ text: String, into picture: inout Picture, row: Int, column: Int, color: Color
  ) {
    let text = text.drawable
    picture.draw(
      text, row: row, column: column + (cellWidth - Self.textWidth(text) + 1) / 2,
      scale: PageDrawing.scale,
      color: color)
  }
}

extension Cell {
  fileprivate var ground: Color {
    switch mark {
    case .used: Color(red: 190, green: 220, blue: 250)
    case .current: Color(red: 255, green: 205, blue: 130)
    case .winner: Color(red: 170, green: 225, blue: 165)
    case .pending: Color(grey: 244)
    case .none: padding == nil ? .white : .padding
    }
  }
}

extension Color {
  fileprivate static let rim = Color(grey: 150)
  fileprivate static let quiet = Color(grey: 95)
  fileprivate static let padding = Color(grey: 222)
}
