import Classroom
import LessonEngine

/// Grades files of one's own, one at a time, and keeps what was earned with the progress.
struct AssignmentGrading {
  let library: LessonLibrary
  let sandbox: Sandbox
  /// What random inputs follow from; something new each time, if it is nil.
  var seed: UInt64?
  /// Another judge than the exercise's own.
  var judge: String?

  /// Grades a file.
  ///
  /// - Parameters:
  ///   - assignment: the file.
  ///   - showBlanks: called with the lines in which nothing has been filled in, before anything is run.
  /// - Throws: `SubmissionError` or `LessonError` where the file or the judge can't be used.
  func grade(
    _ assignment: Assignment, showingBlanks showBlanks: ([Int]) -> Void = { _ in }
  ) async throws -> Grade {
    let exercise = assignment.exercise
    let submission = try Submission(readingFrom: assignment.path)
    showBlanks(try exercise.blanks().unfilled(in: submission.text))
    let grade = try await tellingToolchainErrors {
      try await Messages.working("grading \(exercise.identifier)") {
        try await grader(of: exercise).grade(submission, seed: seed)
      }
    }
    if assignment.isOwn, judge == nil, grade.status != .judgeFailed { keep(grade) }
    return grade
  }

  /// Grades a file; one that can't be read is refused.
  ///
  /// - Throws: `LessonError` where the judge can't be used.
  func gradeOrRefuse(_ assignment: Assignment) async throws -> Grade {
    do {
      return try await grade(assignment)
    } catch let error as SubmissionError {
      return try await tellingToolchainErrors {
        try await grader(of: assignment.exercise).grade(error)
      }
    }
  }

  private func grader(of exercise: Exercise) async throws -> Grader {
    try await Grader(exercise, library: library, sandbox: sandbox, judge: judge)
  }

  private func keep(_ grade: Grade) {
    ProgressFile()?.update { progress in
      var attempt = progress.exercises[grade.exercise] ?? .init()
      // Points of a judge with other tests don't compare.
      if attempt.of != grade.of || grade.points > attempt.points ?? -1 {
        (attempt.points, attempt.of) = (grade.points, grade.of)
      }
      progress.exercises[grade.exercise] = attempt
    }
  }
}
