import LessonEngine

extension GradedExercise {
  /// A solution that isn't one.
  func solutionFaults() -> [AuthorFault] {
    if let fault = refusal(of: exercise.solution, calledA: "the solution") { return [fault] }
    let grades = graded(exercise.solution)
    let blanks = (grades.first?.blanks ?? []).map {
      AuthorFault(
        path: exercise.solution, line: $0,
        message: "this blank isn't filled in; the solution has code of its own there")
    }
    return blanks
      + tests.compactMap { test in
        guard let grade = grades.first(where: { !$0.passes(test.title) }) else { return nil }
        let feedback = grade.tests.first { $0.title == test.title && !$0.passed }?.feedback ?? ""
        return AuthorFault(
          path: exercise.solution,
          message: "the solution fails the test '\(test.title)'"
            + "\(grades.seedWords { !$0.passes(test.title) }); mend it or the test\n\(feedback)")
      }
  }
}
