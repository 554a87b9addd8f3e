import Foundation
import Loupe
import Terminals

/// Prints the steps of a walkthrough for the window as it is.
struct WalkPrinter {
  let walk: Walkthrough
  private let style: TerminalStyle

  init(_ walk: Walkthrough, style: TerminalStyle) {
    (self.walk, self.style) = (walk, style)
  }

  /// How wide the window is; a pipe or a file counts as one of the usual width.
  private var size: TerminalSize {
    TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
  }

  func showHead() {
    print(style("\(walk.title): ", .bold) + walk.formula + "\n")
  }

  func show(_ number: Int) {
    showHead()
    print(lines(of: number).joined(separator: "\n"))
  }

  func showAll(from first: Int = 0) {
    if first == 0 { showHead() }
    for number in first..<walk.count {
      print(lines(of: number).joined(separator: "\n") + (number == walk.count - 1 ? "" : "\n"))
    }
  }

  /// The lines of a step, headed by its number.
  func lines(of number: Int) -> [String] {
    let head = style("step \(number + 1) of \(walk.count)  ", .dim)
    let lines = walk[number].page.spans(width: size.columns - 1).map { spans in
      spans.map { style($0.text, $0.role.attributes) }.joined()
    }
    return [head + (lines.first ?? "")] + lines.dropFirst()
  }

  /// Whether so many lines fit the window with two more.
  func fits(_ lines: [String]) -> Bool { lines.count + 2 < size.rows }

  func dim(_ text: String) -> String { style(String(text.prefix(size.columns - 1)), .dim) }
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
