import Testing

@testable import Pictures

@Suite struct PlotDrawingTests {
  private func frame(_ x: FittedAxis, _ y: FittedAxis) -> PlotFrame {
    PlotFrame(top: 20, left: 30, width: 301, height: 201, x: x, y: y)
  }

  private func axis(_ range: ClosedRange<Double>, _ scale: PlotScale = .linear) -> FittedAxis {
    FittedAxis(PlotAxis("", scale: scale, range: range), to: [], ends: .data, atMost: 5)
  }

  // MARK: The frame

  @Test func theEndsOfTheAxesAreTheMiddlesOfTheCornerPixels() {
    let frame = frame(axis(-2...3), axis(0.01...100, .logarithmic))
    #expect(frame.place(-2, 100) == PlotPoint(x: 0, y: 0))
    #expect(frame.place(3, 100) == PlotPoint(x: 300, y: 0))
    #expect(frame.place(-2, 0.01) == PlotPoint(x: 0, y: 200))
    #expect(frame.place(3, 0.01) == PlotPoint(x: 300, y: 200))
    #expect(frame.place(0.5, 1) == PlotPoint(x: 150, y: 100))
    #expect(!frame.place(0, 0).isFinite && !frame.place(0, -1).isFinite)
    #expect(!frame.place(.nan, 1).isFinite)
  }

  @Test func barsStandOnTheirBaseAndHangFromIt() {
    let frame = frame(axis(0...1), axis(-1...1))
    #expect(frame.rows(from: 0, to: 1) == 0..<101)
    #expect(frame.rows(from: 0, to: -1) == 100..<201)
    #expect(frame.rows(from: 0, to: 1e-9) == 99..<101, "a small bar is one row high")
    #expect(frame.rows(from: 0, to: -1e-9) == 100..<102)
    #expect(frame.rows(from: 0, to: 0).isEmpty)
  }

  // MARK: Lines

  @Test func aLevelLineOfTwoPixelsCoversTwoRows() {
    var mask = InkMask(width: 8, height: 6)
    mask.addSegment(from: PlotPoint(x: -3, y: 2.5), to: PlotPoint(x: 11, y: 2.5), width: 2)
    for row in 0..<6 {
      for column in 0..<8 {
        #expect(mask.cover[row * 8 + column] == (row == 2 || row == 3 ? 255 : 0))
      }
    }
  }

  @Test(arguments: [(7.0, 1.0), (1, 7), (5, 5), (-6, 3), (0, 6)])
  func aLineHasTheSameInkInEveryDirection(x: Double, y: Double) {
    var mask = InkMask(width: 60, height: 60)
    let length = (x * x + y * y).squareRoot()
    let (dx, dy) = (20 * x / length, 20 * y / length)
    mask.addSegment(
      from: PlotPoint(x: 30 - dx, y: 30 - dy), to: PlotPoint(x: 30 + dx, y: 30 + dy), width: 2)
    let ink = mask.cover.reduce(0.0) { $0 + Double($1) / 255 }
    // 40 pixels of 2, and a disc of the ends.
    #expect((ink - 83.14).magnitude < 2.5, "\(ink)")
  }

