import Foundation
import LessonEngine
import Terminals

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A lesson stepped through on a terminal: the text up to a cell, the cell, a key, its output, and
/// so on.
final class Stepper {
  /// The text up to a cell, and the cell; the last step may have no cell.
  private struct Step {
    var prose: [[MarkdownBlock]] = []
    var cell: Cell?
  }

  private let library: LessonLibrary
  private let options: LessonRun.Options
  private let color: ColorChoice
  private let canErase = ProcessInfo.processInfo.environment["TERM"] != "dumb"

  private var lesson: Lesson
  private var printer: LessonPrinter
  private var run: LessonRun
  private var steps: [Step]
  /// What has run so far, in the order of the cells.
  private var results: [CellResult] = []
  /// The step that the reader is at.
  private var position = 0

  init(
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options, color: ColorChoice
  ) {
    self.library = library
    self.options = options
    self.color = color
    self.lesson = lesson
    printer = LessonPrinter(lesson, color: color)
    run = LessonRun(lesson, library: library, options: options)
    steps = Self.steps(of: lesson)
  }

  /// Steps until the reader quits or the lesson is over, and returns what has run.
  func step() async throws -> [CellResult] {
    guard var keys = KeyReader(fileDescriptor: 0) else { return [] }
    try await prepare()
    show(steps[position])
    while true {
      let isAtEnd = position == steps.count - 1 && steps[position].cell == nil
      switch ask(isAtEnd ? "r run again · b back · q quit" : promptForCell, &keys) {
      case .next:
        if isAtEnd { return results }
        try await runCell()
        if position == steps.count - 1 { return results }
        position += 1
        show(steps[position])
      case .back:
        position = max(0, position - 1)
        rule("back to \(name(of: position))")
        show(steps[position])
      case .again:
        try await runAgain()
      case .all:
        while position < steps.count {
          if steps[position].cell != nil { try await runCell() }
          position += 1
          if position < steps.count { show(steps[position]) }
        }
        return results
      case .quit:
        return results
      }
    }
  }

  private var promptForCell: String {
    let hasRun = steps[position].cell.map { $0.number <= results.count } ?? false
    return (hasRun ? "Enter shows its output" : "Enter runs the cell")
      + " · b back · r run again · a all · q quit"
  }

  // MARK: Keys

  private enum Wish {
    case next, back, again, all, quit
  }

  /// Shows what the keys do, and waits for one that does something.
  private func ask(_ prompt: String, _ keys: inout KeyReader) -> Wish {
    print(printer.style(prompt, .dim), terminator: "")
    fflush(nil)
    defer { print(canErase ? "\r\u{1B}[K" : "\n", terminator: "") }
    while true {
      switch keys.next() {
      case .enter, .character(" "), .character("n"), .right, .down: return .next
      case .character("b"), .left, .up: return .back
      case .character("r"): return .again
      case .character("a"): return .all
      case .character("q"), nil: return .quit
      default: continue
      }
    }
  }

  // MARK: Steps

  private static func steps(of lesson: Lesson) -> [Step] {
    var steps: [Step] = []
    var step = Step()
    for part in lesson.parts {
      switch part {
      case .prose(let blocks): step.prose.append(blocks)
      case .cell(let cell):
        step.cell = cell
        // A hidden cell belongs to the step of the next one: there is nothing to press a key for.
        steps.append(step)
        step = Step()
      }
    }
    return steps + (step.prose.isEmpty && !steps.isEmpty ? [] : [step])
  }

  private func name(of position: Int) -> String {
    steps[position].cell.map { "cell \($0.number)" } ?? "the end"
  }

  private func show(_ step: Step) {
    for blocks in step.prose { printer.show(blocks) }
    if let cell = step.cell { printer.show(cell) }
  }

  private func rule(_ text: String) {
    let width = printer.prose.width
    let line = "── \(text) "
    print(printer.style(line + String(repeating: "─", count: max(0, width - line.count)), .dim))
    print()
  }

  // MARK: Running

  private func prepare() async throws {
    try await Messages.working("compiling \(lesson.name)") { try await run.prepare() }
  }

  /// Runs the cell of this step, if it hasn't run yet, and shows what it did.
  private func runCell() async throws {
    guard let cell = steps[position].cell else { return }
    while results.count < cell.number, let result = try await run.next() { results.append(result) }
    if let result = results.last(where: { $0.cell.number == cell.number }) { printer.show(result) }
  }

  /// Reads the file again, runs what had run, and shows this step's cell with its new output.
  private func runAgain() async throws {
    let changed: Lesson
    do {
      changed = try Lesson(readingFrom: lesson.path)
    } catch {
      return Messages.error(error.description)
    }
    let runBefore = results.count
    run.stop()
    lesson = changed
    printer = LessonPrinter(changed, color: color)
    run = LessonRun(changed, library: library, options: options)
    steps = Self.steps(of: changed)
    results = []
    position = min(position, steps.count - 1)
    try await prepare()
    rule("\(lesson.name), read again, at \(name(of: position))")
    show(steps[position])
    let cellHere = steps[position].cell?.number ?? lesson.cells.count
    while results.count < min(max(runBefore, cellHere), lesson.cells.count),
      let result = try await run.next()
    {
      results.append(result)
    }
    if let result = results.first(where: { $0.cell.number == cellHere }) { printer.show(result) }
  }
}
