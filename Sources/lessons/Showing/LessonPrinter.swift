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
  let showsCode: CodeShowing

  /// When a cell's code is shown.
  enum CodeShowing {
    case beforeItRuns
    /// When it has run, with the values of its lines.
    case withValues
  }

  /// Sets the lesson for standard output.
  init(
    _ lesson: Lesson, color: ColorChoice, images: TerminalImages = .none,
    showing showsCode: CodeShowing = .beforeItRuns
  ) {
    self.showsCode = showsCode
    let environment = ProcessInfo.processInfo.environment
    self.lesson = lesson
    self.images = images
    style = color.style(isTerminal: isTerminal(1), environment: environment)
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    prose = ProseSetter(width: size.proseWidth, style: style)
    // Whoever reads a file finds lines of code as they are written.
    code = CodeSetter(style: style, width: isTerminal(1) ? size.columns : nil)
  }

  func begin() {}

  func end(_ status: ExitStatus?) {}

  func show(_ blocks: [MarkdownBlock]) {
    print(prose.set(blocks))
  }

  /// The cell's code, unless it is hidden.
  func show(_ cell: Cell) {
    guard !cell.options.isHidden, showsCode == .beforeItRuns else { return }
    print(style("cell \(cell.number)", .dim))
    print(code.set(cell.code, firstLine: cell.codeLine))
  }

  /// The cell's code with the values that its lines gave.
  func showValues(of result: CellResult) {
    guard !result.cell.options.isHidden else { return }
    let size = TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
    print(style("cell \(result.cell.number)", .dim))
    print(
      ValueSetter(width: size.columns, code: code).set(
        result.cell.code, firstLine: result.cell.codeLine, values: result.values))
  }

  /// A line across the text, with words in it.
  func rule(_ text: String) {
    let line = "── \(text) "
    let rest = String(repeating: "─", count: max(0, prose.width - line.displayWidth))
    remark(line + rest)
  }

  /// Words that aren't the lesson's, with a blank line after them.
  func remark(_ text: String) { print(style(MessageSetter(width: prose.width).set(text), .dim)) }

  private func show(_ picture: ShownPicture) {
    showPicture(picture)
    if let sound = picture.sound { showFile("sound", picture.title, path: sound.path) }
  }

  private func showPicture(_ picture: ShownPicture) {
    let image = images.text(ofPNG: picture.path)
    print(image ?? "", terminator: "")
    // In a file or a pipe nobody expects more than its path.
    let isMissing = image == nil && isTerminal(1)
    showFile(
      "picture", picture.title + (isMissing ? " (only as a file)" : ""), path: picture.path)
    // Where what is written in the picture can't be read, its reader has it in words.
    if isTerminal(1), isMissing || !images.showsDetails, let alt = picture.alt {
      print(
        style(MessageSetter(width: prose.width).set(escapingControls(alt)), .dim), terminator: "")
    }
  }

  /// Where a file lies that a cell made, and what it is.
  private func showFile(_ kind: String, _ title: String, path: String) {
    let title = escapingControls(title)
    let path = escapingControls(shownPath(path))
    let width = TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
      .columns
    let isLong = isTerminal(1) && "\(kind) \(title): \(path)".displayWidth > width
    guard isLong else {
      return print("\(style(kind, .dim)) \(title): \(style(path, .underline))")
    }
    // The path stays in one piece, for someone may copy it.
    print(MessageSetter(width: width).set("\(kind) \(title):"), terminator: "")
    print(style(path, .underline))
  }

  /// What the cell did: its output, its pictures and their paths, and what went wrong.
  func show(_ result: CellResult) {
    if showsCode == .withValues { showValues(of: result) }
    var isShown = false
    for event in result.events {
      switch event {
      case .output(let text):
        let shown = escapingControls(text)
        if case .failedAsMeant = result.ending, let width = code.width {
          // What the compiler says, and no table or drawing of the cell's.
          let message = shown.hasSuffix("\n") ? String(shown.dropLast()) : shown
          print(MessageSetter(width: width).set(message), terminator: "")
        } else {
          print(shown, terminator: text.hasSuffix("\n") ? "" : "\n")
        }
      case .errorOutput(let text):
        Messages.write(escapingControls(text) + (text.hasSuffix("\n") ? "" : "\n"))
      case .picture(let picture):
        show(picture)
      case .check(let verdict):
        if !verdict.passed {
          Messages.error("\(place(verdict.line)): the check failed: \(verdict.summary)")
        }
      case .value:
        // They stand beside the code.
        continue
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
