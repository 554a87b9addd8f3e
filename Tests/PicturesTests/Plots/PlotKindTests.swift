import Tensors
import Testing

@testable import Pictures

@Suite struct PlotKindTests {
  // MARK: Histograms

  @Test func aNumberOnAnEdgeIsInTheBinThatBeginsThere() {
    let plot = Histogram([0, 0.5, 1, 1.5, 2, 3, 3], bins: .width(1))
    #expect(plot.edges == [0, 1, 2, 3, 4])
    #expect(plot.counts == [2, 2, 1, 2])
    let three = Histogram([0.0, 1, 2, 3], bins: .count(3))
    #expect(three.edges == [0, 1, 2, 3])
    #expect(three.counts == [1, 1, 2], "the last bin has its end")
  }

  @Test func wholeNumbersHaveBinsOfTheirOwn() {
    let plot = Histogram([3, 5, 5, 9])
    #expect(plot.edges == [2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5])
    #expect(plot.counts == [1, 0, 2, 0, 0, 0, 1])
  }

  @Test func theWidthOfBinsIsThatOfFreedmanAndDiaconisMadeRound() {
    // The quartiles are 25 and 75 hundredths, so the rule says 2 · 0.5 / ∛1001 = 0.09997.
    let plot = Histogram((0...1000).map { Double($0) / 1000 })
    #expect(plot.edges.count == 12)
    for (edge, number) in zip(plot.edges, 0...11) { #expect(edge == Double(number) / 10) }
    #expect(plot.counts == [Int](repeating: 100, count: 10) + [1])
  }

  @Test(
    arguments: [
      [], [1], [0.25], [.nan], [0, 0, 0, 1000], [-1e308, 1e308], [1e16, 1e16 + 2, 1e16 + 4],
      [.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude], [0, 0, 0, 0, 0, 1e-300],
      [1, 1.0.nextUp], [.infinity, 2, 2, 2, 2, 2, 9.5],
    ] as [[Double]])
  func everyFiniteNumberIsInABin(values: [Double]) {
    for bins in [HistogramBins.freedmanDiaconis, .count(7), .width(0.5), .count(100_000)] {
      let plot = Histogram(values, bins: bins, width: 200, height: 140)
      #expect(plot.counts.reduce(0, +) == values.count(where: \.isFinite), "\(bins)")
      #expect(plot.counts.count <= HistogramBins.most)
      for (a, b) in zip(plot.edges, plot.edges.dropFirst()) { #expect(a < b, "\(bins)") }
      #expect(plot.picture.width == 200)
    }
  }

  // MARK: Heat maps

  @Test(
    arguments: [
      ([1, -2, 300], "1 −2 300"), ([0.5, 1, -0.25], "0.50 1.00 −0.25"), ([0.5, 1], "0.5 1.0"),
      ([1.0 / 3, 2], "0.33 2.00"), ([123.456, 1], "123 1"), ([.nan, 1, -.infinity], "NaN 1 −∞"),
      ([1e300, -1e-300, 0], "1e+300 −1e−300 0"), ([1e9, 1], "1e+09 1"), ([1e-7, 0], "1e−07 0"),
      ([-0.001, 5], "0.00 5.00"),
    ] as [([Double], String)])
  func numbersInCellsHaveTheDigitsThatTellThemApart(values: [Double], texts: String) {
    #expect(HeatMapNumbers.texts(values).joined(separator: " ") == texts)
  }

  @Test func theColoursAreFromZeroOrFromMinusToPlus() {
    let counts = HeatMapColors(for: [0, 5, 10])
    #expect(counts.range == 0...10)
    #expect(counts.color(0) == ColorMap.diverging.neutral)
    #expect(counts.color(10) == ColorMap.diverging.color(-1))
    let signed = HeatMapColors(for: [-3, 1, .nan])
    #expect(signed.range == -3...3)
    #expect(signed.color(-3) == ColorMap.diverging.color(-1))
    #expect(signed.color(.infinity) == ColorMap.notANumber)
  }

  @Test func aHeatMapIsNoLargerThanItsCellsNeed() {
    let small = HeatMap([[1, 2, 3], [4, 5, 6]]).picture
    #expect(small.width < 300 && small.height < 160)
    let large = HeatMap([[Double]](repeating: [Double](repeating: 1.234, count: 30), count: 30))
    #expect(large.picture.width <= 640 && large.picture.height <= 480)
    let tensor = HeatMap(Tensor([[1, 2, 3], [4, 5, 6]])).picture
    #expect(tensor == small)
    #expect(HeatMap([[Int]](repeating: [1], count: 700)).picture.height > 700)
  }

  @Test func rowsOfDifferentLengthsStopTheProgramAndSayWhere() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HeatMap([[1, 2], [3]])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("row 0 has 2 numbers, and row 1 has 1"))
  }

