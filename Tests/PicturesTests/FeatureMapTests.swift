import Pictures
import Tensors
import Testing

@Suite struct FeatureMapTests {
  @Test func zeroIsExactlyMidGreyAndTheEndsAreEquallyFar() {
    let map = FeatureMap(Tensor([[-2, 0, 2], [-1, 1, 0.5]]))
    #expect(map.scale == 2)
    let picture = map.picture()
    #expect(picture.channels == 1)
    #expect(picture.pixels == [1, 128, 255, 65, 192, 160])
  }

  @Test func zeroIsTheNeutralColourOfADivergingMap() {
    let map = FeatureMap(Tensor([[-3, 0, 3]]))
    let picture = map.picture(colors: .diverging)
    #expect(picture[0, 1] == ColorMap.diverging.neutral)
    #expect(picture[0, 1].isGrey && picture[0, 1].red > 240)
    #expect(picture[0, 0].blue > picture[0, 0].red + 60)
    #expect(picture[0, 2].red > picture[0, 2].blue + 60)
  }

  @Test func divergingColoursGetDarkerOnBothSidesAlike() {
    for step in 1...64 {
      let (x, before) = (Float(step) / 64, Float(step - 1) / 64)
      for sign: Float in [-1, 1] {
        let (here, nearer) = (
          ColorMap.diverging.color(sign * x).luma, ColorMap.diverging.color(sign * before).luma
        )
        #expect(here < nearer, "\(sign * x)")
      }
      let (low, high) = (ColorMap.diverging.color(-x).luma, ColorMap.diverging.color(x).luma)
      #expect(abs(Int(low) - Int(high)) <= 16, "\(x)")
    }
  }

  @Test func aGivenScaleClampsWhatIsLarger() {
    let map = FeatureMap(Tensor([[-8, 4, 2]]), scale: 4)
    #expect(map.scale == 4)
    #expect(map.picture().pixels == [1, 255, 192])
  }

  @Test func channelsShareTheirScaleUnlessEachHasItsOwn() {
    let tensor = Tensor([[[[1, -1]], [[0, 4]]]])
    let shared = FeatureMap.channels(of: tensor)
    #expect(shared.map(\.scale) == [4, 4])
    #expect(shared[0].picture().pixels == [160, 96])
    #expect(FeatureMap.channels(of: tensor, scale: .each).map(\.scale) == [1, 4])
    #expect(FeatureMap.channels(of: tensor.slice(0)).map(\.values.shape) == [[1, 2], [1, 2]])
  }

  @Test(arguments: ColorMap.allCases) func allZerosAreNeutral(colors: ColorMap) {
    let map = FeatureMap(Tensor<Float>.zeros([1, 1, 2, 3]))
    #expect(map.scale == 0)
    let picture = map.picture(colors: colors)
    for row in 0..<2 {
      for column in 0..<3 { #expect(picture[row, column] == colors.neutral) }
    }
    _ = map.picture(colors: colors, legend: true)
  }

  @Test func whatIsNotFiniteIsLoudAndCountedAndLeavesTheScaleAlone() {
    let map = FeatureMap(Tensor([[.nan, 1], [-.infinity, -2]]))
    #expect(map.scale == 2)
    #expect(map.notFiniteCount == 2)
    let picture = map.picture()
    #expect(picture.channels == 3)
    #expect(picture[0, 0] == ColorMap.notANumber)
    #expect(picture[1, 0] == ColorMap.notANumber)
    #expect(picture[0, 1] == Color(grey: 192))
    for colors in ColorMap.allCases {
      for step in -100...100 {
        #expect(colors.color(Float(step) / 100) != ColorMap.notANumber)
      }
    }
    // The warning is a line more.
    let finite = FeatureMap(Tensor([[0, 1], [0, -2]]))
    #expect(map.picture(legend: true).height > finite.picture(legend: true).height)
    let nothing = FeatureMap(Tensor(repeating: Float.nan, shape: [2, 2]))
    #expect(nothing.scale == 0)
    _ = nothing.picture(colors: .diverging, legend: true)
  }

  @Test func theLegendStandsUnderThePictureAndChangesNothingInIt() {
    let map = FeatureMap(Tensor<Float>.random([30, 80], seed: 1))
    for colors in ColorMap.allCases {
      let plain = map.picture(colors: colors, enlargedBy: 2)
      let sheet = map.picture(colors: colors, enlargedBy: 2, legend: true)
      #expect(sheet.width == plain.width)
      #expect(sheet.height > plain.height)
      let part = Picture(
        width: plain.width, height: plain.height, channels: plain.channels,
        pixels: Array(sheet.pixels.prefix(plain.pixels.count)))
      #expect(part == plain)
      // The bar goes from one end of the colours to the other.
      let row = plain.height + 10
      #expect(sheet[row, 0] == colors.color(-1))
      #expect(sheet[row, sheet.width - 1] == colors.color(1))
    }
  }

  @Test func aSmallMapGetsAWiderSheetForItsLegend() {
    let map = FeatureMap(Tensor([[1, 2], [3, 4]]))
    let sheet = map.picture(legend: true)
    #expect(sheet.width > 40)
    #expect(sheet[0, sheet.width / 2 - 1] == Color(grey: 160))
  }

  @Test func severalChannelsAtOnceStopTheProgramAndSayWhatToDo() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = FeatureMap(Tensor<Float>.zeros([1, 3, 4, 5]))
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("not [1, 3, 4, 5]; FeatureMap.channels(of:) makes one of each channel"))
  }

  @Test func onASheetTheLegendsHaveLettersOfOneSize() {
    let map = FeatureMap(Tensor(repeating: 0.5, shape: [10, 250]), scale: 1)
    // Under one of them there is no room for large letters.
    let pictures = FeatureMap.pictures(
      [(map, 0...1), (map, -0.00123...0.00456)], colors: .grey, enlargedBy: 1)
    #expect(map.picture(legend: true, range: -0.00123...0.00456).height < pictures[1].height)
    #expect(pictures[0].height == pictures[1].height)
    #expect(pictures[0].width == 250 && pictures[1].width > 250)
  }
}
