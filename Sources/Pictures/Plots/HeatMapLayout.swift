/// Where everything in a heat map stands, and the drawing of it.
///
/// From the left: the label of the y axis upwards, the names of the rows with their ends in line, the
/// cells, the bar of colours. From the top: the title, the cells, the names of the columns, the label
/// of the x axis, and a line that says what yellow is.
struct HeatMapLayout {
  private let map: HeatMap
  private let colors: HeatMapColors
  private let cells: HeatMapCells
  private let barTicks: AxisTicks?
  private let note: PlotText?
  private let top: Int
  private let left: Int

  private static let (margin, gap, labelGap) = (12, 6, 9)
  private static let (barGap, barWidth) = (18, 14)
  private static let letters = PlotText.Size.normal

  init(_ map: HeatMap) {
    self.map = map
    let values = map.values.flatMap { $0 }
    let colors = HeatMapColors(for: values)
    let notFinite = values.count { !$0.isFinite }
    let noteText = notFinite == 0 ? nil : PlotText("\(notFinite) not finite")
    let (margin, letters) = (Self.margin, Self.letters)
    let top = margin + (map.title.isEmpty ? 0 : PlotText.Size.title.height + 8)
    let before = margin + (map.yLabel.isEmpty ? 0 : letters.height + Self.labelGap)
    let foot =
      Self.gap + margin + (map.xLabel.isEmpty ? 0 : letters.height + Self.labelGap)
      + (noteText == nil ? 0 : letters.height + Self.labelGap)
    let ticks = AxisTicks(along: colors.range, atMost: 6)
    func cells(beside bar: Int) -> HeatMapCells {
      HeatMapCells(
        map, across: map.width - before - Self.gap - margin - bar, down: map.height - top - foot)
    }
    let bar = Self.barGap + Self.barWidth + Self.gap + Self.widest(ticks)
    let alone = cells(beside: 0)
    let hasBar =
      map.colorBar == .always || (map.colorBar == .whereNumbersAreMissing && alone.numbers == nil)
    (self.colors, self.top) = (colors, top)
    self.cells = hasBar ? cells(beside: bar) : alone
    // As many numbers beside the bar as have room.
    let most = max(2, min(6, self.cells.height * map.values.count / 24))
    barTicks = hasBar ? AxisTicks(along: colors.range, atMost: most) : nil
    note = noteText
    left = before + (self.cells.rowNames.map(\.width).max() ?? 0) + Self.gap
  }

  private static func widest(_ ticks: AxisTicks) -> Int {
    ticks.labels.map { PlotText($0).width }.max() ?? 0
  }

  private var cellsWidth: Int { cells.width * map.values[0].count }
  private var cellsHeight: Int { cells.height * map.values.count }

  /// The row under the names of the columns.
  private var namesEnd: Int {
    let names = cells.columnNames
    let under = cells.namesStand ? names.map(\.width).max() ?? 0 : Self.letters.capHeight
    return top + cellsHeight + Self.gap + under
  }

  var picture: Picture {
    let letters = Self.letters.height + Self.labelGap
    let bar = barTicks.map { Self.barGap + Self.barWidth + Self.gap + Self.widest($0) } ?? 0
    let wanted = max(
      left + max(cellsWidth + bar, PlotText(map.xLabel).width),
      left + PlotText(map.title, .title).width, note.map { $0.width + 2 * Self.margin } ?? 0)
    let width = max(
      left + cellsWidth + bar + Self.margin, min(map.width, wanted + Self.margin))
    let height =
      namesEnd + (map.xLabel.isEmpty ? 0 : letters) + (note == nil ? 0 : letters) + Self.margin
    var picture = Picture(repeating: Sheet.paper, width: width, height: height)
    drawWords(into: &picture)
    drawCells(into: &picture)
    drawNames(into: &picture)
    drawBar(into: &picture)
    return picture
  }

  // MARK: Drawing

  private func drawWords(into picture: inout Picture) {
    let margin = Self.margin
    let room = picture.width - left - margin
    let fits = PlotText(map.title, .title).width <= room
    let title = PlotText.fitting(
      map.title, width: fits ? room : picture.width - 2 * margin, sizes: [.title, .normal])
    title.draw(
      into: &picture, row: margin, column: fits ? left : margin, color: PlotStyle.ink)
    let x = PlotText.fitting(map.xLabel, width: picture.width - 2 * margin)
    let middle = left + (cellsWidth - x.width) / 2
    let line = namesEnd + Self.labelGap
    x.draw(
      into: &picture, row: line,
      column: max(min(left, picture.width - margin - x.width), middle), color: PlotStyle.ink)
    let y = PlotText.fitting(map.yLabel, width: picture.height - 2 * margin)
    y.drawUpwards(
      into: &picture,
      row: max(
        margin, min(top + (cellsHeight - y.width) / 2, picture.height - margin - y.width)),
      column: margin, color: PlotStyle.ink)
    guard let note else { return }
    let row = picture.height - margin - Self.letters.height
    picture.fill(row: row, column: margin, width: 11, height: 11, with: ColorMap.notANumber)
    note.draw(into: &picture, row: row, column: margin + 19, color: PlotStyle.ink)
  }

  private func drawCells(into picture: inout Picture) {
    // A line of paper between cells, where there is room for one.
    let line = min(cells.width, cells.height) >= 6 ? 1 : 0
    for (row, values) in map.values.enumerated() {
      for (column, value) in values.enumerated() {
        let (y, x) = (top + row * cells.height, left + column * cells.width)
        let color = colors.color(value)
        picture.fill(
          row: y, column: x, width: cells.width - line, height: cells.height - line, with: color)
        guard let text = cells.numbers?[row][column] else { continue }
        text.draw(
          into: &picture, row: y + (cells.height - line - text.size.capHeight) / 2,
          column: x + (cells.width - line - text.width) / 2, color: color.readableInk)
      }
    }
  }

  private func drawNames(into picture: inout Picture) {
    for (row, text) in cells.rowNames.enumerated() {
      text.draw(
        into: &picture,
        row: top + row * cells.height + (cells.height - text.size.capHeight) / 2,
        column: left - Self.gap - text.width, color: PlotStyle.paleInk)
    }
    let line = top + cellsHeight + Self.gap
    for (column, text) in cells.columnNames.enumerated() {
      let x = left + column * cells.width
      if cells.namesStand {
        text.drawUpwards(
          into: &picture, row: line, column: x + (cells.width - text.size.capHeight) / 2,
          color: PlotStyle.paleInk)
      } else {
        text.draw(
          into: &picture, row: line, column: x + (cells.width - text.width) / 2,
          color: PlotStyle.paleInk)
      }
    }
  }

  private func drawBar(into picture: inout Picture) {
    guard let barTicks else { return }
    let column = left + cellsWidth + Self.barGap
    let (lower, upper) = (colors.range.lowerBound, colors.range.upperBound)
    let last = Double(max(1, cellsHeight - 1))
    for row in 0..<cellsHeight {
      let value = upper - (upper - lower) * (Double(row) / last)
      picture.fill(
        row: top + row, column: column, width: Self.barWidth, height: 1, with: colors.color(value))
    }
    for (value, label) in zip(barTicks.values, barTicks.labels) {
      let row = top + Int(((upper - value) / (upper - lower) * last).rounded())
      picture.fill(
        row: row, column: column + Self.barWidth, width: 3, height: 1, with: PlotStyle.axis)
      let text = PlotText(label)
      text.draw(
        into: &picture, row: row - text.size.capHeight / 2,
        column: column + Self.barWidth + Self.gap, color: PlotStyle.paleInk)
    }
  }
}
