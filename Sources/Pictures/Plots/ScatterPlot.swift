/// Points, to see what goes with what.
///
///     var plot = ScatterPlot(title: "Heavier is slower", x: "parameters", y: "seconds", xScale: .logarithmic)
///     plot.add(points: models.map { (x: $0.parameterCount, y: $0.seconds) }, "models")
///     show(plot.picture, "Speed by size")
///
/// Points that have no place (NaN, infinities, or not above 0 on a logarithmic axis) are counted in the
/// legend.
public struct ScatterPlot: Plot {
  /// What the plot shows, in a few words; it stands above it.
  public var title: String
  /// The axis to the right.
  public var xAxis: PlotAxis
  /// The axis upwards.
  public var yAxis: PlotAxis

  private var series: PointSeries

  /// A plot without points.
  ///
  /// - Parameters:
  ///   - title: what the plot shows, in a few words.
  ///   - x: what is measured along the x axis.
  ///   - y: what is measured along the y axis.
  ///   - xScale: linear or logarithmic.
  ///   - yScale: linear or logarithmic.
  ///   - xRange: from where to where the x axis goes; nil for the ticks around the data.
  ///   - yRange: from where to where the y axis goes; nil for the ticks around the data.
  ///   - width: of the picture, in pixels.
  ///   - height: of the picture, in pixels.
  /// - Precondition: at least 160 × 120 pixels; ranges as `PlotAxis` wants them.
  public init(
    title: String = "", x: String = "", y: String = "", xScale: PlotScale = .linear,
    yScale: PlotScale = .linear, xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil, width: Int = 640, height: Int = 400
  ) {
    self.title = title
    xAxis = PlotAxis(x, scale: xScale, range: xRange)
    yAxis = PlotAxis(y, scale: yScale, range: yRange)
    series = PointSeries(width: width, height: height)
  }

  /// Adds points, each series with a colour and a marker of its own.
  ///
  /// - Parameters:
  ///   - points: in any order; later ones lie over earlier ones.
  ///   - name: what the legend calls them; it leaves out a series without a name.
  public mutating func add(points: [(x: some PlotNumber, y: some PlotNumber)], _ name: String = "")
  {
    series.add(points, name)
  }

  /// The plot, drawn.
  public var picture: Picture {
    series.picture(title: title, xAxis, yAxis, ends: .ticks, key: { .marker($0.marker) }) {
      series, style, frame, mask in
      for point in series.points.lazy.map({ frame.place($0.x, $0.y) }) where frame.contains(point) {
        style.marker.draw(at: point, into: &mask)
      }
    }
  }
}
