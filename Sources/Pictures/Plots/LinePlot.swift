/// Lines over numbers, such as losses and accuracies over epochs.
///
///     var plot = LinePlot(title: "The loss falls", x: "epoch", y: "loss", yScale: .logarithmic)
///     plot.add(losses, "training")
///     plot.add(validation, "validation")
///     show(plot.picture, "Loss by epoch")
///
/// Where a number is NaN or infinite, or not above 0 on a logarithmic axis, its line has a gap, and the
/// legend says how many there are.
public struct LinePlot: Plot {
  /// What the plot shows, in a few words; it stands above it.
  public var title: String
  /// The axis to the right.
  public var xAxis: PlotAxis
  /// The axis upwards.
  public var yAxis: PlotAxis

  private var series: PointSeries

  /// A plot without lines.
  ///
  /// - Parameters:
  ///   - title: what the plot shows, in a few words.
  ///   - x: what is counted along the x axis.
  ///   - y: what is measured along the y axis.
  ///   - xScale: linear or logarithmic.
  ///   - yScale: linear or logarithmic.
  ///   - xRange: from where to where the x axis goes; nil for as far as the data do.
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

  /// Adds a line through numbers, one step to the right for each.
  ///
  /// - Parameters:
  ///   - values: the numbers, in order.
  ///   - name: what the legend calls the line; it leaves out a line without a name.
  ///   - start: the x of the first number.
  public mutating func add(
    _ values: [some PlotNumber], _ name: String = "", from start: Double = 0
  ) {
    series.add(values.enumerated().map { (x: start + Double($0), y: $1.plotted) }, name)
  }

  /// Adds a line from point to point.
  ///
  /// - Parameters:
  ///   - points: in the order in which the line goes.
  ///   - name: what the legend calls the line; it leaves out a line without a name.
  public mutating func add(points: [(x: some PlotNumber, y: some PlotNumber)], _ name: String = "")
  {
    series.add(points, name)
  }

  /// The plot, drawn.
  public var picture: Picture {
    series.picture(title: title, xAxis, yAxis, ends: .data, key: { .line(dash: $0.dash) }) {
      series, style, frame, mask in
      Polyline(width: 2, dash: style.dash).draw(
        series.points.map { frame.place($0.x, $0.y) }, frameWidth: frame.width,
        frameHeight: frame.height, into: &mask)
    }
  }
}
