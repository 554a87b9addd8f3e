/// Series of points on paper of one size: what plots over numbers have in common.
struct PointSeries: Sendable {
  /// One series: its name, and its points in order.
  struct Series: Sendable {
    let name: String
    let points: [(x: Double, y: Double)]
  }

  private let width: Int
  private let height: Int
  private var series: [Series] = []

  /// - Precondition: at least 160 × 120 pixels.
  init(width: Int, height: Int) {
    PlotSheet.requireRoom(width: width, height: height)
    (self.width, self.height) = (width, height)
  }

  mutating func add(_ points: [(x: Double, y: Double)], _ name: String) {
    series.append(Series(name: name, points: points))
  }

  mutating func add(_ points: [(x: some PlotNumber, y: some PlotNumber)], _ name: String) {
    add(points.map { (x: $0.x.plotted, y: $0.y.plotted) }, name)
  }

  /// The series, drawn.
  ///
  /// - Parameters:
  ///   - title: what stands above them.
  ///   - xAxis: the axis to the right.
  ///   - yAxis: the axis upwards.
  ///   - ends: what the ends of the x axis are.
  ///   - key: what stands before a series in the legend, by its style.
  ///   - draw: draws one series in its style.
  func picture(
    title: String, _ xAxis: PlotAxis, _ yAxis: PlotAxis, ends: FittedAxis.Ends,
    key: (PlotStyle) -> PlotLayer.Key,
    draw: @escaping @Sendable (Series, PlotStyle, PlotFrame, inout InkMask) -> Void
  ) -> Picture {
    let shown = series.flatMap(\.points).filter {
      xAxis.hasPlace(for: $0.x) && yAxis.hasPlace(for: $0.y)
    }
    let layers = series.enumerated().map { number, series in
      let style = PlotStyle.series(number)
      return PlotLayer(
        name: series.name, note: PlotAxis.note(of: series.points, xAxis, yAxis), key: key(style),
        color: style.color
      ) { frame, mask in draw(series, style, frame, &mask) }
    }
    return PlotSheet(
      title: title, xAxis: xAxis, yAxis: yAxis, width: width, height: height,
      breadth: .numbers(shown.map(\.x), ends), yValues: shown.map(\.y), layers: layers
    ).picture
  }
}
