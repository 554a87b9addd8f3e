import Pictures

/// A picture as lines of half-blocks: the upper half of each `▀` has the colour of the text, the
/// lower half that of the background.
enum BlockImage {
  /// How colours are said.
  enum Colors: Sendable, Equatable {
    /// Red, green and blue, each from 0 to 255.
    case trueColor
    /// A number in the palette of 256 that nearly every terminal has.
    case palette

    /// What the variable `COLORTERM` promises.
    init(environment: [String: String]) {
      self =
        ["truecolor", "24bit"].contains(environment["COLORTERM"]) ? .trueColor : .palette
    }

    /// What follows 38 or 48 in "select graphic rendition".
    fileprivate func code(_ color: Color) -> String {
      switch self {
      case .trueColor: "2;\(color.red);\(color.green);\(color.blue)"
      case .palette: "5;\(PaletteColor.number(nearest: color))"
      }
    }
  }

  /// The lines, each with a line feed at its end; colours end with the line. Where the number of rows
  /// is odd, the lower half of the last line has the terminal's own background.
  static func text(_ picture: Picture, colors: Colors) -> String {
    var text = ""
    for row in stride(from: 0, to: picture.height, by: 2) {
      var (upper, lower): (Color?, Color?) = (nil, nil)
      for column in 0..<picture.width {
        var codes: [String] = []
        let top = picture[row, column]
        if top != upper { codes.append("38;\(colors.code(top))") }
        upper = top
        if row + 1 < picture.height {
          let bottom = picture[row + 1, column]
          if bottom != lower { codes.append("48;\(colors.code(bottom))") }
          lower = bottom
        }
        if !codes.isEmpty { text += "\u{1B}[\(codes.joined(separator: ";"))m" }
        text += "▀"
      }
      text += "\u{1B}[39;49m\n"
    }
    return text
  }
}
