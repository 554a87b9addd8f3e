import LessonEngine
import Terminals

/// What is recorded and what was printed, in two columns beside each other, whole: a line that is
/// too long for its column goes on below.
///
///         recorded       printed
///         first line     first line
///       - sum 4.0      + sum 9.75
struct DiffColumns {
  /// Fewer columns than this a long line isn't broken into: its pieces would be hard to read.
  static let narrowest = 24

  /// How wide the text of each column is.
  let recordedWidth: Int
  let printedWidth: Int

  /// What stands beside the texts: two blanks, a mark and a blank, twice.
  private static let framing = 8

  /// The columns for these lines in a window of this width; nil where they don't fit beside each other.
  init?(_ pairs: [LinePair], width: Int) {
    let recorded = Self.widest(pairs.map(\.recorded), header: "recorded")
    let printed = Self.widest(pairs.map(\.printed), header: "printed")
    let room = width - Self.framing
    if recorded + printed <= room {
      (recordedWidth, printedWidth) = (recorded, printed)
      return
    }
    // The shorter one takes what it needs, up to half; the other one the rest.
    let half = room / 2
    if recorded <= half {
      (recordedWidth, printedWidth) = (recorded, room - recorded)
    } else if printed <= half {
      (recordedWidth, printedWidth) = (room - printed, printed)
    } else {
      (recordedWidth, printedWidth) = (half, room - half)
    }
    guard recordedWidth >= min(recorded, Self.narrowest),
      printedWidth >= min(printed, Self.narrowest)
    else { return nil }
  }

  /// The header and the lines as they stand in the window, without blanks at their ends.
  func lines(_ pairs: [LinePair], style: TerminalStyle) -> [String] {
    let header = row(
      Side(text: "recorded", attributes: .bold), Side(text: "printed", attributes: .bold), style)
    return [header] + pairs.flatMap { rows($0, style) }
  }

  /// One line of one column.
  private struct Side {
    var mark = " "
    var text = ""
    var attributes: TextAttributes = []
  }

  private func rows(_ pair: LinePair, _ style: TerminalStyle) -> [String] {
    let recorded = sides(pair.recorded, recordedWidth, pair.agrees ? nil : ("-", .red))
    let printed = sides(pair.printed, printedWidth, pair.agrees ? nil : ("+", .green))
    return (0..<max(recorded.count, printed.count)).map { index in
      row(
        index < recorded.count ? recorded[index] : Side(),
        index < printed.count ? printed[index] : Side(), style)
    }
  }

  /// A text in as many lines as it takes; the mark stands at the first.
  private func sides(
    _ text: String?, _ width: Int, _ change: (mark: String, attributes: TextAttributes)?
  ) -> [Side] {
    guard let text else { return [] }
    var sides = Self.broken(Self.shown(text), width).map {
      Side(text: $0, attributes: change?.attributes ?? [])
    }
    if let change { sides[0].mark = change.mark }
    return sides
  }

  private func row(_ recorded: Side, _ printed: Side, _ style: TerminalStyle) -> String {
    func set(_ side: Side) -> String { style("\(side.mark) \(side.text)", side.attributes) }
    let missing = max(0, recordedWidth - recorded.text.displayWidth)
    let gap = String(repeating: " ", count: missing + 2)
    return Self.trimmed("  " + set(recorded) + gap + set(printed))
  }

  // MARK: Text

  private static func widest(_ texts: [String?], header: String) -> Int {
    texts.reduce(header.count) { max($0, $1.map { shown($0).displayWidth } ?? 0) }
  }

  /// The text with what could steer the terminal made visible, and each tab as the blanks up to the
  /// next eighth place.
  private static func shown(_ text: String) -> String {
    var shown = ""
    var width = 0
    for character in escapingControls(text) {
      let piece =
        character == "\t" ? String(repeating: " ", count: 8 - width % 8) : String(character)
      shown += piece
      width += piece.displayWidth
    }
    return shown
  }

  /// The text in pieces that fit, broken at a blank where there is one in the second half.
  private static func broken(_ text: String, _ width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for character in text {
      if piece.displayWidth + character.displayWidth > width {
        if character == " " {
          // The line's end stands for it.
          pieces.append(piece)
          piece = ""
          continue
        }
        var rest = ""
        if let blank = piece.lastIndex(of: " "),
          piece[...blank].displayWidth(isMoreThanHalfOf: width)
        {
          rest = String(piece[piece.index(after: blank)...])
          piece = String(piece[...blank])
        }
        pieces.append(piece)
        piece = rest
      }
      piece.append(character)
    }
    return pieces + [piece]
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

extension Substring {
  fileprivate func displayWidth(isMoreThanHalfOf width: Int) -> Bool {
    String(self).displayWidth * 2 > width
  }
}
