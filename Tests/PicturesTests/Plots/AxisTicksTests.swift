import Testing

@testable import Pictures

@Suite struct AxisTicksTests {
  @Test(
    arguments: [
      (0...1, 6, "0.0 0.2 0.4 0.6 0.8 1.0"),
      (0...1, 11, "0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0"),
      (0...1, 5, "0.00 0.25 0.50 0.75 1.00"), (0...10, 5, "0.0 2.5 5.0 7.5 10.0"),
      (0...37, 6, "0 10 20 30"), (0.82...0.99, 5, "0.85 0.90 0.95"),
      (-1...1, 5, "−1.0 −0.5 0.0 0.5 1.0"), (-7 ... -3, 5, "−7 −6 −5 −4 −3"),
      (0.1...0.35, 6, "0.10 0.15 0.20 0.25 0.30 0.35"), (1234...5678, 5, "2000 3000 4000 5000"),
      (0...9e-7, 4, "0 2.5e−07 5e−07 7.5e−07"), (-3e9...3e9, 3, "−2e+09 0 2e+09"),
      (1e9...1e9 + 4, 5, "1000000000 1000000001 1000000002 1000000003 1000000004"),
      (0...1e300, 3, "0 5e+299 1e+300"), (0...1e-280, 3, "0 5e−281 1e−280"),
      (0.3...0.6, 4, "0.3 0.4 0.5 0.6"),
    ] as [(ClosedRange<Double>, Int, String)])
  func ticksAreThoseThatAPersonWouldChoose(
    range: ClosedRange<Double>, most: Int, labels: String
  ) {
    let ticks = AxisTicks(along: range, atMost: most)
    #expect(ticks.labels.joined(separator: " ") == labels)
    #expect(ticks.values.count <= most)
  }

  @Test(
    arguments: [
      (0...4, 11, "0 1 2 3 4"), (0...10, 5, "0 5 10"), (3...7, 3, "4 6"),
      (0...1, 6, "0 1"), (0...100, 5, "0 25 50 75 100"), (0.5...1.5, 6, "1"),
    ] as [(ClosedRange<Double>, Int, String)])
  func wholeNumbersStayWhole(range: ClosedRange<Double>, most: Int, labels: String) {
    let ticks = AxisTicks(along: range, atMost: most, isWhole: true)
    #expect(ticks.labels.joined(separator: " ") == labels)
  }

  @Test(
    arguments: [
      (0.07...2.3, 6, "0.0 0.5 1.0 1.5 2.0 2.5"), (0...142, 9, "0 20 40 60 80 100 120 140 160"),
      (-1.2...1.5, 5, "−2 −1 0 1 2"), (0...1, 6, "0.0 0.2 0.4 0.6 0.8 1.0"),
      (0.91...0.987, 6, "0.90 0.92 0.94 0.96 0.98 1.00"),
    ] as [(ClosedRange<Double>, Int, String)])
  func anAxisCanBeginAndEndWithATick(range: ClosedRange<Double>, most: Int, labels: String) {
    let ticks = AxisTicks(around: range, atMost: most)
    #expect(ticks.labels.joined(separator: " ") == labels)
    #expect(ticks.values.first! <= range.lowerBound && ticks.values.last! >= range.upperBound)
  }

  @Test(
    arguments: [
      (0.05...5, 8, "0.05 0.1 0.2 0.5 1 2 5"), (0.05...5, 4, "0.1 1"),
      (1...1e6, 8, "1 10 100 1000 10000 100000 1000000"),
      (1e-12...1e-3, 5, "1e−12 1e−10 1e−08 1e−06 1e−04"), (2...3, 5, "2.00 2.25 2.50 2.75 3.00"),
      (0.0001...0.01, 4, "0.0001 0.001 0.01"),
      (1e-290...1e290, 8, "1e−200 1e−100 1e+00 1e+100 1e+200"),
    ] as [(ClosedRange<Double>, Int, String)])
  func logarithmicTicksAreDecadesAndTwosAndFives(
    range: ClosedRange<Double>, most: Int, labels: String
  ) {
    let ticks = AxisTicks(alongLogarithmic: range, atMost: most)
    #expect(ticks.labels.joined(separator: " ") == labels)
    #expect(ticks.numbers.count <= most)
  }

