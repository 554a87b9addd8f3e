import Foundation
import Terminals

/// A walkthrough stepped through on a terminal: each step takes the place of the one before.
struct WalkStepper: ~Copyable {
  private let printer: WalkPrinter
  private var keys: KeyReader
  /// How many lines of the step on the screen can be taken away again; 0 where they are to stay.
  private var erasable = 0
  /// Whether there is a step on the screen.
  private var hasShown = false

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

  /// Steps until the reader quits or goes on from the last step.
  mutating func step() {
    let last = printer.walk.count - 1
    var number = 0
    printer.showHead()
    show(number)
    while true {
      switch ask(isLast: number == last) {
      case .next where number == last, .quit: return
      case .next: number += 1
      case .back where number == 0: continue
      case .back: number -= 1
      case .first: number = 0
      case .last: number = last
      case .all:
        if number < last {
          print()
          printer.showAll(from: number + 1)
        }
        return
      }
      show(number)
    }
  }

  private static var canErase: Bool { ProcessInfo.processInfo.environment["TERM"] != "dumb" }

  /// Shows a step in the place of the one before, if that one can be taken away.
  private mutating func show(_ number: Int) {
    if erasable > 0 {
      print("\u{1B}[\(erasable)A\r\u{1B}[J", terminator: "")
    } else if hasShown {
      print()
    }
    let step = printer.step(number)
    print(step.text)
    hasShown = true
    erasable = Self.canErase && printer.fits(step) ? step.height : 0
  }

  /// Waits for a key that asks for something.
  private mutating func ask(isLast: Bool) -> Wish {
    let hints =
      isLast
      ? "the last step · b back · Home first · Enter or q quits"
      : "Enter next · b back · a all · q quit"
    print("\n" + printer.dim(hints), terminator: "")
    fflush(nil)
    defer { print(Self.canErase ? "\r\u{1B}[K\u{1B}[A" : "\n", terminator: "") }
    while true {
      if let wish = Wish(keys.next()) { return wish }
    }
  }
}
