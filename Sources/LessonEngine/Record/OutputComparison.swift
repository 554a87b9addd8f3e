import Foundation

/// Holds what a cell printed against what is recorded: text word by word, numbers within a
/// tolerance.
///
/// Numbers with a decimal point or an exponent may differ by 1e-3 of the recorded one, or by 1e-6
/// near zero; the cell's `tolerance` replaces the 1e-3. Whole numbers must be equal, unless the cell
/// names a tolerance: a count that is off by one is wrong however large it is. In a `masked` cell
/// every number counts as equal to every other, and so do the units of times. A line that begins with `~` differs from machine to
/// machine: it must be there, and is not compared. Blanks at the end of a line don't count, nor does
/// how many there are between words.
struct OutputComparison {
  let tolerance: Double?
  let isMasked: Bool

  init(_ options: CellOptions) {
    tolerance = options.tolerance
    isMasked = options.isMasked
  }

  /// Whether the two texts say the same.
  func agree(_ recorded: String, _ printed: String) -> Bool {
    let (old, new) = (Line.all(recorded), Line.all(printed))
    return old.count == new.count && zip(old, new).allSatisfy(agree)
  }

  /// What has changed, line by line, in the order of reading.
  func differences(_ recorded: String, _ printed: String) -> [LineChange] {
    let (old, new) = (Line.all(recorded), Line.all(printed))
    let changes = new.difference(from: old) { agree($0, $1) }
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [LineChange] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        result.append(.recorded(old[i].text))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        result.append(.printed(new[j].text))
        j += 1
      } else {
        result.append(.same(new[j].text))
        i += 1
        j += 1
      }
    }
    return result
  }

  /// The lines of an output; blanks at the end don't count. The character zero is another one in
  /// Markdown.
  static func lines(_ text: String) -> [String] {
    var lines = text.replacing("\0", with: "\u{FFFD}")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
        String($0.reversed().drop(while: \.isWhitespace).reversed())
      }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A line, and the pieces that it is compared by.
  private struct Line {
    let text: String
    let pieces: [OutputPiece]

    static func all(_ text: String) -> [Line] {
      OutputComparison.lines(text).map { Line(text: $0, pieces: OutputPiece.pieces(of: $0)) }
    }
  }

  private func agree(_ recorded: Line, _ printed: Line) -> Bool {
    if recorded.text.hasPrefix("~"), printed.text.hasPrefix("~") { return true }
    return recorded.pieces.count == printed.pieces.count
      && zip(recorded.pieces, printed.pieces).allSatisfy(agree)
  }

  /// What a time may be measured in. In a masked cell it may come in another unit.
  private static let unitsOfTime: Set = ["ns", "µs", "us", "ms", "s"]

  private func agree(_ recorded: OutputPiece, _ printed: OutputPiece) -> Bool {
    switch (recorded, printed) {
    case (.text(let old), .text(let new)):
      return old == new
        || isMasked && Self.unitsOfTime.contains(old) && Self.unitsOfTime.contains(new)
    case (.number(let old, let oldIsWhole), .number(let new, let newIsWhole)):
      if isMasked || old == new { return true }
      if oldIsWhole && newIsWhole && tolerance == nil { return false }
      let difference = (old - new).magnitude
      return difference <= max(1e-6, (tolerance ?? 1e-3) * old.magnitude)
    default: return false
    }
  }
}

/// A line of a comparison.
public enum LineChange: Sendable, Equatable {
  /// It agrees with what is recorded; the text is what was printed.
  case same(String)
  /// It is recorded, but wasn't printed.
  case recorded(String)
  /// It was printed, but isn't recorded.
  case printed(String)
}

/// A number in an output, or the text between two of them.
enum OutputPiece: Equatable {
  case text(String)
  case number(Double, isWhole: Bool)

  /// A line in pieces. Digits inside a word, as in "conv2d", are text. Blanks separate, and are
  /// dropped.
  static func pieces(of line: String) -> [OutputPiece] {
    var pieces: [OutputPiece] = []
    for word in line.split(whereSeparator: \.isWhitespace) {
      var rest = word
      var text = ""
      while let first = rest.first {
        let isInsideWord = text.last.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
        if !isInsideWord,
          let match = rest.prefixMatch(of: /[-+−]?\d+(\.\d+)?([eE][-+]?\d+)?/),
          let value = Double(match.0.replacing("−", with: "-")), value.isFinite
        {
          if !text.isEmpty { pieces.append(.text(text)) }
          text = ""
          pieces.append(.number(value, isWhole: match.1 == nil && match.2 == nil))
          rest = rest[match.range.upperBound...]
          // What follows a number directly, a unit say, is text again, and so are digits in it.
          while let next = rest.first, next.isLetter || next == "_" {
            text.append(next)
            rest.removeFirst()
          }
        } else {
          text.append(first)
          rest.removeFirst()
        }
      }
      if !text.isEmpty { pieces.append(.text(text)) }
    }
    return pieces
  }
}
