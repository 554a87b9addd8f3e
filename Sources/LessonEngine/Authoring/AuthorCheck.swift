/// Looks for what only a lesson's author can mend. Each rule is a file beside this one.
public struct AuthorCheck: Sendable {
  let lesson: Lesson
  let results: [CellResult]
  let course: Course

  /// A check of a lesson.
  ///
  /// - Parameters:
  ///   - lesson: the lesson as it was run.
  ///   - results: those of all its cells.
  ///   - course: the lessons that it stands among, or that it may require.
  public init(_ lesson: Lesson, results: [CellResult], course: Course) {
    self.lesson = lesson
    self.results = results
    self.course = course
  }

  /// What each rule finds, in the order of the lines. Whatever else a lesson comes to consist of, its
  /// exercises say, is looked at by a rule more.
  public var faults: [AuthorFault] {
    let found = [
      frontMatterFaults, headingFaults, numberFaults, requirementFaults, silentCellFaults,
      hiddenRecordFaults, failingRecordFaults, missingPictureFaults, unusedFigureFaults, linkFaults,
    ].flatMap { $0() }
    // Those of one line stay in the order of the rules.
    return found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }

  func fault(_ line: Int, _ message: String) -> AuthorFault {
    AuthorFault(path: lesson.path, line: line, message: message)
  }

  /// The line on which a field of the front matter begins; 1 if it isn't there.
  func line(ofField name: String) -> Int {
    let lines = SourceLines(lesson.source).lines.map(\.text)
    let end = lines.dropFirst().firstIndex(of: "---") ?? lines.count
    return (lines[..<end].firstIndex { $0.hasPrefix("\(name):") } ?? 0) + 1
  }

  /// Whether the lesson is one of the course's.
  var isInCourse: Bool { course.path(of: lesson.name) == lesson.path }
}
