import Foundation
import LessonEngine

/// What a step of a GitHub Classroom workflow hands to `autograding-grading-reporter`, which adds up the tests'
/// scores and tells GitHub Classroom.
struct GitHubClassroomReport: Encodable {
  let version = 1
  let status: Outcome
  let maxScore: Int
  let tests: [Test]

  struct Test: Encodable {
    let name: String
    let status: Outcome
    let score: Int
    let message: OrNull<String>
    /// What a student types to have the test again.
    let testCode: String
    let filename: String
    /// The line of the student's file; 0 where no line is to blame.
    let lineNo: Int
    let executionTime: String
  }

  /// The report, with messages of so many characters at most.
  init(_ report: Report, messagesOf longest: Int) {
    status = report.outcome
    maxScore = report.grades.reduce(0) { $0 + $1.of }
    tests = report.grades.flatMap { grade in
      grade.tests.map {
        Test($0, named: report.name(of: $0, in: grade), in: grade, messagesOf: longest)
      }
    }
  }

  /// The reporter gets the line in a variable of its surroundings, and Linux starts no program with one of
  /// 131 072 bytes or more; the variable's name takes some too.
  static let mostBytes = 130_000

  /// The line that is appended to `$GITHUB_OUTPUT`: `result=` and the report's JSON in base64.
  ///
  /// Messages are cut until it is short enough for the reporter.
  static func line(for report: Report) throws -> String {
    var line = ""
    for longest in [20_000, 4000, 1000, 200] {
      let text = try GitHubClassroomReport(report, messagesOf: longest).reportText()
      line = "result=" + Data(text.utf8).base64EncodedString()
      if line.utf8.count <= mostBytes { return line }
    }
    throw ReportError.tooLong(bytes: line.utf8.count, atMost: mostBytes)
  }

  private enum CodingKeys: String, CodingKey {
    case version, status, tests
    case maxScore = "max_score"
  }
}

extension GitHubClassroomReport.Test {
  fileprivate init(
    _ test: TestResult, named name: String, in grade: Grade, messagesOf longest: Int
  ) {
    let words = grade.words(for: test)
    (self.name, status, score) = (name, test.outcome, test.earned)
    message = OrNull(words.isEmpty ? nil : cutInTheMiddle(words, to: longest))
    let seed = grade.seed.map { " --seed \($0)" } ?? ""
    testCode = "swift run lessons grade \(grade.file.quotedForShell)\(seed)"
    filename = grade.file
    lineNo = grade.line(in: words) ?? 0
    executionTime = "\(decimal(test.secondsForStudent))s"
  }

  private enum CodingKeys: String, CodingKey {
    case name, status, score, message, filename
    case testCode = "test_code"
    case lineNo = "line_no"
    case executionTime = "execution_time"
  }
}
