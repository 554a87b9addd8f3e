/// Where everything in a plot stands, and the drawing of all but the data.
///
/// From the top: the title, the frame, the ticks' numbers, the label of the x axis. From the left: the
/// label of the y axis upwards, the ticks' numbers with their ends in line, the frame.
struct PlotLayout {
  let frame: PlotFrame
  private let sheet: PlotSheet
  private let yTexts: [PlotText]
  private let xTexts: [PlotText]
  /// Whether the names along the x axis are written upwards, since they don't fit side by side.
  private let namesStand: Bool

  /// Pixels between the edge of the picture and what stands there.
  private static let margin = 12
  /// The length of a tick, and from there to its number.
  private static let (tick, tickGap) = (4, 5)
  /// From the numbers of the ticks to the axis's label.
  private static let labelGap = 9
  /// The longest name that is written upwards, in pixels.
  private static let longestName = 120

  init(_ sheet: PlotSheet, roomAtRight: Int = 0, roomAbove: Int = 0) {
    self.sheet = sheet
    let (margin, reach) = (Self.margin, Self.tick + Self.tickGap)
    let letters = PlotText.Size.normal
    let top =
      roomAbove + (sheet.title.isEmpty ? margin : margin + PlotText.Size.title.height + 8)
    let foot =
      sheet.xAxis.label.isEmpty ? margin : margin + letters.height + Self.labelGap
    let room = sheet.height - top - foot - reach - letters.capHeight
    let y = FittedAxis(
      sheet.yAxis, to: sheet.yValues, ends: .ticks, atMost: min(11, room / 36 + 1))
    yTexts = y.ticks.labels.map { PlotText($0) }
    let left =
      margin + (sheet.yAxis.label.isEmpty ? 0 : letters.height + Self.labelGap)
      + (yTexts.map(\.width).max() ?? 0) + reach
    // Names that stand leave room for some rows of bars.
    let longest = min(Self.longestName, sheet.height / 3, room + letters.capHeight - 24)
    let across = Self.breadth(
      sheet, from: left, roomAtRight: roomAtRight, longestName: max(1, longest))
    (xTexts, namesStand) = (across.texts, across.stands)
    let below = across.stands ? across.texts.map(\.width).max() ?? 0 : letters.capHeight
    frame = PlotFrame(
      top: top, left: left, width: across.width,
      height: max(1, sheet.height - top - foot - reach - below), x: across.axis, y: y)
  }

  private typealias Breadth = (axis: FittedAxis, texts: [PlotText], width: Int, stands: Bool)

  private static func breadth(
    _ sheet: PlotSheet, from left: Int, roomAtRight: Int, longestName: Int
  ) -> Breadth {
    let room = sheet.width - left - max(margin, roomAtRight)
    switch sheet.breadth {
    case .names(let names):
      let axis = FittedAxis(
        PlotAxis(range: -0.5...max(0.5, Double(names.count) - 0.5)), to: [], ends: .data, atMost: 2)
      let width = max(1, room)
      let share = width / max(1, names.count) - 6
      for size in [PlotText.Size.normal, .small] {
        let texts = names.map { PlotText($0, size) }
        if texts.allSatisfy({ $0.width <= share }) { return (axis, texts, width, false) }
      }
      let size: PlotText.Size = share >= 6 ? .normal : .small
      let texts = names.map { PlotText.fitting($0, width: longestName, sizes: [size]) }
      return (axis, texts, width, true)
    case .numbers(let values, let ends):
      // Fewer and fewer ticks, until their numbers stand clear of each other.
      for most in (2...max(2, min(11, room / 44))).reversed() {
        let axis = FittedAxis(sheet.xAxis, to: values, ends: ends, atMost: most)
        let texts = axis.ticks.labels.map { PlotText($0) }
        let widest = texts.map(\.width).max() ?? 0
        let places = axis.ticks.values.map { axis.share($0) }
        // Half of the last number may stand out at the right.
        let over = Int(Double(widest) / 2 - (1 - (places.last ?? 0)) * Double(room)) + 1
        let width = max(1, room - max(0, over - (roomAtRight > 0 ? 0 : margin - 7)))
        let nearest = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 1
        if most == 2 || nearest * Double(width) >= Double(widest + 14) {
          return (axis, texts, width, false)
        }
      }
      preconditionFailure("two ticks are always taken")
    }
  }

  // MARK: Drawing

