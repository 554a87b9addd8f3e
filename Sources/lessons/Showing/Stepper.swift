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
  private let library: LessonLibrary
  private let options: LessonRun.Options
  private let color: ColorChoice
  private let canErase = ProcessInfo.processInfo.environment["TERM"] != "dumb"

  private var lesson: Lesson
  private var printer: LessonPrinter
  private var run: LessonRun
  private var steps: [LessonStep]
  /// What has run so far, in the order of the cells.
  private var results: [CellResult] = []
  /// The step that the reader is at. The last one has no cell to run.
  private var position = 0
  /// Whether this step's cell has just gone wrong, so that the reader may want to mend it before
  /// going on.
  private var isHeld = false

  init(
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options, color: ColorChoice
  ) {
    self.library = library
    self.options = options
    self.color = color
    self.lesson = lesson
    printer = LessonPrinter(lesson, color: color)
    run = LessonRun(lesson, library: library, options: options)
    steps = LessonStep.steps(of: lesson)
  }

  /// Steps until the reader quits or the lesson is over, and returns what has run.
  func step() async throws -> [CellResult] {
    guard var keys = KeyReader(fileDescriptor: 0) else { return [] }
    try await prepare()
    let file = "\(shownPath(lesson.path)) · \(lesson.frontMatter.minutes) minutes"
    print(printer.style(file, .dim) + "\n")
    show(steps[position])
    while true {
      switch ask(&keys) {
      case .next:
        if isAtEnd { return results }
        try await goOn()
      case .back:
        isHeld = false
        position = max(0, position - 1)
        rule("back to \(name(of: position))")
        show(steps[position])
      case .again:
        try await runAgain()
      case .all:
        while !isAtEnd {
          if !isHeld { try await runCells() }
          advance()
        }
        return results
      case .quit:
        return results
      }
    }
  }

  private var isAtEnd: Bool { position == steps.count - 1 }

  /// Runs this step's cells and goes to the next step; stays where one has gone wrong, until the
  /// reader wants to go on all the same.
  private func goOn() async throws {
    if !isHeld {
      try await runCells()
      isHeld = steps[position].cells.contains { !results[$0.number - 1].isRight }
      if isHeld { return }
    }
    advance()
  }

  private func advance() {
    isHeld = false
    position += 1
    show(steps[position])
  }

  // MARK: Keys

  private enum Wish {
    case next, back, again, all, quit
  }

  /// What the keys do here, in a line that fits the terminal: one that is wider would wrap, and only
  /// its last part could be erased.
  private func prompt(columns: Int) -> String {
    let hints =
      if isAtEnd {
        ["the end", "Enter or q quits", "b back", "r again"]
      } else if isHeld {
        ["r again, once you have changed the file", "Enter goes on", "b back", "q quit"]
      } else if steps[position].lastCell <= results.count {
        ["Enter shows its output", "b back", "r again", "a all", "q quit"]
      } else {
        ["Enter runs the cell", "b back", "r again", "a all", "q quit"]
      }
    let full = hints.joined(separator: " · ")
    if full.count < columns { return full }
    let short = hints.map { $0.split(separator: ",")[0] }.map {
      $0.hasPrefix("Enter") ? "Enter" : $0
    }
    return String(short.joined(separator: "  ").prefix(max(0, columns - 1)))
  }

  /// Shows what the keys do, and waits for one that does something.
  private func ask(_ keys: inout KeyReader) -> Wish {
    let environment = ProcessInfo.processInfo.environment
    let size = TerminalSize(ofDescriptor: 1, environment: environment)
    print(printer.style(prompt(columns: size.columns), .dim), terminator: "")
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

  // MARK: Showing

  private func name(of position: Int) -> String {
    steps[position].cells.last.map { "cell \($0.number)" } ?? "the end"
  }

  private func show(_ step: LessonStep) {
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
  private func runCells() async throws {
    try await run(upTo: steps[position].lastCell)
    for cell in steps[position].cells where cell.number <= results.count {
      printer.show(results[cell.number - 1])
    }
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

  /// Reads the file again and runs what had run. Shows the cells that have changed, or the first that
  /// has gone wrong; then the reader goes on from where they were, or mends what is wrong. Nothing runs
  /// that the reader hasn't seen yet.
  private func runAgain() async throws {
    let changed: Lesson
    do {
      changed = try Lesson(readingFrom: lesson.path)
    } catch {
      return Messages.error(error.description)
    }
    let (oldCells, runBefore) = (lesson.cells, results.count)
    let hasRunHere = !isAtEnd && steps[position].lastCell <= runBefore
    run.stop()
    lesson = changed
    printer = LessonPrinter(changed, color: color)
    run = LessonRun(changed, library: library, options: options)
    steps = LessonStep.steps(of: changed)
    results = []
    isHeld = false
    position = min(position, steps.count - 1)
    try await prepare()
    rule("\(lesson.name), read again")
    try await run(upTo: min(runBefore, changed.cells.count))
    if let wrong = results.first(where: { !$0.isRight })?.cell {
      position = steps.firstIndex { $0.lastCell >= wrong.number } ?? position
      isHeld = true
      showAgain([wrong])
      return
    }
    let changedCells = zip(oldCells, changed.cells).filter { $0.code != $1.code }.map(\.1)
      .filter { $0.number <= results.count }
    showAgain(changedCells.isEmpty ? results.suffix(1).map(\.cell) : changedCells)
    if hasRunHere {
      advance()
    } else {
      show(steps[position])
    }
  }

  private func showAgain(_ cells: [Cell]) {
    for cell in cells {
      printer.show(cell)
      printer.show(results[cell.number - 1])
    }
  }
}
