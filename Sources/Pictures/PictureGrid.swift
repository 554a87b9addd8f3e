import Tensors

/// A sheet of pictures with labels, in rows and columns.
///
///     let grid = PictureGrid(
///       [(label: "input", picture: photo), (label: "edges", picture: edges)], columns: 2)
///     try grid.picture.write(to: "sheet.png")
///
/// Each column is as wide as its widest picture or label, with narrower pictures in the middle, and
/// each row as high as its highest picture, with lower ones at its top. A label of more than `longestLabel` characters that is also
/// wider than its picture is shortened, and ends in "…". Where all pictures are grey the sheet is
/// grey, otherwise it has three channels.
public struct PictureGrid: Sendable {
  /// On which side of its picture a label stands.
  public enum LabelPlace: Sendable {
    /// Level with the other labels of its row: at the top of the cells, or at their foot.
    case above, below
  }

  /// Up to so many characters a label makes its column wider rather than be shortened.
  public static let longestLabel = 24

  private let cells: [(label: String, picture: Picture)]
  private let columns: Int
  private let labels: LabelPlace
  private let gap: Int
  private let textScale: Int

  /// A sheet of pictures, filled row by row.
  ///
  /// - Parameters:
  ///   - cells: the pictures and their labels; where all labels are empty there is no room for
  ///     labels.
  ///   - columns: how many pictures stand in a row; fewer if there are fewer.
  ///   - labels: where the label stands.
  ///   - gap: pixels between cells and around them.
  ///   - textScale: pixels of a dot of the letters, which are 5 × 7 dots. Unless given it is 2
  ///     where every label then fits over its picture, and 1 where not.
  /// - Precondition: at least one picture and one column.
  public init(
    _ cells: [(label: String, picture: Picture)], columns: Int, labels: LabelPlace = .above,
    gap: Int = 10, textScale: Int? = nil
  ) {
    require(!cells.isEmpty, "a grid has at least one picture")
    require(columns >= 1, "a grid has at least one column, not \(columns)")
    require(
      gap >= 0 && textScale ?? 1 >= 1, "a gap is at least 0 and a text scale at least 1")
    let fits = cells.allSatisfy {
      Picture.size(ofText: $0.label, scale: 2).width <= $0.picture.width
    }
    let textScale = textScale ?? (fits ? 2 : 1)
    self.cells = cells.map { cell in
      let room = Picture.size(ofText: cell.label, scale: textScale).width - cell.picture.width
      guard room > 0, cell.label.count > Self.longestLabel else { return cell }
      let length = max(
        Self.longestLabel, (cell.picture.width / textScale + 1) / Font.advance)
      return (label: cell.label.prefix(length - 1) + "…", picture: cell.picture)
    }
    self.columns = min(columns, cells.count)
    self.labels = labels
    self.gap = gap
    self.textScale = textScale
  }

  /// A sheet of pictures without labels.
  public init(_ pictures: [Picture], columns: Int, gap: Int = 10) {
    self.init(pictures.map { (label: "", picture: $0) }, columns: columns, gap: gap)
  }

  /// The sheet, drawn.
  public var picture: Picture {
    let widths = (0..<columns).map { column in
      stride(from: column, to: cells.count, by: columns).map { width(cells[$0]) }.max() ?? 0
    }
    let heights = stride(from: 0, to: cells.count, by: columns).map { start in
      cells[start..<min(start + columns, cells.count)].map(\.picture.height).max() ?? 0
    }
    var sheet = Sheet.empty(
      width: widths.reduce(gap) { $0 + $1 + gap },
      height: heights.reduce(gap) { $0 + $1 + labelHeight + gap },
      isGrey: cells.allSatisfy { $0.picture.channels == 1 })
    var top = gap
    for (row, height) in heights.enumerated() {
      var left = gap
      for (column, width) in widths.enumerated() where row * columns + column < cells.count {
        draw(
          cells[row * columns + column], into: &sheet, top: top, left: left, width: width,
          height: height)
        left += width + gap
      }
      top += height + labelHeight + gap
    }
    return sheet
  }

  /// The letters and a little room between them and the picture; nothing if no picture has a label.
  private var labelHeight: Int {
    cells.allSatisfy(\.label.isEmpty) ? 0 : (Font.glyphHeight + 2) * textScale
  }

  private func width(_ cell: (label: String, picture: Picture)) -> Int {
    max(cell.picture.width, Picture.size(ofText: cell.label, scale: textScale).width)
  }

  private func draw(
    _ cell: (label: String, picture: Picture), into sheet: inout Picture, top: Int, left: Int,
    width: Int, height: Int
  ) {
    let (picture, label) = (cell.picture, cell.label)
    sheet.draw(
      picture, row: labels == .above ? top + labelHeight : top,
      column: left + (width - picture.width) / 2)
    let labelWidth = Picture.size(ofText: label, scale: textScale).width
    sheet.draw(
      label, row: labels == .above ? top : top + height + 2 * textScale,
      column: left + (width - labelWidth) / 2, scale: textScale, color: Sheet.ink)
  }
}
