import Pictures
import Tensors
import Testing

@Suite struct PictureTests {
  private let two = Picture(
    width: 2, height: 1, channels: 3, pixels: [255, 0, 51, 0, 102, 255])

  @Test func aTensorHasOnePlaneForEachChannel() {
    let tensor = two.tensor
    #expect(tensor.shape == [1, 3, 1, 2])
    #expect(tensor.scalars == [1, 0, 0, 0.4, 0.2, 1])
  }

  @Test(arguments: [1, 3]) func thereAndBackChangesNothing(channels: Int) {
    let picture = Picture(
      width: 16, height: 16, channels: channels,
      pixels: (0..<256 * channels).map { UInt8(truncatingIfNeeded: $0) })
    #expect(Picture(picture.tensor) == picture)
    #expect(Picture(picture.tensor.slice(0)) == picture)
  }

  @Test func numbersAreRoundedAndThoseOutsideAreClamped() {
    let numbers: [Float] = [0, 1, 0.5, -0.1, 1.1, .nan, .infinity, -.infinity, 1.4 / 255]
    let picture = Picture(Tensor(shape: [3, 3], numbers))
    #expect(picture.channels == 1)
    #expect(picture.pixels == [0, 255, 128, 0, 255, 0, 255, 0, 1])
  }

  @Test func greyIsTheLumaOfRec601() {
    let primaries = Picture(
      width: 5, height: 1, channels: 3,
      pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 9, 9, 9])
    #expect(primaries.grey.pixels == [76, 150, 29, 255, 9])
    #expect(primaries.grey.grey == primaries.grey)
    #expect(primaries.grey.rgb[0, 1] == Color(grey: 150))
  }

  @Test func pixelsAreReadAndSetByRowAndColumn() {
    var picture = Picture(repeating: Color(red: 1, green: 2, blue: 3), width: 3, height: 2)
    picture[1, 2] = Color(red: 7, green: 8, blue: 9)
    #expect(picture.pixels.suffix(6) == [1, 2, 3, 7, 8, 9])
    #expect(picture[1, 2].green == 8)
    var grey = Picture(repeating: 0, width: 1, height: 2)
    grey[1, 0] = Color(red: 255, green: 0, blue: 0)
    #expect(grey.pixels == [0, 76])
  }

  @Test func enlargedPixelsAreSquares() {
    let large = two.enlarged(by: 2)
    #expect((large.width, large.height) == (4, 2))
    let row: [UInt8] = [255, 0, 51, 255, 0, 51, 0, 102, 255, 0, 102, 255]
    #expect(large.pixels == row + row)
    #expect(two.enlarged(by: 1) == two)
  }

  @Test func whatIsDrawnOutsideIsLeftOut() {
    var picture = Picture(repeating: 0, width: 3, height: 2)
    picture.fill(row: -1, column: 2, width: 5, height: 2, with: .white)
    picture.fill(row: 7, column: 7, width: 2, height: 2, with: .white)
    picture.fill(row: 0, column: -9, width: 2, height: 2, with: .white)
    #expect(picture.pixels == [0, 0, 255, 0, 0, 0])
    picture.draw(Picture(repeating: 9, width: 2, height: 2), row: 1, column: -1)
    #expect(picture.pixels == [0, 0, 255, 9, 0, 0])
    picture.draw("xyz", row: -40, column: 2)
    picture.draw(Picture(repeating: 9, width: 2, height: 2), row: 5, column: 5)
    #expect(picture.pixels == [0, 0, 255, 9, 0, 0])
  }

  // MARK: Differences

  @Test func equalPicturesDoNotDiffer() {
    #expect(two.difference(from: two) == nil)
  }

  @Test func aDifferenceOfOneGreyLevelCanBeAllowed() {
    var other = two
    other[0, 1] = Color(red: 1, green: 101, blue: 255)
    #expect(two.difference(from: other, within: 1) == nil)
    #expect(
      two.difference(from: other)?.description
        == "1 pixel differs, by up to 1 grey level; the first in row 0, column 1: "
        + "(0, 102, 255) and (1, 101, 255)")
  }

  @Test func theFirstPlaceIsTheFirstThatIsTooFarApart() {
    let a = Picture(width: 2, height: 2, channels: 1, pixels: [10, 20, 30, 40])
    let b = Picture(width: 2, height: 2, channels: 1, pixels: [11, 20, 33, 49])
    let difference = a.difference(from: b, within: 2)
    #expect(
      difference?.description
        == "2 pixels differ, by up to 9 grey levels; the first in row 1, column 0: 30 and 33")
  }

  @Test func picturesOfOtherSizesOrChannelsDiffer() {
    let grey = Picture(repeating: 0, width: 2, height: 1)
    let high = Picture(repeating: 0, width: 1, height: 2)
    #expect(two.difference(from: grey) == .shapes([3, 1, 2], [1, 1, 2]))
    #expect(
      grey.difference(from: high, within: 255)?.description
        == "the pictures are 2 × 1 grey and 1 × 2 grey")
  }

  // MARK: What stops the program

  @Test func aTensorThatIsNoPictureStopsTheProgramAndSaysWhy() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Picture(Tensor<Float>.zeros([2, 3, 4, 5]))
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      text.contains(
        "a picture is [H, W], [C, H, W] or [1, C, H, W] with C 1 or 3, not [2, 3, 4, 5]"))
  }

  @Test func aPixelOutsideStopsTheProgramAndSaysWhy() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Picture(repeating: 0, width: 3, height: 2)[1, 3]
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("no pixel in row 1, column 3 of a picture with 2 rows and 3 columns"))
  }
}
