import Datasets
import Pictures
import Tensors
import Testing

@Suite("Pictures of any size, as a network takes them in")
struct PreparedPictureTests {
  /// A picture of one grey with a rectangle of another.
  private static func picture(
    _ width: Int, _ height: Int, paper: UInt8, ink: UInt8, rows: Range<Int>, columns: Range<Int>
  ) -> Picture {
    Picture(
      width: width, height: height, channels: 1,
      pixels: (0..<width * height).map {
        rows.contains($0 / width) && columns.contains($0 % width) ? ink : paper
      })
  }

  /// The rows and columns with anything in them.
  private static func extent(_ tensor: Tensor<UInt8>) -> (rows: Range<Int>, columns: Range<Int>) {
    let (width, all) = (tensor.shape[3], tensor.scalars)
    let inked = all.indices.filter { all[$0] > 0 }
    let (rows, columns) = (inked.map { $0 / width }, inked.map { $0 % width })
    return (rows.min()!..<rows.max()! + 1, columns.min()!..<columns.max()! + 1)
  }

  @Test("a drawing becomes white on black, 20 places high, with its mass in the middle")
  func drawing() {
    let drawn = Self.picture(120, 200, paper: 240, ink: 40, rows: 20..<100, columns: 10..<30)
      .prepared(for: [1, 28, 28], .drawing)
    #expect(drawn.shape == [1, 1, 28, 28])
    // 80 × 20 pixels at 4 a place: 20 × 5 places, in the middle.
    let (rows, columns) = Self.extent(drawn)
    #expect(rows == 4..<24)
    #expect(columns == 11..<17)
    let all = drawn.scalars
    #expect((4..<24).allSatisfy { row in (12..<16).allSatisfy { all[row * 28 + $0] == 255 } })
    // 2.5 places each way from the middle: the outermost are half ink.
    #expect(all[14 * 28 + 11] == 128 && all[14 * 28 + 16] == 128)
  }

  @Test("light ink on a dark paper becomes the same as dark ink on a light one")
  func inverted() {
    let dark = Self.picture(90, 90, paper: 255, ink: 0, rows: 30..<70, columns: 40..<50)
    let light = Self.picture(90, 90, paper: 0, ink: 255, rows: 30..<70, columns: 40..<50)
    #expect(
      dark.prepared(for: [1, 28, 28], .drawing) == light.prepared(for: [1, 28, 28], .drawing))
  }

  @Test("noise of the paper is no ink")
  func noise() {
    var pixels = Self.picture(90, 90, paper: 200, ink: 20, rows: 30..<70, columns: 40..<50).pixels
    pixels[90 * 5 + 80] = 170
    let noisy = Picture(width: 90, height: 90, channels: 1, pixels: pixels)
    let clean = Self.picture(90, 90, paper: 200, ink: 20, rows: 30..<70, columns: 40..<50)
    #expect(
      noisy.prepared(for: [1, 28, 28], .drawing) == clean.prepared(for: [1, 28, 28], .drawing))
  }

  @Test("a picture of the network's size stays as it is")
  func asItIs() {
    let picture = Picture(
      width: 28, height: 28, channels: 1, pixels: (0..<784).map { UInt8($0 % 251) })
    #expect(picture.prepared(for: [1, 28, 28], .drawing).scalars == picture.pixels)
    #expect(picture.prepared(for: [1, 28, 28], .photo).scalars == picture.pixels)
  }

  @Test("of a photo the largest part in the middle is taken, each number the mean of its area")
  func photo() {
    // Columns 0 to 7; the middle four are 2 to 5, and their pairs have the means 25 and 45.
    let picture = Picture(
      width: 8, height: 4, channels: 1, pixels: (0..<32).map { UInt8($0 % 8 * 10) })
    let prepared = picture.prepared(for: [3, 2, 2], .photo)
    #expect(prepared.shape == [1, 3, 2, 2])
    #expect(prepared.scalars == Array(repeating: [25, 45, 25, 45], count: 3).flatMap(\.self))
  }

  @Test("a paper without ink is black, and one pixel is a picture too")
  func empty() {
    let paper = Picture(repeating: 200, width: 50, height: 40)
    #expect(paper.prepared(for: [1, 28, 28], .drawing).scalars.allSatisfy { $0 == 0 })
    let pixel = Picture(repeating: 200, width: 1, height: 1)
    #expect(pixel.prepared(for: [1, 4, 4], .photo).scalars.allSatisfy { $0 == 200 })
    #expect(pixel.prepared(for: [1, 4, 4], .drawing).scalars.allSatisfy { $0 == 0 })
  }

  @Test("numbers are normalized channel by channel")
  func numbers() {
    let pixels = Tensor<UInt8>(shape: [1, 2, 1, 2], [0, 255, 51, 102])
    let normalization = Normalization(means: [0, 0.2], deviations: [1, 0.5])
    let numbers = normalization.numbers(of: pixels).scalars
    #expect(zip(numbers, [0, 1, 0, 0.4]).allSatisfy { abs($0 - $1) < 1e-6 })
  }
}
