import Foundation

/// Our own format, which the teacher reads: it has everything, also what hidden tests try, and so isn't for
/// students.
///
///     {
///       "grades" : [ … ],
///       "schema" : "loupe.grades/1",
///       "completed" : true
///     }
///
/// `completed` is the last thing that is written: where it is missing, the report is cut off. Every object of a
/// kind has the same keys; what isn't there is null.
struct JSONReport: Encodable {
  static let schema = "loupe.grades/1"

  var schema = Self.schema
  var grades: [Entry]
  var completed: Bool?

  init(_ report: Report) { grades = report.grades.map(Entry.init) }

  func text() throws -> String {
    let start = try reportText()
    precondition(start.hasSuffix("\n}"))
    return start.dropLast(2) + ",\n  \"completed\" : true\n}"
  }

  /// A grade.
  struct Entry: Encodable {
    let exercise: String
    let student: OrNull<String>
    let file: String
    let status: Grade.Status
    let message: OrNull<String>
    let points: Int
    let of: Int
    let seed: OrNull<UInt64>
    let sandbox: String
    let blanks: [Int]
    let warnings: [String]
    let tests: [Test]

    init(_ grade: Grade) {
      (exercise, student, file) = (grade.exercise, OrNull(grade.student), grade.file)
      (status, message) = (grade.status, OrNull(grade.message))
      (points, of) = (grade.points, grade.of)
      (seed, sandbox) = (OrNull(grade.seed), grade.sandbox)
      (blanks, warnings) = (grade.blanks, grade.warnings)
      tests = grade.tests.map(Test.init)
    }
  }

  /// What became of a test.
  struct Test: Encodable {
    let title: String
    let status: TestResult.Status
    let points: Int
    let earned: Int
    let hidden: Bool
    let feedback: String
    let workedOut: String
    let printed: String
    let seconds: Double

    init(_ test: TestResult) {
      (title, status, hidden) = (test.title, test.status, test.isHidden)
      (points, earned) = (test.points, test.earned)
      (feedback, workedOut) = (test.feedback, test.workedOut)
      (printed, seconds) = (test.printed, test.seconds)
    }
  }
}
