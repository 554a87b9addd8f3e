import LessonEngine

/// A run of a lesson that goes as far as it is asked to, and keeps what its cells did.
final class KeptRun {
  /// What has run so far, in the order of the cells.
  private(set) var results: [CellResult] = []
  private let run: LessonRun

  private let compilingWords: String

  init(_ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options) {
    compilingWords =
      "compiling \(lesson.name)\(options.notesValues ? " so that its values are noted" : "")"
    run = LessonRun(lesson, library: library, options: options)
  }

  /// Compiles the lesson, if it isn't compiled yet, and says so if it takes a moment.
  func prepare() async throws {
    try await Messages.working(compilingWords) { try await run.prepare() }
  }

  /// Runs the cells up to this one, as far as they haven't run yet.
  func run(upTo number: Int) async throws {
    guard results.count < number else { return }
    try await prepare()
    while results.count < number, results.count < run.lesson.cells.count {
      let next = try await Messages.working(run.lesson.cells[results.count].workingWords) {
        try await run.next()
      }
      guard let next else { return }
      results.append(next)
    }
  }

  /// What the cell with this number did, if it has run.
  func result(of number: Int) -> CellResult? {
    results.indices.contains(number - 1) ? results[number - 1] : nil
  }

  /// Ends the lesson's program, if it still runs.
  func stop() { run.stop() }
}

extension Cell {
  /// What is said while it runs, where that takes a moment.
  var workingWords: String {
    // It is compiled again, with all the cells before it.
    options.fails ? "trying cell \(number), which is meant to fail" : "running cell \(number)"
  }
}