  @Test func piecesThatOverlapAreNotDarkerThanTheLine() {
    var whole = InkMask(width: 40, height: 20)
    whole.addSegment(from: PlotPoint(x: 4, y: 4), to: PlotPoint(x: 36, y: 12), width: 2)
    var pieces = InkMask(width: 40, height: 20)
    pieces.addSegment(from: PlotPoint(x: 4, y: 4), to: PlotPoint(x: 20, y: 8), width: 2)
    pieces.addSegment(from: PlotPoint(x: 20, y: 8), to: PlotPoint(x: 36, y: 12), width: 2)
    for (a, b) in zip(whole.cover, pieces.cover) { #expect(abs(Int(a) - Int(b)) <= 1) }
  }

  @Test(
    arguments: [
      (-5.0, 5.0, 15.0, 5.0, "0 5 10 5"), (5, -5, 5, 25, "5 0 5 8"), (2, 3, 4, 5, "2 3 4 5"),
      (-1, 3, -4, 5, "none"), (-4, 4, 4, -4, "0 0 0 0"), (-1e300, 4, 1e300, 4, "0 4 10 4"),
      (12, 2, 20, 3, "none"),
    ] as [(Double, Double, Double, Double, String)])
  func aLineIsCutOffAtTheFrame(x: Double, y: Double, toX: Double, toY: Double, result: String) {
    let clipped = Polyline.clipped(
      PlotPoint(x: x, y: y), PlotPoint(x: toX, y: toY), right: 10, bottom: 8)
    let words = clipped.map { a, b in
      [a.x, a.y, b.x, b.y].map { String(Int($0.rounded())) }.joined(separator: " ")
    }
    #expect(words ?? "none" == result)
  }

  @Test func dashesGoOnAroundCorners() {
    func ink(_ points: [PlotPoint]) -> Int {
      var mask = InkMask(width: 90, height: 12)
      Polyline(width: 1, dash: [6, 4]).draw(
        points, frameWidth: 90, frameHeight: 12, into: &mask)
      return mask.cover.reduce(0) { $0 + Int($1) }
    }
    let straight = ink([PlotPoint(x: 2, y: 5), PlotPoint(x: 82, y: 5)])
    let pieces = ink((0...80).map { PlotPoint(x: 2 + Double($0), y: 5) })
    #expect(abs(straight - pieces) < straight / 50)
    #expect(straight < 62 * 255, "8 dashes of 6 and their ends")
  }

  @Test func aGapStaysAGapAndAPointAloneIsADot() {
    var mask = InkMask(width: 40, height: 9)
    let points = [2.0, 10, .nan, 20, .nan, 30, 38].map { PlotPoint(x: $0, y: 4) }
    Polyline(width: 2, dash: []).draw(points, frameWidth: 40, frameHeight: 9, into: &mask)
    let inked = (0..<40).map { mask.cover[4 * 40 + $0] > 200 }
    #expect(inked[2...10].allSatisfy { $0 } && inked[30...38].allSatisfy { $0 })
    #expect(inked[20] && !inked[15] && !inked[25])
    #expect(mask.cover[2 * 40 + 20] > 0, "a dot is thicker than the line")
  }

  @Test func manyPointsInAColumnAreTheirFirstLowestHighestAndLast() {
    let column = [3.0, 9, 1, 5, 4].map { PlotPoint(x: 7, y: $0) }
    let rest = [PlotPoint(x: 8, y: 2), PlotPoint(x: 9, y: 3)]
    #expect(Polyline.thinned(column[...] + rest).map(\.y) == [3, 9, 1, 4, 2, 3])
  }

  // MARK: Text

  @Test func digitsAreEquallyWideAndZeroIsOpen() {
    let widths = Set("0123456789".map { PlotText(String($0)).width })
    #expect(widths == [7])
    #expect(PlotText("1.5").width < PlotText("155").width)
    #expect(PlotText("").width == 0)
  }

  @Test func textThatDoesNotFitIsSmallerAndThenShortened() {
    let text = "a long name that goes on"
    #expect(PlotText.fitting(text, width: 500).size == .normal)
    #expect(PlotText.fitting(text, width: PlotText(text, .small).width).size == .small)
    let short = PlotText.fitting(text, width: 60)
    #expect(short.text.hasSuffix("…") && short.width <= 60 && short.text.count > 6)
  }

  @Test func textUpwardsIsTextTurnedByAQuarter() {
    var level = Picture(repeating: 255, width: 60, height: 30)
    PlotText("Fig. 7").draw(into: &level, row: 6, column: 4, color: .black)
    var upright = Picture(repeating: 255, width: 30, height: 60)
    let width = PlotText("Fig. 7").width
    PlotText("Fig. 7").drawUpwards(into: &upright, row: 4, column: 6, color: .black)
    for row in 0..<20 {
      for column in 0..<width {
        #expect(upright[4 + width - 1 - column, 6 + row] == level[6 + row, 4 + column])
      }
    }
    #expect(level.pixels.contains { $0 < 50 })
  }

  // MARK: Colours

  @Test func theColoursOfSeriesDifferInLightnessToo() {
    let lumas = PlotStyle.colors.map { Int($0.luma) }
    for (a, first) in lumas.enumerated() {
      #expect(first < 170, "light ink doesn't stand out from the paper")
      for second in lumas[(a + 1)...] { #expect(abs(first - second) >= 15) }
    }
    #expect(abs(lumas[0] - lumas[1]) > 50)
  }

  @Test func noTwoOfManySeriesAreDrawnAlike() {
    let styles = (0..<36).map(PlotStyle.series)
    for (a, first) in styles.enumerated() {
      #expect(!styles[(a + 1)...].contains(first))
    }
  }

  @Test func theInkOfANumberStandsOutFromItsCell() {
    for step in -20...20 {
      let color = ColorMap.diverging.color(Float(step) / 20)
      let apart = abs(Int(color.readableInk.luma) - Int(color.luma))
      #expect(apart > 90, "\(step)")
    }
    #expect(Color.white.readableInk == .black && Color.black.readableInk == .white)
  }
}
