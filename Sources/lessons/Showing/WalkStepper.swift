import Foundation
import Terminals

/// A walkthrough stepped through on a terminal: each step takes the place of the one before. A step that is
/// higher than the window comes in pieces, a key a piece.
struct WalkStepper: ~Copyable {
  private let printer: WalkPrinter
  private var keys: KeyReader
  /// The number of the step on the screen.
  private var number = 0
  /// The lines of it that haven't been shown yet.
  private var rest: [String] = []
  /// How many lines stand on the screen that can be taken away again, and in which window; nil where what
  /// stands there has to stay.
  private var erasable: (lines: Int, window: TerminalSize)?

  /// Whether keys can be read and what is printed is seen.
  static var canStep: Bool { isTerminal(0) && isTerminal(1) }

  /// - Returns: nil if there is no terminal to read keys from.
  init?(_ printer: WalkPrinter) {
    guard let keys = KeyReader(fileDescriptor: 0) else { return nil }
    self.printer = printer
    self.keys = keys
  }

  /// What a reader wants next.
  private enum Wish {
    case next, back, first, last, all, quit

    init?(_ key: Key?) {
      switch key {
      case .enter, .space, .character("n"), .right, .down: self = .next
      case .character("b"), .left, .up: self = .back
      case .home: self = .first
      case .end: self = .last
      case .character("a"): self = .all
      case .character("q"), nil: self = .quit
      default: return nil
      }
    }
  }

  private var last: Int { printer.walk.count - 1 }

  /// Steps until the reader quits or goes on from the last step.
  mutating func step() {
    printer.showHead()
    show(0)
    while true {
      switch ask() {
      case .next where !rest.isEmpty: showPiece()
      case .next where number == last, .quit: return
      case .next: show(number + 1)
      case .back: if number > 0 { show(number - 1) }
      case .first: show(0)
      case .last: show(last)
      case .all:
        if !rest.isEmpty { print(rest.joined(separator: "\n")) }
        if number < last {
          print()
          printer.showAll(from: number + 1)
        }
        return
      }
    }
  }

  private static var canErase: Bool { ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Shows a step in the place of the one before, if that one can be taken away.
  private mutating func show(_ number: Int) {
    if let erasable, erasable.window == printer.size {
      print("\u{1B}[\(erasable.lines)A\r\u{1B}[J", terminator: "")
    } else if self.number != number || erasable != nil {
      print()
    }
    self.number = number
    let step = printer.step(number)
    rest = step.text.components(separatedBy: "\n")
    if printer.fits(step) {
      print(step.text + "\n")
      rest = []
      erasable = Self.canErase ? (step.height + 1, printer.size) : nil
    } else {
      showPiece()
    }
  }

  /// Shows as much of the rest of a step as the window takes. It stays on the screen.
  private mutating func showPiece() {
    let count = max(3, printer.size.rows - 3)
    print(rest.prefix(count).joined(separator: "\n"))
    rest = Array(rest.dropFirst(count))
    if rest.isEmpty { print() }
    erasable = nil
  }

  /// Waits for a key that asks for something.
  private mutating func ask() -> Wish {
    var hints = !rest.isEmpty ? ["Enter more of this step"] : number < last ? ["Enter next"] : []
    if number > 0 { hints.append("b back") }
    if number < last { hints += ["a all", "Home first", "End last"] }
    hints.append(rest.isEmpty && number == last ? "Enter or q quits" : "q quit")
    if number == last, rest.isEmpty { hints.insert("the last step", at: 0) }
    let prompt = StepperPrompt(hints: hints, style: printer.style)
    PassingLine.show(
      prompt.text(columns: printer.size.columns), style: printer.style, on: 1)
    defer {
      // After Ctrl-Z and 'fg' the shell's lines stand between.
      if PassingLine.takeAway() { erasable = nil }
    }
    while true {
      if let wish = Wish(keys.next()) { return wish }
    }
  }
}
