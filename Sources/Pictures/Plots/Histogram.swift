/// How often numbers of each size come up.
///
///     let plot = Histogram(title: "Weights", weights.scalars, x: "weight")
///     show(plot.picture, "The weights of the first layer")
///
/// NaN and infinities are in no bin, and are counted in the legend.
public struct Histogram: Plot {
  /// What the plot shows, in a few words; it stands above it.
  public var title: String
  /// The edges of the bins, rising: one more than there are bins. A number on an edge is in the bin that
  /// begins there; the last bin also has the number at its end.
  public let edges: [Double]
  /// How many numbers are in each bin.
  public let counts: [Int]

  private let values: [Double]
  private let xLabel: String
  private let yLabel: String
  private let width: Int
  private let height: Int

  /// A histogram.
  ///
  /// - Parameters:
  ///   - title: what the plot shows, in a few words.
  ///   - values: the numbers to be counted.
  ///   - x: what the numbers are.
  ///   - y: what is counted.
  ///   - bins: where one bin ends and the next begins.
  ///   - width: of the picture, in pixels.
  ///   - height: of the picture, in pixels.
  /// - Precondition: at least 160 × 120 pixels, one bin, and a width of the bins above 0.
  public init(
    title: String = "", _ values: [some PlotNumber], x: String = "", y: String = "count",
    bins: HistogramBins = .freedmanDiaconis, width: Int = 640, height: Int = 400
  ) {
    PlotSheet.requireRoom(width: width, height: height)
    self.title = title
    self.values = values.map(\.plotted)
    (xLabel, yLabel) = (x, y)
    (self.width, self.height) = (width, height)
    let finite = self.values.filter(\.isFinite)
    edges = bins.edges(for: finite)
    counts = Self.counts(of: finite, edges)
  }

  private static func counts(of values: [Double], _ edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in values {
      // The last bin that doesn't begin above the number.
      var (low, high) = (0, counts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      counts[low] += 1
    }
    return counts
  }

  /// The histogram, drawn.
  public var picture: Picture {
    let (edges, counts) = (edges, counts)
    let room = (edges[edges.count - 1] - edges[0]) / 60
    let x = PlotAxis(xLabel, range: edges[0] - room...edges[edges.count - 1] + room)
    let layer = PlotLayer(
      name: "", note: PlotAxis.note(of: values.map { (0, $0) }, PlotAxis(), PlotAxis()),
      key: .area, color: PlotStyle.series(0).color
    ) { frame, mask in
      for (bin, count) in counts.enumerated() where count > 0 {
        let left = Int(frame.column(edges[bin]).rounded())
        let right = max(left + 1, Int(frame.column(edges[bin + 1]).rounded()))
        // A pixel of paper between bins, where there is room for one.
        mask.addRectangle(
          rows: frame.rows(from: 0, to: Double(count)),
          columns: left..<(right - left > 4 ? right - 1 : right))
      }
    }
    return PlotSheet(
      title: title, xAxis: x, yAxis: PlotAxis(yLabel), width: width, height: height,
      breadth: .numbers(values.filter(\.isFinite), .data),
      yValues: [0] + counts.map(Double.init), layers: [layer]
    ).picture
  }
}
