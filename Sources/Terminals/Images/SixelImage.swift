import Pictures

/// A picture as sixels: strips of six rows, in each strip one colour after the other, a letter for
/// six pixels.
///
/// Source: *VT330/VT340 Programmer Reference Manual*, volume 2, chapter 14.
enum SixelImage {
  /// The escape sequence that shows the picture, each of its pixels as one of the terminal's, and
  /// leaves the cursor in its last row.
  static func text(_ picture: Picture) -> String {
    let palette = SixelPalette(of: picture)
    // The middle number 1: what no strip draws, below the last row, stays as it is.
    var text = Array("\u{1B}P0;1;0q\"1;1;\(picture.width);\(picture.height)".utf8)
    for (number, color) in palette.colors.enumerated() {
      text += "#\(number);2;\(color.red);\(color.green);\(color.blue)".utf8
    }
    for top in stride(from: 0, to: picture.height, by: 6) {
      if top > 0 { text.append(UInt8(ascii: "-")) }
      let strip = Strip(palette.numbers, width: picture.width, top: top)
      text += strip.letters(colorCount: palette.colors.count)
    }
    text += "\u{1B}\\".utf8
    return String(decoding: text, as: UTF8.self)
  }

  /// Six rows.
  private struct Strip {
    /// For each colour the columns in which it stands, and which of the six rows, a bit a row.
    private var columns: [[(column: Int, bits: UInt8)]] = Array(repeating: [], count: 256)

    init(_ numbers: [UInt8], width: Int, top: Int) {
      let rows = min(6, numbers.count / width - top)
      for column in 0..<width {
        for row in 0..<rows {
          let number = Int(numbers[(top + row) * width + column])
          let bit = UInt8(1) << UInt8(row)
          if columns[number].last?.column == column {
            columns[number][columns[number].count - 1].bits |= bit
          } else {
            columns[number].append((column, bit))
          }
        }
      }
    }

    /// The strip's letters. After each colour but the last the pen goes back to the left.
    func letters(colorCount: Int) -> [UInt8] {
      var text: [UInt8] = []
      for number in 0..<colorCount where !columns[number].isEmpty {
        if !text.isEmpty { text.append(UInt8(ascii: "$")) }
        text += "#\(number)".utf8
        var runs = Runs()
        var next = 0
        for (column, bits) in columns[number] {
          runs.add(0, count: column - next)
          runs.add(bits, count: 1)
          next = column + 1
        }
        runs.end()
        text += runs.letters
      }
      return text
    }
  }

  /// Equal letters, of which more than three are written as `!`, their number, and the letter.
  private struct Runs {
    private(set) var letters: [UInt8] = []
    private var bits: UInt8 = 0
    private var count = 0

    mutating func add(_ bits: UInt8, count: Int) {
      guard count > 0 else { return }
      if bits != self.bits {
        end()
        self.bits = bits
      }
      self.count += count
    }

    mutating func end() {
      let letter = bits + UInt8(ascii: "?")
      if count > 3 {
        letters += "!\(count)".utf8
        letters.append(letter)
      } else {
        for _ in 0..<count { letters.append(letter) }
      }
      count = 0
    }
  }
}
