/// How a report is written, for the programs that read it.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// Our own, for the teacher: all that is known, also of hidden tests.
  case json
  /// JUnit's XML, which most build servers show.
  case junit
  /// Gradescope's results.json.
  case gradescope
  /// The line that a step of a GitHub Classroom workflow appends to `$GITHUB_OUTPUT`.
  case githubClassroom = "github-classroom"
  /// The results.json of an Exercism test runner.
  case exercism
}
