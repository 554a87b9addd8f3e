import Foundation
import Loupe
import Terminals

/// Prints the steps of a walkthrough for the window as it is.
struct WalkPrinter {
  let walk: Walkthrough
  let style: TerminalStyle

  init(_ walk: Walkthrough, style: TerminalStyle) {
    (self.walk, self.style) = (walk, style)
  }

  /// How wide the window is; a pipe or a file counts as one of the usual width.
  var size: TerminalSize {
    TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
  }

  func showHead() {
    let width = size.columns - 1
    print(brokenLines("\(walk.title): \(walk.formula)", width: width).joined(separator: "\n"))
    let sizes = (walk.operands + [walk.result]).map { operand in
      "\(operand.name) \(operand.sizes.map(String.init).joined(separator: "×"))"
    }
    let words = brokenLines(sizes.joined(separator: ", "), width: width)
    print(style(words.joined(separator: "\n"), .dim) + "\n")
  }

  func show(_ number: Int) {
    showHead()
    print(step(number).text)
  }

  func showAll(from first: Int = 0) {
    if first == 0 { showHead() }
    for number in first..<walk.count {
      print(step(number).text + (number == walk.count - 1 ? "" : "\n"))
    }
  }

  /// A step as it is printed.
  struct Printed {
    let text: String
    /// How many lines of the window it fills.
    let height: Int
  }

  /// A step, headed by its number.
  func step(_ number: Int) -> Printed {
    let size = size
    let head = "step \(number + 1) of \(walk.count)"
    var lines = walk[number].page.spans(width: size.columns - 1).map { spans in
      (
        text: spans.map { style($0.text, $0.role.attributes) }.joined(),
        width: spans.reduce(0) { $0 + $1.text.count }
      )
    }
    if let title = lines.first, head.count + 2 + title.width < size.columns {
      lines[0] = (style(head + "  ", .dim) + title.text, head.count + 2 + title.width)
    } else {
      lines.insert((style(head, .dim), head.count), at: 0)
    }
    return Printed(
      text: lines.map(\.text).joined(separator: "\n"),
      // The terminal breaks a line that is wider than itself.
      height: lines.reduce(0) { $0 + max(1, ($1.width + size.columns - 1) / size.columns) })
  }

  /// Whether a step fits the window with two more lines.
  func fits(_ step: Printed) -> Bool { step.height + 2 < size.rows }
}

extension Page.Span.Role {
  fileprivate var attributes: TextAttributes {
    switch self {
    case .title, .name: .bold
    case .plain, .number: []
    case .used: [.bold, .blue]
    case .current: [.bold, .magenta]
    case .winner: [.bold, .green]
    case .aside: .dim
    }
  }
}
