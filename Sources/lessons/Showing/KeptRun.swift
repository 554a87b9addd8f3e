import LessonEngine

/// A run of a lesson that goes as far as it is asked to, and keeps what its cells did.
final class KeptRun {
  /// What has run so far, in the order of the cells.
  private(set) var results: [CellResult] = []
  private let run: LessonRun

  init(_ lesson: Lesson, library: LessonLibrary, options: LessonRun.Options) {
    run = LessonRun(lesson, library: library, options: options)
  }

  /// Compiles the lesson, and says so if it takes a moment.
  func prepare() async throws {
    try await Messages.working("compiling \(run.lesson.name)") { try await run.prepare() }
  }

  /// Runs the cells up to this one, as far as they haven't run yet.
  func run(upTo number: Int) async throws {
    while results.count < number {
      let next = try await Messages.working("running cell \(results.count + 1)") {
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
