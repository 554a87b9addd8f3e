/// A number in an output, or the text between two of them.
enum OutputPiece: Equatable {
  case text(String)
  case number(OutputNumber)

  /// A line in pieces. Blanks separate, and are dropped.
  ///
  /// A number is written in digits, with a sign before it, a point and an exponent: `12`, `−3.5`,
  /// `.5`, `1.2e-07`. Groups of its digits may be joined by low lines: `1_000`. `nan` and `inf` are
  /// numbers too. These are not, and are compared as text:
  ///
  /// - digits that follow a letter or stand in a word: `conv2d`, `0x1F`, `x_1`;
  /// - digits with two points or more, a version or a date: `6.3.1`;
  /// - a sign that follows a number or a bracket: `3-1` is 3, a hyphen and 1;
  /// - a point with no digit after it, which ends a sentence: `5.` is 5 and a full stop.
  static func pieces(of line: String) -> [OutputPiece] {
    line.split(whereSeparator: \.isWhitespace).flatMap { pieces(ofWord: $0) }
  }

  private static func pieces(ofWord word: Substring) -> [OutputPiece] {
    var pieces: [OutputPiece] = []
    var text = ""
    var rest = word
    var previous: Character?
    while let first = rest.first {
      switch OutputBeginning(of: rest, after: previous) {
      case .number(let number, let length):
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        pieces.append(.number(number))
        rest = rest.dropFirst(length)
        previous = number.text.last
      case .version(let length):
        text += rest.prefix(length)
        rest = rest.dropFirst(length)
        previous = text.last
      case .neither:
        text.append(first)
        rest.removeFirst()
        previous = first
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }
}

/// A number as it was printed.
struct OutputNumber: Equatable {
  /// Its characters: "−1.50".
  let text: String
  /// What it is worth, as well as a `Double` can tell.
  let value: Double
  /// Whether there is neither a point nor an exponent in it.
  let isWhole: Bool

  /// Whether it is worth the same as another. Whole numbers are compared digit by digit, for a
  /// `Double` can't tell large ones apart, and 007 is something else than 7.
  func isEqual(to other: OutputNumber) -> Bool {
    if value.isNaN || other.value.isNaN { return value.isNaN && other.value.isNaN }
    if isWhole && other.isWhole && value != 0 { return digits == other.digits }
    if isWhole && other.isWhole {
      return digits.drop { $0 == "-" } == other.digits.drop { $0 == "-" }
    }
    return value == other.value
  }

  /// The text with one sign for minus, none for plus, and no low lines.
  private var digits: String {
    let digits = text.replacing("−", with: "-").replacing("_", with: "")
    return digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
  }
}
