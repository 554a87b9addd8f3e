import Foundation
import LessonEngine

/// A lesson, and the word by which a person names it.
struct NamedLesson: Sendable {
  let word: String
  let lesson: Lesson
}

/// What came of checking a lesson.
struct CheckedLesson: Sendable {
  /// The results of all cells; the pictures are gone.
  let results: [CellResult]
  /// The cells that aren't as recorded, and how.
  let wrong: [(result: CellResult, found: [Discrepancy])]
  /// What its author should mend, if that was asked for.
  let faults: [AuthorFault]
}

/// Checks lessons, as many at once as there are cores, and gives each one out in its turn.
struct LessonChecks {
  let library: LessonLibrary
  /// Where lessons are that others may require; nil if authors' faults aren't looked for.
  let authorsCourse: Course?
  /// Whether what cells remember from earlier runs is made anew.
  let forgets: Bool

  /// Checks the lessons and calls `show` with each in the order in which they are given, as soon as it
  /// and those before it are done. One that can't be run doesn't hold up the others.
  func check(
    _ lessons: [NamedLesson], show: (NamedLesson, Result<CheckedLesson, any Error>) -> Void
  ) async {
    await withTaskGroup(of: (Int, Result<CheckedLesson, any Error>).self) { group in
      var waiting = lessons.indices[...]
      func startNext() {
        guard let index = waiting.popFirst() else { return }
        let lesson = lessons[index].lesson
        group.addTask { (index, await self.result(lesson)) }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { startNext() }
      var done: [Int: Result<CheckedLesson, any Error>] = [:]
      for (index, lesson) in lessons.enumerated() {
        let progress = "checking \(index + 1) of \(lessons.count): \(lesson.lesson.name)"
        await Messages.working(progress) {
          while done[index] == nil, let (finished, result) = await group.next() {
            done[finished] = result
            startNext()
          }
        }
        if let result = done.removeValue(forKey: index) { show(lesson, result) }
      }
    }
  }

  private func result(_ lesson: Lesson) async -> Result<CheckedLesson, any Error> {
    do {
      // Its pictures are compared, so it has to last until then.
      let run = try await FinishedRun.of(lesson, library, forgets: forgets)
      defer { withExtendedLifetime(run) {} }
      let wrong = run.results.map { ($0, $0.discrepancies(with: lesson)) }
        .filter { !$0.1.isEmpty }
      let faults = authorsCourse.map {
        AuthorCheck(lesson, results: run.results, course: $0).faults
      }
      return .success(
        CheckedLesson(results: run.results, wrong: wrong, faults: faults ?? []))
    } catch {
      return .failure(error)
    }
  }
}
