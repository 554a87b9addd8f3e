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
  private let file: SavedFile

  /// - Parameter printer: makes what shows the lesson, for the window as it is then.
  init(
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options,
    printer: @escaping (Lesson) -> LessonPrinter
  ) {
    self.lesson = lesson
    self.library = library
    self.options = options
    self.printer = printer
    file = SavedFile(lesson.path)
  }

  /// Shows the lesson, and goes on until the reader presses q or the process is ended.
  func watch() async throws {
    file.readKeys()
    if let ran = try await run(lesson) {
      show(lesson, ran)
      results = ran
    }
    while !file.isOver {
      printer(lesson).rule("watching \(shownPath(lesson.path)) · \(file.keyThatEnds) ends")
      fflush(nil)
      repeat {
        try await file.nextVersion(sayingThatItIsGone: sayThatItIsGone)
      } while try await !runAgain()
    }
  }

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

  private func sayThatItIsGone() {
    printer(lesson).rule("\(SavedFile.time): \(shownPath(lesson.path)) is gone; waiting for it")
    fflush(nil)
  }

  /// Runs the lesson as it is now and shows what has changed.
  ///
  /// - Returns: false if it was saved meanwhile, so that there is a newer one to run.
  private func runAgain() async throws -> Bool {
    if file.isOver { return true }
    let changed: Lesson
    do {
      changed = try Lesson(readingFrom: lesson.path)
    } catch {
      printer(lesson).rule("saved at \(SavedFile.time)")
      Messages.error(error.description + "\n")
      return true
    }
    guard let ran = try await run(changed) else { return file.isOver }
    show(LessonChanges(from: lesson, results, to: changed, ran), printer(changed))
    lesson = changed
    results = ran
    return true
  }

  private func show(_ changes: LessonChanges, _ printer: LessonPrinter) {
    printer.rule(
      "saved at \(SavedFile.time)" + (changes.parts.isEmpty ? ": nothing has changed" : ""))
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
    let isOutdated = file.isOutdated
    let guardian = SavedFile.endingPrograms(when: isOutdated)
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
}
