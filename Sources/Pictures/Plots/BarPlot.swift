import Tensors

/// Bars over names, alone or in groups, upwards from 0 or downwards.
///
///     var plot = BarPlot(title: "Time", over: ["3 × 3", "5 × 5"], y: "milliseconds")
///     plot.add([12.5, 31.0], "reference")
///     plot.add([0.4, 0.9], "fast")
///     show(plot.picture, "Reference and fast")
///
/// A bar that is NaN or infinite is left out, and the legend says how many are.
public struct BarPlot: Plot {
  /// What the plot shows, in a few words; it stands above it.
  public var title: String
  /// The axis upwards; linear.
  public var yAxis: PlotAxis

  private let names: [String]
  private let xLabel: String
  private let width: Int
  private let height: Int
  private var series: [(name: String, values: [Double])] = []

  /// A plot without bars.
  ///
  /// - Parameters:
  ///   - title: what the plot shows, in a few words.
  ///   - names: what stands under the bars, one name for each group.
  ///   - x: what the names are names of.
  ///   - y: what the height of the bars is.
  ///   - yRange: from where to where the y axis goes; nil for the ticks around the bars and 0.
  ///   - width: of the picture, in pixels.
  ///   - height: of the picture, in pixels.
  /// - Precondition: at least 160 × 120 pixels; the range as `PlotAxis` wants it.
  public init(
    title: String = "", over names: [String], x: String = "", y: String = "",
    yRange: ClosedRange<Double>? = nil, width: Int = 640, height: Int = 400
  ) {
    PlotSheet.requireRoom(width: width, height: height)
    (self.title, self.names, xLabel) = (title, names, x)
    yAxis = PlotAxis(y, range: yRange)
    (self.width, self.height) = (width, height)
  }

  /// Adds one bar to each group.
  ///
  /// - Parameters:
  ///   - values: one for each name.
  ///   - name: what the legend calls these bars; it leaves out bars without a name.
  /// - Precondition: as many values as names.
  public mutating func add(_ values: [some PlotNumber], _ name: String = "") {
    require(
      values.count == names.count,
      "each name has one bar, and \(values.count) bars are not \(names.count)")
    series.append((name, values.map(\.plotted)))
  }

  /// The plot, drawn.
  public var picture: Picture {
    let yAxis = PlotAxis(yAxis.label, range: yAxis.range)
    let count = series.count
    let layers = series.enumerated().map { number, series in
      PlotLayer(
        name: series.name,
        note: PlotAxis.note(of: series.values.map { (0, $0) }, PlotAxis(), yAxis), key: .area,
        color: PlotStyle.series(number).color
      ) { frame, mask in
        for (group, value) in series.values.enumerated() where value.isFinite {
          mask.addRectangle(
            rows: frame.rows(from: 0, to: value),
            columns: Self.columns(of: number, of: count, in: group, frame))
        }
      }
    }
    return PlotSheet(
      title: title, xAxis: PlotAxis(xLabel), yAxis: yAxis, width: width, height: height,
      breadth: .names(names), yValues: [0] + series.flatMap(\.values), layers: layers
    ).picture
  }

  /// The pixels of a bar: four fifths of a group's share are bars, all equally wide.
  private static func columns(
    of number: Int, of count: Int, in group: Int, _ frame: PlotFrame
  ) -> Range<Int> {
    let share = frame.column(1) - frame.column(0)
    // Bars of one series alone aren't wider than looks well.
    let bar = max(1, min(64, Int(share * (count == 1 ? 0.65 : 0.8)) / count))
    let start =
      Int((frame.column(Double(group)) - Double(bar * count) / 2).rounded()) + number * bar
    // A pixel of paper between two bars of a group, where there is room for one.
    return start..<start + (bar > 4 && number < count - 1 ? bar - 1 : bar)
  }
}

extension PlotFrame {
  /// The rows of an upright bar between two numbers; one row at least if they aren't the same.
  func rows(from base: Double, to value: Double) -> Range<Int> {
    func row(_ number: Double) -> Int {
      Int(min(max(self.row(number), -1e6), 1e6).rounded())
    }
    // The base's own row belongs to the bar; a bar that is hardly one has a row beyond it.
    let (a, b) = (row(base), row(value))
    if value == base { return a..<a }
    return value > base ? min(b, a - 1)..<a + 1 : a..<max(b, a + 1) + 1
  }
}
