/// Gradescope's results.json.
///
/// A hidden test is visible after the due date. As long as there is one, Gradescope doesn't show students their
/// total either; that is meant, since the total would say whether they passed it.
struct GradescopeReport: Encodable {
  /// The total, where there are no tests whose scores Gradescope could add. A score here would overrule theirs.
  let score: Int?
  let executionTime: Double
  let output: String
  let outputFormat = "text"
  let visibility = "visible"
  let tests: [Test]

  struct Test: Encodable {
    let name: String
    let nameFormat = "text"
    let status: String
    let score: Int
    let maxScore: Int
    let output: String
    let outputFormat = "text"
    let visibility: String
  }

  /// Gradescope itself cuts at 100 000.
  private static let longest = 90_000

  init(_ report: Report) {
    tests = report.grades.flatMap { grade in
      grade.tests.map { Test($0, named: report.name(of: $0, in: grade), in: grade) }
    }
    score = tests.isEmpty ? 0 : nil
    let seconds = report.grades.reduce(0) { $0 + $1.tests.reduce(0) { $0 + $1.secondsForStudent } }
    executionTime = (seconds * 1000).rounded() / 1000
    let messages = report.messageForStudent.map { [$0] } ?? []
    let circumstances = report.grades.map { grade in
      (report.grades.count == 1 ? "" : "\(report.name(of: grade)): ")
        + (grade.seed.map { "seed \($0); " } ?? "") + grade.sandbox
    }
    let words = messages + [circumstances.joined(separator: "\n")]
    output = cutInTheMiddle(words.joined(separator: "\n\n"), to: Self.longest)
  }

  func text() throws -> String { try reportText() }

  private enum CodingKeys: String, CodingKey {
    case score, output, visibility, tests
    case executionTime = "execution_time"
    case outputFormat = "output_format"
  }
}

extension GradescopeReport.Test {
  fileprivate init(_ test: TestResult, named name: String, in grade: Grade) {
    self.name = name
    (score, maxScore) = (test.earned, test.points)
    status = test.passed ? "passed" : "failed"
    visibility = test.isHidden ? "after_due_date" : "visible"
    // Why a file was refused stands once, above the tests.
    let words = test.status == .notRun ? "it was not run" : grade.words(for: test)
    let printed = test.printedForStudent
    let parts = [words, printed.isEmpty ? "" : "Your program printed:\n\(printed)"]
    output = cutInTheMiddle(
      parts.filter { !$0.isEmpty }.joined(separator: "\n\n"), to: GradescopeReport.longest)
  }

  private enum CodingKeys: String, CodingKey {
    case name, status, score, output, visibility
    case nameFormat = "name_format"
    case maxScore = "max_score"
    case outputFormat = "output_format"
  }
}
