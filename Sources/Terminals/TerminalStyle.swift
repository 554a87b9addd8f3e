/// How text looks: weight, slant, lines and colour, several at once.
///
/// The colours are those of the terminal's own palette that can be read on a light background and
/// on a dark one. There is no black, white or grey; what shall step back is `dim`.
public struct TextAttributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Heavier strokes, as in headings.
  public static let bold = TextAttributes(rawValue: 1 << 0)
  /// Fainter than the text around it: what shall step back.
  public static let dim = TextAttributes(rawValue: 1 << 1)
  /// Slanted, as in emphasis and formulas. Some terminals show it reversed or not at all.
  public static let italic = TextAttributes(rawValue: 1 << 2)
  /// A line below, as in links and paths.
  public static let underline = TextAttributes(rawValue: 1 << 3)
  /// A line through the text: what no longer holds.
  public static let strikethrough = TextAttributes(rawValue: 1 << 4)
  /// For what is wrong or lost.
  public static let red = TextAttributes(rawValue: 1 << 5)
  /// For what is right or new, and for strings in code.
  public static let green = TextAttributes(rawValue: 1 << 6)
  /// For warnings.
  public static let yellow = TextAttributes(rawValue: 1 << 7)
  /// A colour that has no meaning of its own here.
  public static let blue = TextAttributes(rawValue: 1 << 8)
  /// For what is important, and for keywords in code.
  public static let magenta = TextAttributes(rawValue: 1 << 9)
  /// For notes, and for code in prose and numbers in code.
  public static let cyan = TextAttributes(rawValue: 1 << 10)

  /// What switches each attribute on and off in ECMA-48's "select graphic rendition".
  fileprivate static let codes: [(attribute: TextAttributes, on: Int, off: Int)] = [
    (.bold, 1, 22), (.dim, 2, 22), (.italic, 3, 23), (.underline, 4, 24),
    (.strikethrough, 9, 29), (.red, 31, 39), (.green, 32, 39), (.yellow, 33, 39),
    (.blue, 34, 39), (.magenta, 35, 39), (.cyan, 36, 39),
  ]
}

/// Gives text its looks, or leaves it as it is where there is no colour.
///
///     print(style("3 checks failed", [.bold, .red]))
public struct TerminalStyle: Sendable, Equatable {
  /// Text without any attributes, for files and pipes.
  public static let plain = TerminalStyle(isColored: false)
  /// Text with its attributes, for terminals.
  public static let colored = TerminalStyle(isColored: true)

  /// Whether attributes are written at all.
  public let isColored: Bool

  /// `colored` or `plain`, as a condition says.
  public init(isColored: Bool) { self.isColored = isColored }

  /// The text with the attributes. They end and begin again with each line, so that a pager may
  /// cut the text anywhere between lines.
  public func callAsFunction(_ text: String, _ attributes: TextAttributes) -> String {
    guard isColored, !attributes.isEmpty else { return text }
    let codes = TextAttributes.codes.filter { attributes.contains($0.attribute) }
    let on = codes.map { String($0.on) }.joined(separator: ";")
    // Bold and dim have one code to end them, and so have the colours.
    let off = codes.map(\.off).reduce(into: [Int]()) { ends, code in
      if ends.last != code { ends.append(code) }
    }
    .map(String.init).joined(separator: ";")
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[\(on)m\($0)\u{1B}[\(off)m" }
      .joined(separator: "\n")
  }
}
