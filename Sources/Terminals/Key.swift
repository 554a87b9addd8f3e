/// A key that was pressed.
public enum Key: Sendable, Equatable {
  /// A letter, a digit or another printing character but the space.
  case character(Character)
  /// A key that puts in a blank, a line or a tab, or takes back, or leaves.
  case space, enter, tab, backspace, escape
  /// An arrow.
  case up, down, left, right
  /// A key that goes to an end of the text, or one page on or back.
  case home, end, pageUp, pageDown
  /// A key that has no name here.
  case other
}

extension Key {
  /// The key behind an escape sequence, given without its leading escape: `[A` or `[5~`.
  init(escapeSequence: [UInt8]) {
    let text = String(decoding: escapeSequence, as: UTF8.self)
    self =
      switch text {
      case "": .escape
      case "[A", "OA": .up
      case "[B", "OB": .down
      case "[C", "OC": .right
      case "[D", "OD": .left
      case "[H", "OH", "[1~", "[7~": .home
      case "[F", "OF", "[4~", "[8~": .end
      case "[5~": .pageUp
      case "[6~": .pageDown
      default: .other
      }
  }

  /// The key behind a character.
  init(_ character: Character) {
    self =
      switch character {
      case " ": .space
      case "\n", "\r", "\r\n": .enter
      case "\t": .tab
      case "\u{7F}", "\u{08}": .backspace
      default: character.unicodeScalars.first!.value < 0x20 ? .other : .character(character)
      }
  }
}
