import Foundation
import LessonEngine

extension GradedExercise {
  /// A starter in which there is nothing to fill in, or a blank of which nobody can tell whether it is filled.
  func blankFaults() -> [AuthorFault] {
    guard let text = try? String(contentsOfFile: exercise.starter, encoding: .utf8) else {
      return []
    }
    let places = Blanks.marked(text)
    if places.isEmpty {
      return [
        AuthorFault(
          path: exercise.starter,
          message: "the starter has no blank; put '\(Blanks.mark): …' behind each placeholder")
      ]
    }
    return places.filter(\.code.isEmpty).map {
      AuthorFault(
        path: exercise.starter, line: $0.number,
        message:
          "no code stands before this mark, so nobody can tell when the blank is filled in; put "
          + "a placeholder that compiles before it")
    }
  }

  /// A starter that doesn't compile, or earns something as it is.
  func starterFaults() -> [AuthorFault] {
    if let fault = refusal(of: exercise.starter, calledA: "the starter") { return [fault] }
    let grades = graded(exercise.starter)
    return tests.compactMap { test in
      guard grades.contains(where: { $0.passes(test.title) }) else { return nil }
      return AuthorFault(
        path: exercise.starter,
        message: "as it is, the starter passes the test '\(test.title)'"
          + "\(grades.seedWords { $0.passes(test.title) }), so its points would be given away; change "
          + "the placeholder or the test")
    }
  }
}
