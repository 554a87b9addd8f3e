import Foundation
import LessonEngine
import Terminals

/// Runs a lesson each time its file is saved, and shows what has changed.
final class LessonWatch {
  private let library: LessonLibrary
  private let options: LessonRun.Options
  private let color: ColorChoice

  /// The lesson as it was shown last, and what it did.
  private var lesson: Lesson
  private var results: [CellResult] = []
  private var version: FileVersion

  init(
    _ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options, color: ColorChoice
  ) {
    self.lesson = lesson
    self.library = library
    self.options = options
    self.color = color
    version = FileVersion(of: lesson.path)
  }

  /// Shows the lesson, and goes on until the process is ended.
  func watch() async throws {
    let printer = LessonPrinter(lesson, color: color)
    if let ran = try await run(lesson) {
      for part in lesson.parts {
        switch part {
        case .prose(let blocks): printer.show(blocks)
        case .cell(let cell):
          printer.show(cell)
          if let result = ran.first(where: { $0.cell.number == cell.number }) {
            printer.show(result)
          }
        }
      }
      results = ran
    }
    while true {
      printer.rule("watching \(shownPath(lesson.path)) · Ctrl-C ends")
      fflush(nil)
      repeat { try await nextVersion() } while try await !runAgain()
    }
  }

  /// How often the file is looked at, in milliseconds.
  private static let pause = 100

  /// Waits until the file has been saved. One that is away, or was another a moment ago, is being saved.
  private func nextVersion() async throws {
    var last = version
    while true {
      let now = FileVersion(of: lesson.path)
      if now.exists, now != version, now == last {
        version = now
        return
      }
      last = now
      try await Task.sleep(for: .milliseconds(Self.pause))
    }
  }

  /// Runs the lesson as it is now and shows what has changed.
  ///
  /// - Returns: false if it was saved meanwhile, so that there is a newer one to run.
  private func runAgain() async throws -> Bool {
    let changed: Lesson
    do {
      changed = try Lesson(readingFrom: lesson.path)
    } catch {
      Messages.error(error.description)
      return true
    }
    guard let ran = try await run(changed) else { return false }
    let changes = LessonChanges(from: lesson, results, to: changed, ran)
    show(changes, LessonPrinter(changed, color: color))
    lesson = changed
    results = ran
    return true
  }

  private func show(_ changes: LessonChanges, _ printer: LessonPrinter) {
    let time = Date().formatted(.dateTime.hour().minute().second())
    printer.rule("saved at \(time)" + (changes.parts.isEmpty ? ": nothing has changed" : ""))
    for part in changes.parts {
      switch part {
      case .prose(let blocks): printer.show(blocks)
      case .cell(let result), .result(let result):
        printer.show(result.cell)
        printer.show(result)
      }
    }
  }

  /// Runs a lesson to its end; nil if it was saved meanwhile, which ends what runs.
  private func run(_ lesson: Lesson) async throws -> [CellResult]? {
    let (path, version) = (lesson.path, version)
    let guardian = Self.endingPrograms(whenSaved: path, since: version)
    defer { guardian.cancel() }
    let run = KeptRun(lesson, library: library, options: options)
    do {
      try await run.prepare()
      try await run.run(upTo: lesson.cells.count)
    } catch {
      // A compiler that was ended fails.
      guard FileVersion(of: path) != version else { throw error }
      return nil
    }
    return FileVersion(of: path) == version ? run.results : nil
  }

  /// Ends all that runs as soon as a file isn't of this version any more.
  private static func endingPrograms(
    whenSaved path: String, since version: FileVersion
  ) -> Task<Void, any Error> {
    Task.detached {
      while FileVersion(of: path) == version { try await Task.sleep(for: .milliseconds(pause)) }
      RunningPrograms.endThoseRunning()
    }
  }
}
