import LessonEngine

extension GradedExercise {
  /// Students who are stuck have nothing to turn to.
  func hintFaults() -> [AuthorFault] {
    guard exercise.hints.isEmpty else { return [] }
    return [
      AuthorFault(
        path: exercise.readme,
        message: "the exercise has no hints; write them as a numbered list below '## Hints', the "
          + "gentlest first")
    ]
  }

  /// Tests that can't be told apart, or that are worth nothing.
  func testFaults() -> [AuthorFault] {
    tests.indices.flatMap { index -> [AuthorFault] in
      let title = tests[index].title
      let time = tests[..<index].count { $0.title == title }
      let line = judgeLine(ofTitle: title, time: time)
      var faults: [AuthorFault] = []
      if title.allSatisfy(\.isWhitespace) {
        faults.append(
          AuthorFault(
            path: exercise.judge, line: line,
            message: "a test has no title; say in a few words what it finds out"))
      } else if time > 0 {
        faults.append(
          AuthorFault(
            path: exercise.judge, line: line,
            message: "another test is called '\(title)' too; give each a title of its own"))
      }
      if tests[index].points < 1 {
        faults.append(
          AuthorFault(
            path: exercise.judge, line: line,
            message:
              "the test '\(title)' is worth \(tests[index].points) points; give it 1 at least"
          ))
      }
      return faults
    }
  }

  /// Points that don't add up.
  func pointFaults() -> [AuthorFault] {
    let sum = tests.reduce(0) { $0 + $1.points }
    guard sum != frontMatter.points else { return [] }
    return [
      readmeFault(
        field: "points",
        "the points of the tests add up to \(sum), not to \(frontMatter.points); make the two agree"
      )
    ]
  }

  /// A judge that stops in the middle of a test: once for each way in which it does.
  func judgeFaults() -> [AuthorFault] {
    let messages = grades.sorted { $0.key < $1.key }.flatMap(\.value)
      .filter { $0.status == .judgeFailed }
      .map { "\($0.message ?? "the judge failed"), while it graded \($0.file); mend that test" }
    return Set(messages).sorted().map { AuthorFault(path: exercise.judge, message: $0) }
  }
}
