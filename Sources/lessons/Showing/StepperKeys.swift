import Foundation
import Terminals

/// What a reader who steps through a lesson wants next.
enum StepperWish {
  case next, back, again, all, values, edit, help, quit

  /// What a key asks for; nil for one that asks for nothing.
  init?(_ key: Key?) {
    switch key {
    case .enter, .space, .character("n"), .right, .down: self = .next
    case .character("b"), .left, .up: self = .back
    case .character("r"): self = .again
    case .character("a"): self = .all
    case .character("v"): self = .values
    case .character("e"): self = .edit
    case .character("?"): self = .help
    case .character("q"), nil: self = .quit
    default: return nil
    }
  }

  /// All keys, and what each does.
  private static let keys = [
    ("Enter, space, n, →, ↓", "run the cell and go on"),
    ("b, ←, ↑", "back to what was before"),
    ("v", "run the cell and show the value of each line beside it"),
    ("e", "open the lesson in your editor, at this cell: a copy, if it is one of the course"),
    ("r", "read the file again and run what has run"),
    ("a", "run the rest without waiting"),
    ("q", "quit; the next time you go on from here"),
    ("?", "this list"),
  ]

  /// The keys and what each does, in two columns, or below each other where there is no room for two.
  static func list(width: Int) -> String {
    let widest = keys.map(\.0.count).max() ?? 0
    let margin = widest + 4
    return keys.map { key, meaning in
      let isBeside = width - margin >= 24
      let lines = brokenLines(meaning, width: max(width - (isBeside ? margin : 6), 8))
      guard isBeside else {
        let names = brokenLines(key, width: max(width - 2, 8))
        return (names.map { "  \($0)\n" } + lines.map { "      \($0)\n" }).joined()
      }
      let keys = [key] + Array(repeating: "", count: lines.count - 1)
      return zip(keys, lines).map { key, line in
        "  \(key)\(String(repeating: " ", count: margin - 2 - key.count))\(line)\n"
      }.joined()
    }.joined()
  }
}

/// The line at the bottom that says what the keys do here.
struct StepperPrompt {
  /// What each key does, the most important first, and last how to leave.
  let hints: [String]
  let style: TerminalStyle

  /// The line for a terminal of this width: one that is wider would wrap, and only its last part could be
  /// erased. Where there is no room for all hints, those in the middle go, "?" tells what they do; last goes
  /// how to leave.
  func text(columns: Int) -> String {
    var shown = hints
    while shown.count > 1, shown.joined(separator: " · ").count >= columns {
      let place = shown.count - (shown.contains("? keys") && shown.count > 3 ? 3 : 2)
      shown.remove(at: max(1, place))
    }
    return String(shown.joined(separator: " · ").prefix(max(0, columns - 1)))
  }

  /// Shows the line until a key is pressed that asks for something, and takes it away.
  func ask(_ keys: inout KeyReader?) -> StepperWish {
    let environment = ProcessInfo.processInfo.environment
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    PassingLine.show(text(columns: size.columns), style: style, on: 1)
    defer { PassingLine.takeAway() }
    while true {
      if let wish = StepperWish(keys?.next()) { return wish }
    }
  }
}
