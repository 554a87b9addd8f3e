import Foundation

@testable import Classroom

/// Grades as the grader gives them, made by hand.
enum Samples {
  static let exercise = "03-convolution/slide-the-kernel"
  static let file = "handed in/mia/slide.swift"

  static let passed = TestResult(
    title: "one product", status: .passed, points: 2, isHidden: false,
    printed: "window 0\n\twindow 1\n", seconds: 0.0312)
  static let failed = TestResult(
    title: "stride leaves a remainder", status: .failed, points: 3, isHidden: false,
    feedback: "the output must be [1, 1, 2, 3]; yours is [1, 1, 3, 3]", seconds: 0.25)
  static let noAnswer = TestResult(
    title: "no padding", status: .noAnswer, points: 1, isHidden: false,
    feedback: "\(file):12: your function crashed: Index out of range", printed: "before\n",
    seconds: 1.5)
  static let hiddenPassed = TestResult(
    title: "random pictures", status: .passed, points: 4, isHidden: true,
    printed: "hidden input 17", seconds: 0.5)
  static let hiddenFailed = TestResult(
    title: "random kernels", status: .failed, points: 5, isHidden: true,
    feedback: "expected secret 42", printed: "hidden input 18", seconds: 0.5)
  static let silent = TestResult(
    title: "quiet", status: .judgeFailed, points: 1, isHidden: false, seconds: 0.125)

  static func grade(_ tests: [TestResult], student: String? = "mia") -> Grade {
    Grade(
      exercise: exercise, student: student, file: file, status: .graded, tests: tests,
      seed: 1_234_567, sandbox: "limits and walls (bubblewrap)")
  }

  static let complete = grade([passed, hiddenPassed])
  /// 6 of 15 points.
  static let mixed = grade([passed, failed, noAnswer, hiddenPassed, hiddenFailed])

  static let compilerWords =
    "it doesn't compile\n\(file):7:5: error: cannot find 'heigth' in scope"
  static let refused = Grade(
    exercise: exercise, student: "mia", file: file, status: .refused, message: compilerWords,
    tests: [passed, hiddenPassed].map {
      TestResult(title: $0.title, status: .notRun, points: $0.points, isHidden: $0.isHidden)
    }, sandbox: "limits and walls (bubblewrap)", blanks: [3, 9])

  static let judgeFailed: Grade = {
    var grade = Samples.grade([silent, silent])
    grade.status = .judgeFailed
    grade.message = "the judge itself failed in the test 'quiet': Fatal error: expected secret 42"
    return grade
  }()

  /// What a student's program may print, and a file may be called, to do harm.
  static let hostile =
    "\u{1B}[2J\0\u{07}\u{9B}31m\r\n::set-output name=result::all\n  ::notice title=Autograding report::"
    + "{\"totalPoints\":60}\n##[error]x ]]> </testcase><testcase name='fake'/> &amp; \" '"
    + "\u{FFFE}\u{FFFF}\u{202E}\u{2028}\u{7F}\r <![CDATA[ <!-- -- ?> :::: 日本 é 👩‍👩‍👧"
  static let hostileGrade: Grade = {
    var grade = Samples.grade([
      TestResult(
        title: hostile, status: .failed, points: 1, isHidden: false, feedback: hostile,
        printed: hostile, seconds: .nan),
      TestResult(
        title: hostile, status: .passed, points: 1, isHidden: false, printed: hostile,
        seconds: -.infinity),
    ])
    (grade.exercise, grade.student, grade.file) = (hostile, hostile, hostile)
    (grade.message, grade.sandbox) = (hostile, hostile)
    return grade
  }()

  /// Texts that no reader of any format may be given.
  static func isHarmless(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    let hasControls = scalars.contains {
      $0 != "\n" && $0 != "\t"
        && ($0.properties.generalCategory == .control || $0.properties.isNoncharacterCodePoint
          || $0.properties.isBidiControl || $0.value == 0x2028 || $0.value == 0x2029)
    }
    // As code points: a mark after a colon would make another character of it.
    let plain = String(String.UnicodeScalarView(scalars.filter(\.isASCII)))
    return !hasControls && !plain.contains("::") && !plain.contains("##[")
  }
}

/// An object of JSON, by its keys.
typealias JSONObject = [String: Any]

/// The object that a text is.
func jsonObject(_ text: String) throws -> JSONObject {
  try JSONSerialization.jsonObject(with: Data(text.utf8)) as? JSONObject ?? [:]
}

/// All texts in a value of JSON, keys among them.
func texts(in value: Any) -> [String] {
  switch value {
  case let text as String: [text]
  case let list as [Any]: list.flatMap(texts)
  case let object as JSONObject: object.flatMap { [$0.key] + texts(in: $0.value) }
  default: []
  }
}
