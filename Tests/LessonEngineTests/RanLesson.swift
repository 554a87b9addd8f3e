import TestSupport
import Foundation

@testable import LessonEngine

/// A lesson that has been compiled and run to its end, and all that came of it.
struct RanLesson {
  let lesson: Lesson
  let results: [CellResult]
  let seconds: Double
  /// The programs that were still running when the run had been stopped.
  let leftBehind: [String]

  /// Runs a lesson in a folder of its own.
  init(
    _ source: String, named name: String = "01-lesson", outputLimit: Int = 1_000_000,
    notingValues notesValues: Bool = false
  ) async throws {
    let library = try LessonLibrary()
    let clock = ContinuousClock()
    self = try await withTemporaryFolder { folder in
      let lesson = try Lesson(readingFrom: writeLesson(source, named: name, in: folder))
      var options = LessonRun.Options(figures: folder + "/shown")
      options.outputLimit = outputLimit
      options.notesValues = notesValues
      let run = LessonRun(lesson, library: library, options: options)
      try await run.prepare()
      let start = clock.now
      var results: [CellResult] = []
      while let result = try await run.next() { results.append(result) }
      let seconds = start.duration(to: clock.now) / .seconds(1)
      run.stop()
      let left = await RunningProcesses.left(mentioning: folder)
      return RanLesson(lesson: lesson, results: results, seconds: seconds, leftBehind: left)
    }
  }

  /// Runs a lesson of these cells.
  init(cells: [(options: String, code: String)], outputLimit: Int = 1_000_000) async throws {
    try await self.init(lessonText(cells), outputLimit: outputLimit)
  }

  private init(lesson: Lesson, results: [CellResult], seconds: Double, leftBehind: [String]) {
    (self.lesson, self.results, self.seconds) = (lesson, results, seconds)
    self.leftBehind = leftBehind
  }

  /// How each cell ended, in words that a test can compare.
  var endings: [String] { results.map(\.ending.words) }

  var outputs: [String] { results.map(\.output) }

  /// What a reader is told of the cell with this number.
  func words(ofCell number: Int) -> String {
    results[number - 1].failureWords(in: lesson) ?? ""
  }
}

extension CellEnding {
  /// "completed", "crashed at 7:9", "not run after 1".
  var words: String {
    switch self {
    case .completed: "completed"
    case .failedAsMeant: "failed as meant"
    case .notRun(.marked): "marked norun"
    case .notRun(.programEnded(let number)): "not run after \(number)"
    case .failed(.doesNotCompile(let diagnostics)):
      "doesn't compile at " + (diagnostics.first.map { "\($0.line):\($0.column)" } ?? "?")
    case .failed(.crashed(let crash)):
      "crashed at \(crash.line.map(String.init) ?? "?"):\(crash.column.map(String.init) ?? "?")"
    case .failed(.ranTooLong(let seconds)): "stopped after \(seconds) s"
    case .failed(.printedTooMuch(let bytes)): "stopped after \(bytes) bytes"
    case .failed(.outOfMemory(let bytes, _)): "out of memory beyond \(bytes) bytes"
    case .failed(.wroteTooMuch(let bytes)): "stopped writing after \(bytes) bytes"
    case .failed(.startedTooMany(let count)): "stopped after \(count) processes"
    case .failed(.compilerStopped(let stop)): "compiler stopped: \(stop)"
    case .failed(.closedConnection): "closed the connection"
    case .failed(.garbledConnection): "garbled the connection"
    case .failed(.exited(let code)): "exited with \(code)"
    case .failed(.didNotFail): "did not fail"
    }
  }
}
