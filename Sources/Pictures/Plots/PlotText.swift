/// A line of text in a plot: the letters of `Font`, drawn with a pen.
///
/// Dots of a letter that touch are joined by strokes, which are smooth at every size, and narrow
/// letters take less room than wide ones. Digits are all equally wide, so that columns of numbers
/// line up.
struct PlotText: Equatable {
  /// How large letters are. The strokes of all sizes lie on whole pixels where they can.
  enum Size: CaseIterable {
    case title, normal, small

    /// Pixels from one dot of a letter to the next.
    var pitch: Double {
      switch self {
      case .title: 2
      case .normal: 1.5
      case .small: 1
      }
    }

    var penWidth: Double {
      switch self {
      case .title: 2
      case .normal: 1.4
      case .small: 1.15
      }
    }

    /// Pixels from the top of a capital to the line that it stands on.
    var capHeight: Int { Int(6 * pitch) + (self == .title ? 2 : 1) }

    /// Pixels from the top of a capital to the foot of a g.
    var height: Int { Int((8 * pitch).rounded(.up)) + (self == .title ? 2 : 1) }
  }

  let text: String
  let size: Size
  private let glyphs: [(glyph: Glyph, left: Int)]
  /// How many pixels wide the ink is.
  let width: Int

  static func == (a: PlotText, b: PlotText) -> Bool { a.text == b.text && a.size == b.size }

  init(_ text: String, _ size: Size = .normal) {
    (self.text, self.size) = (text, size)
    var left = 0
    var end = 0
    glyphs = text.map { character in
      let glyph = Glyph(character)
      let start = left
      // The pen stays within a letter's width, and one blank dot lies between two letters.
      end = left + Int((Double(glyph.width - 1) * size.pitch).rounded(.up))
      left = end + Int(2 * size.pitch)
      return (glyph, start)
    }
    width = glyphs.isEmpty ? 0 : end + (size == .title ? 2 : 1)
  }

  /// The text in the first of the sizes in which it fits, or else shortened in the last of them.
  static func fitting(_ text: String, width: Int, sizes: [Size] = [.normal, .small]) -> PlotText {
    for size in sizes {
      let whole = PlotText(text, size)
      if whole.width <= width { return whole }
    }
    var short = PlotText("…", sizes.last ?? .small)
    for length in 1...max(1, text.count) {
      let longer = PlotText(text.prefix(length) + "…", short.size)
      if longer.width > width { break }
      short = longer
    }
    return short
  }

  // MARK: Drawing

  /// Draws the text with the upper left corner of its capitals in row `row`, column `column`.
  func draw(into picture: inout Picture, row: Int, column: Int, color: Color) {
    guard width > 0 else { return }
    picture.lay(mask, row: row, column: column, color: color)
  }

  /// Draws the text from below to above, as a vertical axis wants it: the tops of its capitals are in
  /// column `column`, and its last letter ends in row `row`.
  func drawUpwards(into picture: inout Picture, row: Int, column: Int, color: Color) {
    guard width > 0 else { return }
    picture.lay(mask.turnedLeft, row: row, column: column, color: color)
  }

  private var mask: InkMask {
    var mask = InkMask(width: width, height: size.height, margin: 1)
    for (glyph, left) in glyphs {
      for stroke in glyph.strokes {
        let from = place(stroke.from, left: left)
        let width = stroke.from == stroke.to ? max(size.penWidth, size.pitch) : size.penWidth
        mask.addSegment(from: from, to: place(stroke.to, left: left), width: width)
      }
    }
    return mask
  }

  /// Where a dot of a letter is. A pen of an even width lies between two pixels. The bars in the
  /// middle of letters, which would be between two pixels, are moved up into one.
  private func place(_ dot: Glyph.Dot, left: Int) -> PlotPoint {
    let shift = size == .title ? 0.5 : 0
    let y = Double(dot.row) * size.pitch
    return PlotPoint(
      x: Double(left) + Double(dot.column) * size.pitch + shift,
      y: (dot.row == 3 ? y.rounded(.down) : y) + shift)
  }
}