  /// Paper, grid lines and the words around the frame.
  func drawGround(into picture: inout Picture) {
    fill(rows: 0..<frame.height, columns: 0..<frame.width, PlotStyle.ground, &picture)
    for value in frame.y.ticks.values {
      let row = Int(frame.row(value).rounded())
      fill(rows: row..<row + 1, columns: 0..<frame.width, PlotStyle.grid, &picture)
    }
    if case .numbers = sheet.breadth {
      for value in frame.x.ticks.values {
        let column = Int(frame.column(value).rounded())
        fill(rows: 0..<frame.height, columns: column..<column + 1, PlotStyle.grid, &picture)
      }
    }
    drawTitle(into: &picture)
    drawNumbers(into: &picture)
    drawLabels(into: &picture)
  }

  /// The lines along which one reads: the left and the lower side of the frame, the ticks, and zero.
  func drawAxes(into picture: inout Picture) {
    fill(rows: 0..<frame.height + 1, columns: -1..<0, PlotStyle.axis, &picture)
    fill(rows: frame.height..<frame.height + 1, columns: -1..<frame.width, PlotStyle.axis, &picture)
    for (values, length) in [(frame.y.ticks.minor, 2), (frame.y.ticks.values, Self.tick)] {
      for value in values {
        let row = Int(frame.row(value).rounded())
        fill(rows: row..<row + 1, columns: -1 - length..<0, PlotStyle.axis, &picture)
      }
    }
    if case .numbers = sheet.breadth {
      for (values, length) in [(frame.x.ticks.minor, 2), (frame.x.ticks.values, Self.tick)] {
        for value in values {
          let column = Int(frame.column(value).rounded())
          fill(
            rows: frame.height..<frame.height + 1 + length, columns: column..<column + 1,
            PlotStyle.axis, &picture)
        }
      }
    }
    if frame.y.scale == .linear, frame.y.range.lowerBound < 0, frame.y.range.upperBound > 0 {
      let row = Int(frame.row(0).rounded())
      fill(rows: row..<row + 1, columns: 0..<frame.width, PlotStyle.axis, &picture)
    }
  }

  /// Fills a rectangle that is counted from the frame's upper left pixel.
  private func fill(
    rows: Range<Int>, columns: Range<Int>, _ color: Color, _ picture: inout Picture
  ) {
    picture.fill(
      row: frame.top + rows.lowerBound, column: frame.left + columns.lowerBound,
      width: columns.count, height: rows.count, with: color)
  }

  /// The title begins with the frame; a long one begins with the picture.
  private func drawTitle(into picture: inout Picture) {
    let room = sheet.width - frame.left - Self.margin
    let fits = PlotText(sheet.title, .title).width <= room
    let text = PlotText.fitting(
      sheet.title, width: fits ? room : sheet.width - 2 * Self.margin, sizes: [.title, .normal])
    text.draw(
      into: &picture, row: Self.margin, column: fits ? frame.left - 1 : Self.margin,
      color: PlotStyle.ink)
  }

  private func drawNumbers(into picture: inout Picture) {
    let reach = Self.tick + Self.tickGap
    for (value, text) in zip(frame.y.ticks.values, yTexts) {
      let row = frame.top + Int(frame.row(value).rounded()) - text.size.capHeight / 2
      text.draw(
        into: &picture, row: row, column: frame.left - reach - text.width,
        color: PlotStyle.paleInk)
    }
    let row = frame.top + frame.height + reach
    for (number, text) in xTexts.enumerated() {
      guard case .numbers = sheet.breadth else {
        let column = frame.left + Int(frame.column(Double(number)).rounded())
        if namesStand {
          text.drawUpwards(
            into: &picture, row: row, column: column - text.size.capHeight / 2,
            color: PlotStyle.paleInk)
        } else {
          text.draw(
            into: &picture, row: row, column: column - text.width / 2, color: PlotStyle.paleInk)
        }
        continue
      }
      let column = frame.left + Int(frame.column(frame.x.ticks.values[number]).rounded())
      text.draw(
        into: &picture, row: row,
        column: min(column - text.width / 2, sheet.width - 5 - text.width),
        color: PlotStyle.paleInk)
    }
  }

  private func drawLabels(into picture: inout Picture) {
    let foot = PlotText.Size.normal.height
    let x = PlotText.fitting(sheet.xAxis.label, width: sheet.width - 2 * Self.margin)
    let middle = frame.left + (frame.width - x.width) / 2
    x.draw(
      into: &picture, row: sheet.height - Self.margin - foot + 2,
      column: max(Self.margin, min(middle, sheet.width - Self.margin - x.width)),
      color: PlotStyle.ink)
    let y = PlotText.fitting(sheet.yAxis.label, width: sheet.height - 2 * Self.margin)
    y.drawUpwards(
      into: &picture,
      row: max(
        Self.margin,
        min(
          frame.top + (frame.height - y.width) / 2, sheet.height - Self.margin - y.width)),
      column: Self.margin - 2, color: PlotStyle.ink)
  }
}
