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
  private let images: TerminalImages
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
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options, color: ColorChoice,
    images: TerminalImages
  ) {
    self.library = library
    self.options = options
    self.color = color
    self.images = images
    self.lesson = lesson
    printer = LessonPrinter(lesson, color: color, images: images)
    run = LessonRun(lesson, library: library, options: options)
    steps = LessonStep.steps(of: lesson)
  }

  /// Steps until the reader quits or the lesson is over, and returns what has run.
  ///
  /// - Parameter cell: the number of the cell to begin at; those before it run unseen.
  func step(from cell: Int = 1) async throws -> [CellResult] {
    guard var keys = KeyReader(fileDescriptor: 0) else { return [] }
    try await prepare()
    let file = "\(shownPath(lesson.path)) · \(lesson.frontMatter.minutes) minutes"
    print(printer.style(file, .dim) + "\n")
    try await begin(at: cell)
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
      case .edit:
        try await edit()
        keys.takeAgain()
      case .help:
        showKeys()
      case .quit:
        return results
      }
    }
  }

  /// Goes to the step of a cell. Where one before it has gone wrong, it is that one that is shown.
  private func begin(at cell: Int) async throws {
    position = steps.firstIndex { $0.lastCell >= cell } ?? 0
    try await run(upTo: cell - 1)
    if let wrong = results.first(where: { !$0.isRight })?.cell {
      position = steps.firstIndex { $0.lastCell >= wrong.number } ?? position
      isHeld = true
      return showAgain([wrong])
    }
    show(steps[position])
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
    case next, back, again, all, edit, help, quit
  }

  /// What the keys do here, in a line that fits the terminal: one that is wider would wrap, and only
  /// its last part could be erased.
  private func prompt(columns: Int) -> String {
    let hints =
      if isAtEnd {
        ["the end", "b back", "e edit", "r again", "? keys", "Enter or q quits"]
      } else if isHeld {
        ["e edit", "r again after a change", "Enter goes on", "b back", "? keys", "q quit"]
      } else if steps[position].lastCell <= results.count {
        ["Enter shows its output", "b back", "e edit", "r again", "a all", "? keys", "q quit"]
      } else {
        ["Enter runs the cell", "b back", "e edit", "r again", "a all", "? keys", "q quit"]
      }
    // Where there is no room for all, those in the middle go: "?" tells what they do.
    var shown = hints
    while shown.count > 2, shown.joined(separator: " · ").count >= columns {
      shown.remove(at: shown.count - (shown.contains("? keys") && shown.count > 3 ? 3 : 2))
    }
    return String(shown.joined(separator: " · ").prefix(max(0, columns - 1)))
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
      case .character("e"): return .edit
      case .character("?"): return .help
      case .character("q"), nil: return .quit
      default: continue
      }
    }
  }

  /// All keys, and what each does.
  private func showKeys() {
    let keys = [
      ("Enter, space, n, →, ↓", "run the cell and go on"),
      ("b, ←, ↑", "back to what was before"),
      ("e", "open a copy of the lesson in your editor, at this cell"),
      ("r", "read the file again and run what has run"),
      ("a", "run the rest without waiting"),
      ("q", "quit; what was compiled is kept"),
      ("?", "this list"),
    ]
    rule("keys")
    let widest = keys.map(\.0.count).max() ?? 0
    for (key, meaning) in keys {
      print("  \(key)\(String(repeating: " ", count: widest - key.count))  \(meaning)")
    }
    print()
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
    printer = LessonPrinter(changed, color: color, images: images)
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

  /// Opens the lesson at this step's cell in the reader's editor, and runs it again if they have changed
  /// it. A lesson of the course is copied first, and from then on it is the copy that is read.
  private func edit() async throws {
    guard let editor = Editor() else {
      return Messages.error(
        "which editor is yours? Say it before you start, as in: export EDITOR=nano")
    }
    var path = lesson.path
    if let copy = try? copyOfThis() {
      path = copy
      lesson = (try? Lesson(readingFrom: copy)) ?? lesson
    }
    let line = steps[position].cells.last?.lines.lowerBound ?? lesson.cells.last?.codeLine ?? 1
    KeyReader.restoreNow()
    if let complaint = await editor.open(path, line: line) { return Messages.error(complaint) }
    let now = try? String(contentsOfFile: path, encoding: .utf8)
    if now != lesson.source { try await runAgain() }
  }

  /// The copy of a lesson of the course, made if need be; nil for another lesson, which is the reader's
  /// own.
  private func copyOfThis() throws -> String? {
    guard let lookup = CourseLookup.find(), lookup.course.path(of: lesson.name) == lesson.path
    else { return nil }
    return try lookup.makeCopy(of: lesson.name)
  }

  private func showAgain(_ cells: [Cell]) {
    for cell in cells {
      printer.show(cell)
      printer.show(results[cell.number - 1])
    }
  }
}
