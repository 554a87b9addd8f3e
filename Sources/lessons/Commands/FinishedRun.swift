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
  /// - Throws: what the toolchain complains of, and what can't be written beside the build.
  static func of(_ lesson: Lesson, _ library: LessonLibrary) async throws -> FinishedRun {
    let scratch = try ScratchFolder(library)
    let run = LessonRun(
      lesson, library: library, options: .init(figures: "\(scratch.path)/figures"))
    var results: [CellResult] = []
    while let result = try await run.next() { results.append(result) }
    return FinishedRun(results, scratch)
  }
}
