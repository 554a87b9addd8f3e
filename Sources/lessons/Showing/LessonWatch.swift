import Foundation
import LessonEngine
import Terminals

/// Runs a lesson each time its file is saved, and shows what has changed.
final class LessonWatch {
  private let library: LessonLibrary
  private let options: LessonRun.Options
  private let printer: (Lesson) -> LessonPrinter

  /// The lesson as it was shown last, and what it did.
  private var lesson: Lesson
  private var results: [CellResult] = []
  private var version: FileVersion
  private var quitKey: QuitKey?

  /// - Parameter printer: makes what shows the lesson, for the window as it is then.
  init(
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options,
    printer: @escaping (Lesson) -> LessonPrinter
  ) {
    self.lesson = lesson
    self.library = library
    self.options = options
    self.printer = printer
    version = FileVersion(of: lesson.path)
  }

  /// Shows the lesson, and goes on until the reader presses q or the process is ended.
  func watch() async throws {
    quitKey = QuitKey()
    if let ran = try await run(lesson) {
      show(lesson, ran)
      results = ran
    }
    while !isOver {
      let end = quitKey == nil ? "Ctrl-C" : "q"
      printer(lesson).rule("watching \(shownPath(lesson.path)) · \(end) ends")
      fflush(nil)
      repeat { try await nextVersion() } while try await !runAgain()
    }
  }

  private var isOver: Bool { quitKey?.isPressed == true }

  private func show(_ lesson: Lesson, _ ran: [CellResult]) {
    let printer = printer(lesson)
    for part in lesson.parts {
      switch part {
      case .prose(let blocks): printer.show(blocks)
      case .cell(let cell):
        printer.show(cell)
        if let result = ran.first(where: { $0.cell.number == cell.number }) { printer.show(result) }
      }
    }
  }

  /// How often the file is looked at, in milliseconds.
  private static let pause = 100
  /// How often the file has to be away before that is said: some editors take it away to save it.
  private static let absences = 10

  /// Waits until the file has been saved, or the reader wants no more. One that is away, or was another a
  /// moment ago, is being saved.
  private func nextVersion() async throws {
    var last = version
    var absences = 0
    while !isOver {
      let now = FileVersion(of: lesson.path)
      // Who takes a file away and brings it back may bring it back as it was.
      if now.exists, now == last, now != version || absences >= Self.absences {
        version = now
        return
      }
      last = now
      if !now.exists {
        absences += 1
        if absences == Self.absences { sayThatItIsGone() }
      }
      try await Task.sleep(for: .milliseconds(Self.pause))
    }
  }

  private func sayThatItIsGone() {
    printer(lesson).rule("\(Self.time): \(shownPath(lesson.path)) is gone; waiting for it")
    fflush(nil)
  }

  private static var time: String { Date().formatted(.dateTime.hour().minute().second()) }

  /// Runs the lesson as it is now and shows what has changed.
  ///
  /// - Returns: false if it was saved meanwhile, so that there is a newer one to run.
  private func runAgain() async throws -> Bool {
    if isOver { return true }
    let changed: Lesson
    do {
      changed = try Lesson(readingFrom: lesson.path)
    } catch {
      printer(lesson).rule("saved at \(Self.time)")
      Messages.error(error.description + "\n")
      return true
    }
    guard let ran = try await run(changed) else { return isOver }
    show(LessonChanges(from: lesson, results, to: changed, ran), printer(changed))
    lesson = changed
    results = ran
    return true
  }

  private func show(_ changes: LessonChanges, _ printer: LessonPrinter) {
    printer.rule("saved at \(Self.time)" + (changes.parts.isEmpty ? ": nothing has changed" : ""))
    for part in changes.parts {
      switch part {
      case .prose(let blocks): printer.show(blocks)
      case .cell(let result), .result(let result):
        printer.show(result.cell)
        printer.show(result)
      }
    }
  }

  /// Runs a lesson to its end; nil if it was saved meanwhile, or the reader wants no more: that ends what runs.
  private func run(_ lesson: Lesson) async throws -> [CellResult]? {
    let (path, version, quitKey) = (lesson.path, version, quitKey)
    let isOutdated: @Sendable () -> Bool = {
      quitKey?.isPressed == true || FileVersion(of: path) != version
    }
    let guardian = Self.endingPrograms(when: isOutdated)
    defer { guardian.cancel() }
    let run = KeptRun(lesson, library: library, options: options)
    do {
      try await run.prepare()
      for cell in lesson.cells where !isOutdated() { try await run.run(upTo: cell.number) }
    } catch {
      // A compiler that was ended fails.
      guard isOutdated() else { throw error }
    }
    return isOutdated() ? nil : run.results
  }

  /// Ends all that runs as soon as that is of no use any more.
  private static func endingPrograms(
    when isOutdated: @escaping @Sendable () -> Bool
  ) -> Task<Void, any Error> {
    Task.detached {
      while !isOutdated() { try await Task.sleep(for: .milliseconds(pause)) }
      RunningPrograms.endThoseRunning()
    }
  }
}