  // MARK: Bars

  @Test func barsWithoutANameStopTheProgramAndSayHowMany() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var plot = BarPlot(over: ["a", "b"])
      plot.add([1, 2, 3])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("each name has one bar, and 3 bars are not 2"))
  }

  // MARK: All kinds

  @Test func whatHasNoPlaceIsSaidInWords() {
    let points = [(0, 1), (1, .nan), (.infinity, 2), (3, -1), (4, 0)]
    let log = PlotAxis("", scale: .logarithmic)
    #expect(PlotAxis.note(of: points, PlotAxis(), PlotAxis()) == "2 not finite")
    #expect(PlotAxis.note(of: points, PlotAxis(), log) == "2 not finite, 2 not above 0")
    #expect(PlotAxis.note(of: [(0, 1)], log, PlotAxis()) == "1 not above 0")
    #expect(PlotAxis.note(of: [(0, 1)], PlotAxis(), PlotAxis()) == nil)
  }

  @Test(
    arguments: [
      [], [1], [.nan], [.nan, .infinity], [0, 0, 0], [-1e308, 1e308, 0],
      [.leastNonzeroMagnitude, 0],
      [1e16, 1e16 + 2],
    ] as [[Double]])
  func everyDataArePlotted(values: [Double]) {
    for scale in PlotScale.allCases {
      for (width, height) in [(160, 120), (640, 400)] {
        var lines = LinePlot(
          title: "Title", x: "x", y: "y", xScale: scale, yScale: scale, width: width, height: height
        )
        lines.add(values, "values")
        lines.add(values)
        #expect(lines.picture.width == width)
        var points = ScatterPlot(
          title: "Title", x: "x", y: "y", xScale: scale, yScale: scale, width: width, height: height
        )
        points.add(points: values.map { (x: $0, y: $0) }, "values")
        #expect(points.picture.height == height)
        var bars = BarPlot(over: values.map { "\($0)" }, width: width, height: height)
        bars.add(values, "values")
        bars.add(values.map { -$0 }, "their negatives")
        #expect(bars.picture.height == height)
      }
    }
  }

  @Test func theSmallestBarPlotHasRoomForLongNames() {
    let names = (0..<9).map { "a name that is much too long, number \($0)" }
    var bars = BarPlot(title: "Title", over: names, x: "x", y: "y", width: 160, height: 120)
    bars.add((0..<9).map { $0 - 4 })
    let picture = bars.picture
    #expect(picture.height == 120)
    let ink = PlotStyle.series(0).color
    let share = (0..<120).count { row in
      (0..<160).contains { column in picture[row, column] == ink }
    }
    #expect(share >= 12, "bars are seen")
  }

  @Test func theLegendTakesACornerWithoutInkOrStandsBesideTheFrame() {
    func picture(_ values: [Double]) -> Picture {
      var plot = LinePlot()
      plot.add(values, "a series with a name")
      return plot.picture
    }
    // In the picture's margin at the right nothing but paper is seen unless the legend is there.
    func hasLegendAtRight(_ picture: Picture) -> Bool {
      (0..<60).contains { picture[$0, 622] != Sheet.paper && picture[200, 622] == Sheet.paper }
    }
    #expect(!hasLegendAtRight(picture([1, 2, 3])))
    #expect(!hasLegendAtRight(picture([3, 2, 1])))
    #expect(hasLegendAtRight(picture([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])))
  }
}
