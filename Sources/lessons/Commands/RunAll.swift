import LessonEngine

/// Runs all cells of a lesson, without showing them. Their pictures are kept as long as `scratch`.
func runAll(
  _ lesson: Lesson, _ library: LessonLibrary, _ scratch: ScratchFolder
) async throws -> [CellResult] {
  let run = LessonRun(
    lesson, library: library, options: .init(figures: "\(scratch.path)/figures"))
  return try await Messages.working("running \(lesson.name)") {
    var results: [CellResult] = []
    while let result = try await run.next() { results.append(result) }
    return results
  }
}
