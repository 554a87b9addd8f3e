import Pictures
import Testing

@testable import Terminals

@Suite("Terminals: half-blocks")
struct BlockImageTests {
  /// What a terminal shows of lines of half-blocks: the codes of the upper and the lower halves, row
  /// by row, nil for the terminal's own colour.
  private func halves(_ whole: String) throws -> [[String?]] {
    var rows: [[String?]] = []
    #expect(whole.hasSuffix("\n"))
    for line in whole.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      var (front, back): (String?, String?) = (nil, nil)
      var (upper, lower): ([String?], [String?]) = ([], [])
      var rest = line
      while let first = rest.popFirst() {
        if first == "▀" {
          upper.append(front)
          lower.append(back)
          continue
        }
        try #require(first == "\u{1B}" && rest.popFirst() == "[")
        let end = try #require(rest.firstIndex(of: "m"))
        var codes = rest[..<end].split(separator: ";").map(String.init)
        rest = rest[end...].dropFirst()
        while !codes.isEmpty {
          let code = codes.removeFirst()
          let count = codes.first == "2" ? 4 : codes.first == "5" ? 2 : 0
          let color = codes.prefix(count).dropFirst().joined(separator: ";")
          switch code {
          case "38": front = color
          case "48": back = color
          case "39": front = nil
          case "49": back = nil
          default: Issue.record("\(code) is no colour")
          }
          if code.hasSuffix("8") { codes.removeFirst(count) }
        }
      }
      // No colour runs on into the text below.
      #expect(front == nil && back == nil)
      rows += [upper, lower]
    }
    return rows
  }

  @Test(
    "each half has the colour of its pixel",
    arguments: [[4, 6], [5, 3], [1, 1], [7, 2], [1, 9]])
  func colors(size: [Int]) throws {
    for channels in [1, 3] {
      let picture = Picture.pattern(width: size[0], height: size[1], channels: channels)
      let rows = try halves(BlockImage.text(picture, colors: .trueColor))
      #expect(rows.count == (size[1] + 1) / 2 * 2)
      for (row, codes) in rows.enumerated() {
        #expect(codes.count == size[0])
        for (column, code) in codes.enumerated() {
          if row == size[1] {
            #expect(code == nil)
          } else {
            let color = picture[row, column]
            #expect(code == "\(color.red);\(color.green);\(color.blue)")
          }
        }
      }
    }
  }

  @Test("a colour is said once for all the pixels that have it in a line")
  func runs() {
    let picture = Picture(repeating: 9, width: 30, height: 2)
    let text = BlockImage.text(picture, colors: .palette)
    #expect(text == "\u{1B}[38;5;232;48;5;232m\(String(repeating: "▀", count: 30))\u{1B}[39;49m\n")
  }

  @Test(
    "colours of the palette are the nearest that there are",
    arguments: [
      (Color.black, 16), (.white, 231), (Color(red: 255, green: 0, blue: 0), 196),
      (Color(red: 95, green: 135, blue: 175), 67), (Color(grey: 8), 232), (Color(grey: 128), 244),
      (Color(grey: 238), 255), (Color(red: 130, green: 126, blue: 128), 244),
      (Color(red: 0, green: 0, blue: 60), 17),
    ])
  func palette(color: Color, number: Int) {
    #expect(PaletteColor.number(nearest: color) == number)
  }

  @Test("only COLORTERM promises more than 256 colours")
  func trueColor() {
    #expect(BlockImage.Colors(environment: ["COLORTERM": "truecolor"]) == .trueColor)
    #expect(BlockImage.Colors(environment: ["COLORTERM": "24bit", "TMUX": "x"]) == .trueColor)
    #expect(BlockImage.Colors(environment: ["TERM": "xterm-256color"]) == .palette)
    #expect(BlockImage.Colors(environment: ["COLORTERM": "yes"]) == .palette)
  }

  @Test("a small picture is seen with larger pixels, and a large one in the window's size")
  func sizes() throws {
    func rows(_ picture: Picture) throws -> [[String?]] {
      let text = TerminalImages.text(
        picture, shown: .blocks, colors: .trueColor, window: TerminalSize(columns: 40, rows: 30),
        cell: nil)
      return try halves(text)
    }
    let small = try rows(.pattern(width: 8, height: 8))
    #expect(small.count == 32 && small[0].count == 32)
    #expect(Set(small[0][0..<4]).count == 1 && small[3][3] == small[0][0])
    #expect(small[4][0] != small[0][0] && small[0][4] != small[0][0])
    let large = try rows(.gradient(width: 540, height: 234))
    #expect(large.count == 18 && large[0].count == 40)
  }
}
