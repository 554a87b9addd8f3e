/// The names of the series, each after a sample of its ink, on a small plate.
struct PlotLegend {
  private let layers: [PlotLayer]
  private let texts: [PlotText]

  private static let padding = 8
  private static let keyWidth = 26
  private static let lineHeight = 19
  private static let longestName = 200

  /// nil where there is nothing to say.
  init?(_ layers: [PlotLayer]) {
    self.layers = layers.filter { !$0.words.isEmpty }
    if self.layers.isEmpty { return nil }
    texts = self.layers.map { PlotText.fitting($0.words, width: Self.longestName) }
  }

  var width: Int { 2 * Self.padding + Self.keyWidth + 8 + (texts.map(\.width).max() ?? 0) }
  var height: Int { 2 * Self.padding + texts.count * Self.lineHeight - 7 }

  /// Draws the legend with its upper left corner in row `row`, column `column`.
  func draw(into picture: inout Picture, row: Int, column: Int) {
    picture.fill(row: row, column: column, width: width, height: height, with: PlotStyle.grid)
    picture.fill(
      row: row + 1, column: column + 1, width: width - 2, height: height - 2, with: PlotStyle.ground
    )
    for (number, (layer, text)) in zip(layers, texts).enumerated() {
      let line = row + Self.padding + number * Self.lineHeight
      var sample = InkMask(width: Self.keyWidth, height: 12, margin: 1)
      let middle = PlotPoint(x: 12.5, y: 5.5)
      switch layer.key {
      case .line(let dash):
        Polyline(width: 2, dash: dash).draw(
          [PlotPoint(x: 0, y: 5.5), PlotPoint(x: 25, y: 5.5)], frameWidth: Self.keyWidth,
          frameHeight: 12, into: &sample)
      case .marker(let marker): marker.draw(at: middle, into: &sample)
      case .area: sample.addRectangle(rows: 0..<12, columns: 7..<19)
      }
      picture.lay(sample, row: line, column: column + Self.padding, color: layer.color)
      text.draw(
        into: &picture, row: line + (12 - text.size.capHeight) / 2,
        column: column + Self.padding + Self.keyWidth + 8, color: PlotStyle.ink)
    }
  }
}
