/// The strip under a feature map: a bar of its colours, and the numbers that they stand for.
///
///     ▏████▓▓▓▓▒▒▒▒░░░░░░░░▒▒▒▒▓▓▓▓████▕
///     −3.25            0          +3.25
///           −0.61 to 2.5 here
///     ▇ 2 not finite
struct FeatureMapLegend {
  private let colors: ColorMap
  private let scale: Float
  private let notFiniteCount: Int
  /// The smallest and largest number, in words.
  private let rangeWords: String?

  init(_ map: FeatureMap, _ colors: ColorMap, range: ClosedRange<Float>? = nil) {
    self.colors = colors
    scale = map.scale
    notFiniteCount = map.notFiniteCount
    rangeWords = range.map { "\(shortText($0.lowerBound)) to \(shortText($0.upperBound)) here" }
  }

  private var labels: [String] {
    guard scale > 0 else { return ["", "0", ""] }
    return ["−" + shortText(scale), "0", "+" + shortText(scale)]
  }

  private var warning: String? {
    notFiniteCount == 0 ? nil : "\(notFiniteCount) not finite"
  }

  /// The width of the legend's text: the outer labels are on either side of the middle one, with
  /// two spaces between.
  private func width(textScale: Int) -> Int {
    let widths = labels.map { Picture.size(ofText: $0, scale: textScale).width }
    let half = max(widths[0], widths[2]) + 2 * Font.advance * textScale
    let warning = warning.map { warningIndent(textScale) + Picture.size(ofText: $0).width } ?? 0
    let range = rangeWords.map {
      Picture.size(ofText: $0, scale: textScale).width + 2 * inset(textScale)
    }
    return max(2 * half + widths[1] + 2 * inset(textScale), warning, range ?? 0)
  }

  /// How far the outer labels stay away from the edges.
  private func inset(_ textScale: Int) -> Int { 2 * textScale }

  private func warningIndent(_ textScale: Int) -> Int { 12 * textScale }

  /// How many pixels a dot of its letters is: as many as there is room for under the picture.
  func textScale(under picture: Picture) -> Int { width(textScale: 2) <= picture.width ? 2 : 1 }

  /// The picture with the legend under it, on a wider sheet if the legend needs it.
  ///
  /// - Parameter textScale: how many pixels a dot of its letters is, if not as many as there is room for.
  func under(_ picture: Picture, textScale: Int? = nil) -> Picture {
    let textScale = textScale ?? self.textScale(under: picture)
    let margin = 4 * textScale
    let barHeight = 7 * textScale
    let lineHeight = (Font.glyphHeight + 3) * textScale
    let width = max(picture.width, width(textScale: textScale))
    let barRow = picture.height + margin
    let textRow = barRow + barHeight + margin / 2
    let lineCount = 1 + (rangeWords == nil ? 0 : 1) + (warning == nil ? 0 : 1)
    var sheet = sheet(picture, width: width, height: textRow + lineCount * lineHeight)
    drawBar(into: &sheet, row: barRow, height: barHeight)
    draw(labels[0], .start, into: &sheet, row: textRow, scale: textScale)
    draw(labels[1], .middle, into: &sheet, row: textRow, scale: textScale)
    draw(labels[2], .end, into: &sheet, row: textRow, scale: textScale)
    if let rangeWords {
      draw(rangeWords, .middle, into: &sheet, row: textRow + lineHeight, scale: textScale)
    }
    if let warning {
      let row = textRow + (lineCount - 1) * lineHeight
      sheet.fill(
        row: row, column: 0, width: 7 * textScale, height: 7 * textScale,
        with: ColorMap.notANumber)
      sheet.draw(
        warning, row: row, column: warningIndent(textScale), scale: textScale, color: Sheet.ink)
    }
    return sheet
  }

  /// Paper of this size with the picture at its top. One that is as wide is put there as it is:
  /// drawing a large one pixel by pixel takes longer than computing it.
  private func sheet(_ picture: Picture, width: Int, height: Int) -> Picture {
    let isGrey = picture.channels == 1
    guard picture.width < width else {
      let rest = Sheet.empty(width: width, height: height - picture.height, isGrey: isGrey)
      return Picture(
        width: width, height: height, channels: picture.channels,
        pixels: picture.pixels + rest.pixels)
    }
    var sheet = Sheet.empty(width: width, height: height, isGrey: isGrey)
    sheet.draw(picture, row: 0, column: (width - picture.width) / 2)
    return sheet
  }

  private func drawBar(into sheet: inout Picture, row: Int, height: Int) {
    for column in 0..<sheet.width {
      // From −1 in the first column to +1 in the last.
      let x = sheet.width == 1 ? 0 : 2 * Float(column) / Float(sheet.width - 1) - 1
      sheet.fill(row: row, column: column, width: 1, height: height, with: colors.color(x))
    }
  }

  private enum Alignment { case start, middle, end }

  private func draw(
    _ text: String, _ alignment: Alignment, into sheet: inout Picture, row: Int, scale: Int
  ) {
    let room = sheet.width - Picture.size(ofText: text, scale: scale).width
    let column =
      switch alignment {
      case .start: inset(scale)
      case .middle: room / 2
      case .end: room - inset(scale)
      }
    sheet.draw(text, row: row, column: column, scale: scale, color: Sheet.ink)
  }
}