  @Test func smallTicksWithoutNumbersStandWithinTheDecades() {
    let ticks = AxisTicks(alongLogarithmic: 0.5...20, atMost: 3)
    #expect(ticks.labels == ["1", "10"])
    #expect(ticks.minor == [0.5, 0.6, 0.7, 0.8, 0.9, 2, 3, 4, 5, 6, 7, 8, 9, 20])
  }

  @Test func aTickIsTheNearestDoubleAndNotAMultipleOfOne() {
    #expect(AxisTicks(along: 0...0.3, atMost: 4).values == [0, 0.1, 0.2, 0.3])
  }

  /// Whatever the data are, an axis has ends, and ticks between them, and not too many.
  @Test(arguments: PlotScale.allCases)
  func everyDataHaveAnAxis(scale: PlotScale) {
    let big = Double.greatestFiniteMagnitude
    let tables: [[Double]] = [
      [], [0], [5], [-5], [0.1], [.nan], [.infinity, -.infinity], [.nan, 3, .infinity],
      [-big, big],
      [big], [big, big.nextDown], [.leastNonzeroMagnitude], [0, .leastNonzeroMagnitude],
      [1e16, 1e16 + 2], [1, 1.0.nextUp], [-0.0, 0], [1e-300, 1e300], [-3, -1],
      [0x1p53, 0x1p53 + 2],
      [0, 1], [7, 7, 7], [-.leastNonzeroMagnitude, .leastNonzeroMagnitude], [1e300, 1e300.nextUp],
    ]
    for values in tables {
      for ends in [FittedAxis.Ends.ticks, .data] {
        for most in [0, 2, 3, 7, 11] {
          let axis = FittedAxis(PlotAxis("", scale: scale), to: values, ends: ends, atMost: most)
          let (lower, upper) = (axis.range.lowerBound, axis.range.upperBound)
          #expect(lower < upper && lower.isFinite && upper.isFinite, "\(values)")
          #expect(axis.ticks.numbers.count <= max(2, most), "\(values)")
          for value in axis.ticks.values + axis.ticks.minor {
            let share = axis.share(value)
            #expect(share > -1e-3 && share < 1 + 1e-3, "\(values): \(value) in \(axis.range)")
          }
          for value in values
          where value.magnitude < 1e299 && value.magnitude > 1e-289
            && PlotAxis("", scale: scale).hasPlace(for: value)
          {
            #expect((-1e-9...1 + 1e-9).contains(axis.share(value)), "\(values): \(axis.range)")
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      ([5], 2.0...8.0), ([0], -1...1), ([0.5], 0.2...0.8), ([], 0...1), ([1, 2, 3], 1...3),
      ([.nan, 1, 3, .infinity], 1...3),
    ] as [([Double], ClosedRange<Double>)])
  func oneNumberHasRoomAroundIt(values: [Double], range: ClosedRange<Double>) {
    #expect(FittedAxis(PlotAxis(), to: values, ends: .ticks, atMost: 7).range == range)
  }

  @Test func aGivenRangeIsKept() {
    let axis = FittedAxis(PlotAxis("", range: 0.3...7.7), to: [-50, 90], ends: .ticks, atMost: 5)
    #expect(axis.range == 0.3...7.7)
    #expect(axis.ticks.values == [2, 4, 6])
  }

  @Test func aRangeThatIsNoneStopsTheProgramAndSaysWhy() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinePlot(yScale: .logarithmic, yRange: 0...1)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      text.contains("a logarithmic axis has only numbers above 0, and this one begins at 0.0"))
  }

  @Test func aRangeThatIsNoneStopsTheProgramWhenItIsSetToo() async {
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var plot = LinePlot()
      plot.yAxis.range = 5...5
    }
    let rangeWords = String(decoding: range?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      rangeWords.contains(
        "an axis goes from one finite number to a larger one, not from 5.0 to 5.0"))
    let scale = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var plot = LinePlot(yRange: -1...1)
      plot.yAxis.scale = .logarithmic
    }
    let scaleWords = String(decoding: scale?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      scaleWords.contains(
        "a logarithmic axis has only numbers above 0, and this one begins at -1.0"))
  }
}
