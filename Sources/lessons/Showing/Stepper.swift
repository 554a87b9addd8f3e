import Foundation
import LessonEngine
import Terminals

/// A lesson stepped through on a terminal: the text up to a cell, the cell, a key, its output, and
/// so on.
final class Stepper {
  private let library: LessonLibrary
  private let options: LessonRun.Options
  private let color: ColorChoice
  private let images: TerminalImages
  private let bookmark: Bookmark?

  private var lesson: Lesson
  private var run: KeptRun
  /// The run that notes the values of lines, from the first time that the reader asks for them.
  private var notingRun: KeptRun?
  private var steps: [LessonStep]
  /// The step that the reader is at. The last one has no cell to run.
  private var position = 0
  /// Whether what this step's cells did stands on the screen, so that the next key goes on. So it is where
  /// one has gone wrong, which the reader may want to mend, and after a look at its values.
  private var isShown = false
  private var keys: KeyReader?
  /// Whether the reader has asked for the end while something ran.
  private var isToQuit = false

  /// A stepper at the beginning of a lesson.
  ///
  /// - Parameter bookmark: where the place that the reader has come to is kept.
  init(
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options, color: ColorChoice,
    images: TerminalImages, bookmark: Bookmark?
  ) {
    self.library = library
    self.options = options
    self.color = color
    self.images = images
    self.lesson = lesson
    self.bookmark = bookmark
    run = KeptRun(lesson, library: library, options: options)
    steps = LessonStep.steps(of: lesson)
  }

  /// Steps until the reader quits or the lesson is over, and returns what has run.
  ///
  /// - Parameter cell: the number of the cell to begin at, those before it run unseen; nil for where the
  ///   reader stopped the last time.
  func step(from cell: Int?) async throws -> [CellResult] {
    keys = KeyReader(fileDescriptor: 0)
    defer { keys = nil }
    try await working { try await run.prepare() }
    printer.remark(
      "\(shownPath(lesson.path)) · \(counted(lesson.frontMatter.minutes, "minute"))")
    try await begin(at: cell)
    while !isToQuit {
      switch prompt.ask(&keys) {
      case .next:
        if isAtEnd { return run.results }
        try await goOn()
      case .back:
        goBack()
      case .again:
        try await runAgain()
      case .all:
        try await runAll()
        return run.results
      case .values:
        try await showValues()
      case .edit:
        try await edit()
        keys?.takeAgain()
      case .help:
        showKeys()
      case .quit:
        return run.results
      }
    }
    return run.results
  }

  /// Sets the lesson for the window as it is now: it may have another width than a step before.
  private var printer: LessonPrinter { LessonPrinter(lesson, color: color, images: images) }

  private var isAtEnd: Bool { position == steps.count - 1 }

  private var prompt: StepperPrompt {
    let hints =
      if isAtEnd {
        ["the end", "b back", "e edit", "r again", "? keys", "Enter or q quits"]
      } else if isShown, wrongCell != nil {
        ["e edit", "r again after a change", "Enter goes on", "b back", "? keys", "q quit"]
      } else if isShown || !runsHere {
        ["Enter goes on", "b back", "e edit", "r again", "a all", "? keys", "q quit"]
      } else if steps[position].lastCell <= run.results.count {
        ["Enter shows its output", "b back", "v values", "e edit", "r again", "? keys", "q quit"]
      } else {
        ["Enter runs the cell", "b back", "v values", "e edit", "r again", "? keys", "q quit"]
      }
    return StepperPrompt(hints: hints, style: printer.style)
  }

  /// Whether this step's cell will run: not if it is marked so, nor after one that has ended the program.
  private var runsHere: Bool {
    let isOver = run.results.contains { result in
      if case .failed = result.ending { true } else { false }
    }
    return !isOver && steps[position].cells.last?.options.isNotRun == false
  }

  // MARK: Moving

  /// Goes to the step of a cell, or to where the reader stopped.
  private func begin(at cell: Int?) async throws {
    let kept = bookmark?.nextCell(of: lesson.cells.count)
    if cell == nil, let kept {
      rule("you stopped before cell \(kept); --from 1 begins again")
    } else if cell == nil, bookmark?.isFinished == true {
      rule("you have finished this lesson; it begins again")
    }
    try await go(to: cell ?? kept ?? 1)
    if !isShown { show(steps[position]) }
  }

  /// Goes to the step of a cell. Where one before it has gone wrong, it is that one that is shown.
  private func go(to cell: Int) async throws {
    position = steps.firstIndex { $0.lastCell >= cell } ?? 0
    try await working { try await run.run(upTo: cell - 1) }
    if let wrong = run.results.first(where: { !$0.isRight })?.cell {
      position = steps.firstIndex { $0.lastCell >= wrong.number } ?? position
      isShown = true
      showAgain([wrong])
    }
  }

  /// Runs this step's cells and goes to the next step; stays where one has gone wrong, until the
  /// reader wants to go on all the same.
  private func goOn() async throws {
    if !isShown {
      try await runCells()
      isShown = wrongCell != nil
      if isShown { return }
    }
    advance()
  }

  /// Goes on to the end without waiting, unless the reader presses q on the way.
  private func runAll() async throws {
    while !isAtEnd, !isToQuit {
      if !isShown { try await runCells() }
      skipPressedKeys()
      advance()
    }
  }

  private func advance() {
    isShown = false
    position += 1
    if !isToQuit { show(steps[position]) }
    let next = steps[..<position].last { !$0.cells.isEmpty }?.lastCell ?? 0
    bookmark?.set(beforeCell: next + 1, of: lesson.cells.count)
  }

