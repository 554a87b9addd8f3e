import Pictures
import Testing

@testable import Terminals

@Suite("Terminals: how large a picture is shown")
struct ImageFitTests {
  struct Case: CustomTestStringConvertible {
    var reason: String
    var shown = ImageProtocol.blocks
    var columns = 80
    var rows = 42
    var cell = CellSize.usual
    var picture: [Int]
    /// Width and height in dots.
    var size: [Int]
    var testDescription: String { reason }
  }

  @Test(
    "the window, the cells and the picture decide",
    arguments: [
      Case(reason: "it fits as it is", picture: [50, 40], size: [50, 40]),
      Case(
        reason: "exactly as wide and as high as there is room", picture: [80, 56], size: [80, 56]),
      Case(reason: "one column too wide", picture: [81, 40], size: [80, 40]),
      Case(reason: "wide", picture: [540, 234], size: [80, 35]),
      Case(reason: "high: two thirds of the rows", picture: [100, 1000], size: [6, 56]),
      Case(reason: "as thin as a line", picture: [100_000, 1], size: [80, 1]),
      Case(reason: "as thin as a line, upright", picture: [1, 100_000], size: [1, 56]),
      Case(reason: "no wider than prose", columns: 200, picture: [400, 100], size: [88, 22]),
      Case(reason: "a narrow window", columns: 10, rows: 6, picture: [540, 234], size: [10, 4]),
      Case(reason: "the smallest window", columns: 1, rows: 1, picture: [540, 234], size: [1, 1]),
      Case(reason: "a feature map", picture: [8, 8], size: [32, 32]),
      Case(reason: "a kernel", picture: [3, 3], size: [12, 12]),
      Case(reason: "a digit", picture: [28, 28], size: [28, 28]),
      Case(reason: "two whole times, not two and a half", picture: [13, 12], size: [26, 24]),
      Case(reason: "one pixel", picture: [1, 1], size: [4, 4]),
      Case(
        reason: "enlarged no further than there is room", columns: 20, picture: [8, 8],
        size: [16, 16]),
      Case(
        reason: "cells that are not twice as high as wide: a large picture keeps its proportions",
        cell: CellSize(width: 9, height: 20), picture: [540, 540], size: [62, 56]),
      Case(
        reason: "cells that are not twice as high as wide: a small one keeps its pixels",
        cell: CellSize(width: 9, height: 20), picture: [50, 50], size: [50, 50]),
      Case(reason: "pixels", shown: .sixel, picture: [540, 234], size: [540, 234]),
      Case(reason: "pixels, too many", shown: .kitty, picture: [1600, 300], size: [800, 150]),
      Case(reason: "pixels, small", shown: .iterm, picture: [100, 50], size: [300, 150]),
      Case(
        reason: "pixels that are half as large", shown: .sixel,
        cell: CellSize(width: 20, height: 40), picture: [254, 240], size: [508, 480]),
      Case(reason: "a feature map in pixels", shown: .kitty, picture: [8, 8], size: [320, 320]),
    ])
  func sizes(example: Case) {
    let window = TerminalSize(columns: example.columns, rows: example.rows)
    let fit = ImageFit(example.shown, in: window, cell: example.cell)
    let size = fit.size(width: example.picture[0], height: example.picture[1])
    #expect([size.width, size.height] == example.size)
  }

  @Test("whatever the sizes are, the picture is inside the window and has a pixel")
  func inside() {
    for (columns, rows) in [(1, 1), (7, 2), (40, 30), (80, 24), (300, 90)] {
      for cell in [CellSize.usual, CellSize(width: 7, height: 19), CellSize(width: 30, height: 31)]
      {
        for shown in [ImageProtocol.blocks, .kitty, .iterm, .sixel] {
          let window = TerminalSize(columns: columns, rows: rows)
          let fit = ImageFit(shown, in: window, cell: cell)
          for width in [1, 2, 17, 89, 3001] {
            for height in [1, 3, 16, 97, 5003] {
              let size = fit.size(width: width, height: height)
              #expect(size.width >= 1 && fit.columns(size.width) <= min(columns, 88))
              #expect(size.height >= 1 && size.height <= max(1, rows * 2 / 3) * fit.dots.height)
            }
          }
        }
      }
    }
  }

  @Test("a picture that is made smaller has the means of the areas that its pixels cover")
  func averages() {
    // 3 pixels become 2: each covers one and a half.
    let row = Picture(width: 3, height: 1, channels: 1, pixels: [0, 90, 240])
    #expect(row.scaled(width: 2, height: 1).pixels == [30, 190])
    let column = Picture(width: 1, height: 3, channels: 1, pixels: [0, 90, 240])
    #expect(column.scaled(width: 1, height: 2).pixels == [30, 190])
    let colors = Picture(width: 2, height: 1, channels: 3, pixels: [0, 10, 20, 100, 110, 121])
    #expect(colors.scaled(width: 1, height: 1).pixels == [50, 60, 71])
    let square = Picture(
      width: 4, height: 4, channels: 1,
      pixels: [0, 4, 100, 100, 8, 12, 100, 100, 1, 1, 9, 9, 1, 1, 9, 9])
    #expect(square.scaled(width: 2, height: 2).pixels == [6, 100, 1, 9])
  }

  @Test("a picture of one colour keeps it in every size")
  func oneColor() {
    let color = Color(red: 200, green: 3, blue: 77)
    for (width, height) in [(3, 2), (80, 56), (997, 31), (1, 500)] {
      let picture = Picture(repeating: color, width: width, height: height)
      for (newWidth, newHeight) in [(1, 1), (2, 1), (7, 9), (500, 40)] {
        let scaled = picture.scaled(width: newWidth, height: newHeight).rgb
        #expect(scaled.pixels.count % 3 == 0)
        #expect((0..<scaled.height).allSatisfy { scaled[$0, scaled.width - 1] == color })
      }
    }
  }

  @Test("of a far larger picture not each pixel counts, and the mean is still the mean")
  func thinned() {
    let picture = Picture.gradient(width: 2000, height: 900)
    let scaled = picture.scaled(width: 10, height: 9)
    #expect((scaled.width, scaled.height) == (10, 9))
    for column in 0..<10 {
      let wanted = 255.0 * (Double(column) + 0.5) / 10
      #expect(abs(Double(scaled[4, column].red) - wanted) < 3, "\(column)")
    }
  }
}
