import Pictures
import TestSupport
import Testing

/// Plots, pixel by pixel, as somebody has seen and approved them.
@Suite struct PlotPictureTests {
  /// Losses as they fall, with a little noise that is the same every time.
  private func losses(_ count: Int, from start: Double, to end: Double, seed: UInt64) -> [Double] {
    var random = SplitMix(seed: seed)
    var loss = start - end
    return (0..<count).map { _ in
      defer { loss *= 0.86 }
      return end + loss * Double.random(in: 0.94...1.06, using: &random)
    }
  }

  private func lossPlot(_ scale: PlotScale) -> LinePlot {
    var plot = LinePlot(
      title: "The loss falls", x: "epoch", y: "loss", yScale: scale, width: 400, height: 260)
    plot.add(losses(38, from: 2.3, to: 0.02, seed: 1), "training")
    plot.add(losses(38, from: 2.4, to: 0.16, seed: 2), "validation")
    return plot
  }

  @Test func linesOnALinearAxis() {
    ReferencePictures.expect(lossPlot(.linear).picture, "plot-lines")
  }

  @Test func linesOnALogarithmicAxis() {
    ReferencePictures.expect(lossPlot(.logarithmic).picture, "plot-lines-logarithmic")
  }

  @Test func aLineWithGaps() {
    var plot = LinePlot(title: "Gaps", x: "epoch", y: "accuracy", width: 320, height: 220)
    var values = losses(24, from: 0.4, to: 0.98, seed: 3)
    values[4] = .nan
    values[7] = .infinity
    values[9] = .nan
    plot.add(values, "training")
    ReferencePictures.expect(plot.picture, "plot-gaps")
  }

  @Test func sixSeriesAndALegendBesideThem() {
    var plot = LinePlot(
      title: "Six series under a title that only fits when it is small", x: "step",
      y: "height", width: 480, height: 280)
    for series in 0..<6 {
      plot.add((0..<60).map { series * 10 + ($0 % 30) / 5 - 3 }, "series \(series + 1)")
    }
    ReferencePictures.expect(plot.picture, "plot-six-series")
  }

  @Test func verySmallNumbersAndOneSeriesWithoutAName() {
    var plot = LinePlot(title: "Rounding", x: "n", y: "error", width: 320, height: 220)
    plot.add((0...12).map { Double($0 * $0) * 1e-9 }, from: 1)
    ReferencePictures.expect(plot.picture, "plot-small-numbers")
  }

  @Test func pointsOnLogarithmicAxes() {
    var random = SplitMix(seed: 4)
    var plot = ScatterPlot(
      title: "Larger is slower", x: "parameters", y: "seconds", xScale: .logarithmic,
      yScale: .logarithmic, width: 400, height: 280)
    for (name, factor) in [("plain", 1.0), ("dilated", 6), ("grouped", 0.2)] {
      plot.add(
        points: (0..<18).map { place in
          let size = 1000 * Double(1 << place) * Double.random(in: 0.6...1.4, using: &random)
          return (x: size, y: size * 1e-8 * factor * Double.random(in: 0.7...1.5, using: &random))
        }, name)
    }
    ReferencePictures.expect(plot.picture, "plot-points")
  }

  @Test func groupedBars() {
    var plot = BarPlot(
      title: "Time of a convolution", over: ["3 × 3", "5 × 5", "7 × 7", "11 × 11"], x: "kernel",
      y: "milliseconds", width: 400, height: 260)
    plot.add([12.5, 31, 60.5, 142], "reference")
    plot.add([7, 12, 30, 66], "unrolled")
    plot.add([0.4, 0.9, 1.7, 4], "fast")
    ReferencePictures.expect(plot.picture, "plot-bars")
  }

  @Test func barsBelowZeroAndNamesThatStand() {
    var plot = BarPlot(
      title: "Gradients",
      over: ["weight", "bias", "first scale", "last scale", "shift", "the rest"],
      y: "gradient", width: 320, height: 280)
    plot.add([1.5, -0.7, 0.25, -1.25, 0.01, .nan], "step 1")
    plot.add([0.8, 0.4, -0.5, -0.75, 0, 0.1], "step 2")
    ReferencePictures.expect(plot.picture, "plot-bars-negative")
  }

  @Test func aHistogram() {
    var random = SplitMix(seed: 5)
    let values = (0..<900).map { _ in
      (0..<6).reduce(-3.0) { sum, _ in sum + Double.random(in: 0...1, using: &random) } / 10
    }
    let plot = Histogram(
      title: "Weights of the first layer", values + [.nan], x: "weight", width: 360, height: 240)
    ReferencePictures.expect(plot.picture, "plot-histogram")
  }

  @Test func aConfusionMatrix() {
    var random = SplitMix(seed: 6)
    let counts = (0..<10).map { row in
      (0..<10).map { column in
        row == column
          ? Int.random(in: 70...99, using: &random) : max(0, Int.random(in: -6...8, using: &random))
      }
    }
    let plot = HeatMap(
      title: "Which digit was taken for which", counts, x: "predicted", y: "true", width: 420,
      height: 360)
    ReferencePictures.expect(plot.picture, "plot-confusion")
  }

  @Test func aMatrixWithSignsAndNames() {
    let plot = HeatMap(
      title: "Columns",
      [[0.5, -1.25, 2], [.nan, 0, -3], [1.5, 3, .infinity], [-0.25, 0.75, 1]],
      rows: ["top left", "top right", "bottom left", "bottom right"],
      columns: ["first", "second", "third"], x: "output", y: "weight", colorBar: .always)
    ReferencePictures.expect(plot.picture, "plot-matrix")
  }

  @Test func aMatrixTooLargeForItsNumbers() {
    let plot = HeatMap(
      title: "30 × 30", (0..<30).map { row in (0..<30).map { Double((row - $0) * row) } },
      x: "column", y: "row", width: 400, height: 320)
    ReferencePictures.expect(plot.picture, "plot-large-matrix")
  }
}
