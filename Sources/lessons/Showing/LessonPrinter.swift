import Foundation
import LessonEngine
import Terminals

/// Prints a lesson: its prose, its cells, and what they did.
struct LessonPrinter: LessonView {
  let lesson: Lesson
  let prose: ProseSetter
  let code: CodeSetter
  let style: TerminalStyle
  let images: TerminalImages

  /// Sets the lesson for standard output.
  init(_ lesson: Lesson, color: ColorChoice, images: TerminalImages = .none) {
    let environment = ProcessInfo.processInfo.environment
    self.lesson = lesson
    self.images = images
    style = color.style(isTerminal: isTerminal(1), environment: environment)
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    prose = ProseSetter(width: size.proseWidth, style: style)
    code = CodeSetter(style: style)
  }

  func begin() {}

  func end(_ status: ExitStatus?) {}

  func show(_ blocks: [MarkdownBlock]) {
    print(prose.set(blocks))
  }

  /// The cell's code, unless it is hidden.
  func show(_ cell: Cell) {
    guard !cell.options.isHidden else { return }
    print(style("cell \(cell.number)", .dim))
    print(code.set(cell.code, firstLine: cell.codeLine))
  }

  /// What the cell did: its output, its pictures and their paths, and what went wrong.
  func show(_ result: CellResult) {
    var isShown = false
    for event in result.events {
      switch event {
      case .output(let text):
        print(escapingControls(text), terminator: text.hasSuffix("\n") ? "" : "\n")
      case .errorOutput(let text):
        Messages.write(escapingControls(text))
      case .picture(let picture):
        print(images.text(ofPNG: picture.path) ?? "", terminator: "")
        let path = style(escapingControls(shownPath(picture.path)), .underline)
        print("\(style("picture", .dim)) \(escapingControls(picture.title)): \(path)")
      case .check(let verdict):
        if !verdict.passed {
          Messages.error("\(place(verdict.line)): the check failed: \(verdict.summary)")
        }
      }
      isShown = true
    }
    for warning in result.warnings where warning.severity == .warning {
      Messages.note(warning.description)
    }
    if let words = result.failureWords(in: lesson) {
      Messages.error(escapingControls(words))
      isShown = true
    }
    if isShown { print() }
  }

  private func place(_ line: Int) -> String { "\(shownPath(lesson.path)):\(line)" }
}