  private func goBack() {
    isShown = false
    position = max(0, position - 1)
    rule("back\(steps[position].cells.last.map { " to cell \($0.number)" } ?? "")")
    show(steps[position])
  }

  // MARK: Showing

  private func show(_ step: LessonStep) {
    for part in step.parts {
      switch part {
      case .prose(let blocks): printer.show(blocks)
      case .cell(let cell): printer.show(cell)
      }
    }
  }

  private func showAgain(_ cells: [Cell]) {
    for cell in cells {
      printer.show(cell)
      if let result = run.result(of: cell.number) { printer.show(result) }
    }
  }

  private func showKeys() {
    rule("keys")
    print(StepperWish.list(width: printer.prose.width))
  }

  private func rule(_ text: String) { printer.rule(text) }

  // MARK: Running

  /// Does a piece of work. Keys pressed meanwhile were meant for what stood on the screen before: where it
  /// was quick they count, as when someone goes through what they know, and where the reader had to wait
  /// they are forgotten, or an impatient "a" would run to the end. A "q" is always meant.
  private func working(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
  ) async rethrows {
    let start = ContinuousClock.now
    try await body()
    if start.duration(to: .now) > .milliseconds(500) { skipPressedKeys() }
  }

  private func skipPressedKeys() {
    let asksForEnd = keys?.skipPressed { StepperWish($0) == .quit } ?? true
    isToQuit = isToQuit || asksForEnd
  }

  /// A cell of this step that has gone wrong.
  private var wrongCell: Cell? {
    steps[position].cells.first { run.result(of: $0.number)?.isRight == false }
  }

  /// Runs the cells up to this step's, as far as they haven't run yet, and shows what this step's did.
  private func runCells() async throws {
    try await working { try await run.run(upTo: steps[position].lastCell) }
    for cell in steps[position].cells {
      guard let result = run.result(of: cell.number) else { continue }
      if options.notesValues { printer.showValues(of: result) }
      printer.show(result)
    }
  }

  /// Runs this step's cell and shows its code with the values of its lines, and what it did.
  private func showValues() async throws {
    guard let cell = steps[position].cells.last else { return }
    try await working { try await run.run(upTo: cell.number) }
    if !options.notesValues, notingRun == nil {
      var noting = options
      noting.notesValues = true
      notingRun = KeptRun(lesson, library: library, options: noting)
    }
    let noted = notingRun ?? run
    try await working { try await noted.run(upTo: cell.number) }
    rule("the values in cell \(cell.number)")
    if let result = noted.result(of: cell.number) { printer.showValues(of: result) }
    if let result = run.result(of: cell.number) { printer.show(result) }
    isShown = true
  }

  /// Reads the file again and runs what had run. Shows what has changed, or the first cell that has gone
  /// wrong; then the reader goes on from where they were, or mends what is wrong. Nothing runs that the
  /// reader hasn't seen yet.
  private func runAgain() async throws {
    let changed: Lesson
    do {
      changed = try Lesson(readingFrom: lesson.path)
    } catch {
      return Messages.error(error.description)
    }
    let (oldLesson, oldResults) = (lesson, run.results)
    let hadRunHere = !isAtEnd && steps[position].lastCell <= oldResults.count
    run.stop()
    notingRun?.stop()
    notingRun = nil
    lesson = changed
    run = KeptRun(changed, library: library, options: options)
    steps = LessonStep.steps(of: changed)
    isShown = false
    position = min(position, steps.count - 1)
    try await working { try await run.prepare() }
    rule("\(lesson.name), read again")
    let here = position
    try await go(to: min(oldResults.count, changed.cells.count) + 1)
    if isShown { return }
    position = here
    showChanges(LessonChanges(from: oldLesson, oldResults, to: changed, run.results))
    // What stood here before is on the screen, further up: shown again, it would push out what is new.
    isShown = hadRunHere
    if !hadRunHere, let cell = steps[position].cells.last {
      rule("on with cell \(cell.number)")
      printer.show(cell)
    }
  }

  /// Shows what has changed up to where the reader is.
  private func showChanges(_ changes: LessonChanges) {
    let lastLine = steps[position].cells.last?.lines.upperBound ?? .max
    for part in changes.parts {
      switch part {
      case .prose(let blocks):
        if let first = blocks.first, first.lines.lowerBound <= lastLine { printer.show(blocks) }
      case .cell(let result), .result(let result):
        printer.show(result.cell)
        printer.show(result)
      }
    }
    if changes.parts.isEmpty {
      print("Nothing has changed.\n")
    }
  }

  // MARK: Editing

  /// Opens the lesson at this step's cell in the reader's editor, and runs it again if they have changed
  /// it. A lesson of the course is copied first, and from then on it is the copy that is read.
  private func edit() async throws {
    guard let editor = Editor() else {
      return Messages.error(
        "which editor is yours? Say it before you start, as in: export EDITOR=nano")
    }
    var path = lesson.path
    let original = lesson
    do {
      if let copy = try copyOfThis() {
        rule("your copy of it: \(shownPath(copy))")
        path = copy
        lesson = (try? Lesson(readingFrom: copy)) ?? lesson
      }
    } catch {
      // That has been told. What is the course's stays as it is.
      return
    }
    let line = steps[position].cells.last?.lines.lowerBound ?? lesson.cells.last?.codeLine ?? 1
    KeyReader.restoreNow()
    // What we have printed comes before what the editor prints.
    fflush(nil)
    if let complaint = await editor.open(path, line: line) {
      if path != original.path {
        CourseLookup.find()?.removeUnchangedCopy(of: original.name)
        lesson = original
      }
      return Messages.error(complaint)
    }
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
}
