import Pictures
import Testing

@testable import Terminals

@Suite("Terminals: sixels")
struct SixelImageTests {
  /// The colours of the pixels in percent.
  private func percent(_ picture: Picture) -> [[Int]] {
    let rgb = picture.rgb
    return (0..<rgb.width * rgb.height).map { place in
      (0..<3).map { Int((Double(rgb.pixels[3 * place + $0]) / 255 * 100).rounded()) }
    }
  }

  @Test(
    "a picture of few colours comes back pixel by pixel",
    arguments: [
      // Whole strips, a part of one, one row, one column, one pixel, and more than a run can hide.
      [6, 12], [5, 7], [11, 1], [1, 13], [1, 1], [15, 16],
    ])
  func exact(size: [Int]) throws {
    for channels in [1, 3] {
      let picture = Picture.pattern(width: size[0], height: size[1], channels: channels)
      let decoded = try SixelDecoder(SixelImage.text(picture))
      #expect([decoded.width, decoded.height] == size)
      #expect(decoded.pixels == percent(picture))
    }
  }

  @Test("all levels of grey are kept as well as percents can say them")
  func greys() throws {
    let picture = Picture(
      width: 256, height: 7, channels: 1,
      pixels: (0..<7).flatMap { _ in (0...255).map { UInt8($0) } })
    let decoded = try SixelDecoder(SixelImage.text(picture))
    #expect(decoded.pixels == percent(picture))
    #expect(decoded.palette.count == 101)
  }

  @Test("255 colours are kept, and of one more some are joined")
  func palette() throws {
    // The numbers of the percents, so that each is a colour of its own.
    func picture(colors count: Int) -> Picture {
      let pixels = (0..<count).flatMap { number -> [UInt8] in
        [UInt8(number % 50 * 5), UInt8(number / 50 * 30), 0]
      }
      return Picture(width: count, height: 1, channels: 3, pixels: pixels)
    }
    let exact = try SixelDecoder(SixelImage.text(picture(colors: 255)))
    #expect(exact.palette.count == 255)
    #expect(exact.pixels == percent(picture(colors: 255)))
    let joined = try SixelDecoder(SixelImage.text(picture(colors: 256)))
    #expect(joined.palette.count == 255)
    #expect(joined.pixels != percent(picture(colors: 256)))
  }

  @Test("a picture of many colours has colours near its own everywhere")
  func manyColors() throws {
    let picture = Picture.gradient(width: 120, height: 90)
    let decoded = try SixelDecoder(SixelImage.text(picture))
    #expect(decoded.palette.count == 255)
    var largest = 0
    for (found, wanted) in zip(decoded.pixels, percent(picture)) {
      let found = try #require(found)
      largest = max(largest, zip(found, wanted).map { abs($0 - $1) }.max()!)
    }
    // 10 800 colours in 255 groups: 42 in each, some 6 or 7 percent on a side.
    #expect(largest <= 7, "\(largest)")
    #expect(SixelImage.text(picture) == SixelImage.text(picture))
  }

  @Test("equal pixels are written as a number of them")
  func runs() throws {
    let picture = Picture(repeating: .white, width: 500, height: 6)
    #expect(SixelImage.text(picture).hasSuffix("#0;2;100;100;100#0!500~\u{1B}\\"))
    // Black, white, white, white, black: what lies between is skipped, and three are no run.
    let row = Picture(width: 5, height: 1, channels: 1, pixels: [0, 255, 255, 255, 0])
    #expect(SixelImage.text(row).hasSuffix("#0@???@$#1?@@@\u{1B}\\"))
  }

  @Test("a picture that is too large for the window is made smaller first")
  func smaller() throws {
    let text = TerminalImages.text(
      .gradient(width: 900, height: 300), shown: .sixel, colors: .palette,
      window: TerminalSize(columns: 20, rows: 42), cell: nil)
    #expect(text.hasSuffix("\n"))
    let decoded = try SixelDecoder(String(text.dropLast()))
    #expect([decoded.width, decoded.height] == [200, 67])
  }
}
