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
    var parts: [Lesson.Part] = []
    /// The hidden cells on the way, which run with it, and the cell.
    var cells: [Cell] = []

    /// The number of its last cell, or 0.
    var lastCell: Int { cells.last?.number ?? 0 }
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
      let isAtEnd = position == steps.count - 1 && steps[position].cells.isEmpty
      switch ask(isAtEnd ? "r again · b back · q quit" : promptForCell, &keys) {
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
          if !steps[position].cells.isEmpty { try await runCell() }
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
    let hasRun = steps[position].lastCell <= results.count
    return (hasRun ? "Enter shows its output" : "Enter runs the cell")
      + " · b back · r again · a all · q quit"
  }

  // MARK: Keys

  private enum Wish {
    case next, back, again, all, quit
  }

  /// Shows what the keys do, and waits for one that does something.
  private func ask(_ prompt: String, _ keys: inout KeyReader) -> Wish {
    // A prompt that is wider than the terminal would wrap, and only its last line could be erased.
    let room = TerminalSize(ofDescriptor: 1, environment: ProcessInfo.processInfo.environment)
      .columns
    print(printer.style(String(prompt.prefix(max(0, room - 1))), .dim), terminator: "")
    fflush(nil)
    defer { print(canErase ? "\r\u{1B}[K" : "\n", terminator: "") }
    while true {
      switch keys.next() {
      case .enter, .space, .character("n"), .right, .down: return .next
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
      step.parts.append(part)
      guard case .cell(let cell) = part else { continue }
      step.cells.append(cell)
      if cell.options.isHidden { continue }
      steps.append(step)
      step = Step()
    }
    return steps + (step.parts.isEmpty && !steps.isEmpty ? [] : [step])
  }

  private func name(of position: Int) -> String {
    steps[position].cells.last.map { "cell \($0.number)" } ?? "the end"
  }

  private func show(_ step: Step) {
    for part in step.parts {
      switch part {
      case .prose(let blocks): printer.show(blocks)
      case .cell(let cell): printer.show(cell)
      }
    }
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

  /// Runs the cells up to this step's, as far as they haven't run yet, and shows what this step's did.
  private func runCell() async throws {
    try await run(upTo: steps[position].lastCell)
    showResults()
  }

  private func run(upTo number: Int) async throws {
    while results.count < number {
      let next = try await Messages.working("running cell \(results.count + 1)") {
        try await run.next()
      }
      guard let next else { return }
      results.append(next)
    }
  }

  /// Shows what this step's cells did.
  private func showResults() {
    for cell in steps[position].cells where cell.number <= results.count {
      printer.show(results[cell.number - 1])
    }
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
    try await run(upTo: min(runBefore, lesson.cells.count))
    try await runCell()
  }
}
