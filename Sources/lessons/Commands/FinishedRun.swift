import LessonEngine

/// All cells of a lesson run, without being shown, and what they did. The pictures that they showed
/// are there as long as this value is.
final class FinishedRun: Sendable {
  let results: [CellResult]
  private let scratch: ScratchFolder

  private init(_ results: [CellResult], _ scratch: ScratchFolder) {
    self.results = results
    self.scratch = scratch
  }

  /// Runs the lesson.
  ///
  /// - Parameter forgets: whether what its cells remember from earlier runs is made anew.
  /// - Throws: what the toolchain complains of, and what can't be written beside the build.
  static func of(
    _ lesson: Lesson, _ library: LessonLibrary, forgets: Bool = false
  ) async throws -> FinishedRun {
    let scratch = try ScratchFolder(library)
    var options = LessonRun.Options(figures: "\(scratch.path)/figures")
    options.forgets = forgets
    let run = LessonRun(lesson, library: library, options: options)
    var results: [CellResult] = []
    while let result = try await run.next() { results.append(result) }
    return FinishedRun(results, scratch)
  }
}
