import Foundation
import TestSupport
import Testing

/// A student's file that tries to earn points otherwise than by being right, or does harm, and what is to come
/// of it when it is graded.
///
/// The exercise asks for the double of a number, and allows the student's file everything that may be imported:
///
///     two                 1 point    double(2)
///     any number          2 points   ten random ones
///     a secret number     1 point    hidden
struct Attack: CustomTestStringConvertible {
  /// What is to come of it.
  enum Outcome {
    /// It is run, and earns so many of the four points.
    case earns(Int)
    /// It isn't run at all.
    case refused
    /// The file isn't even read.
    case unreadable
  }

  let testDescription: String
  let code: String
  let outcome: Outcome
  /// What is told of it.
  let words: String
  /// What must not be told, or have happened.
  var neverSaid = ""

  init(
    _ description: String, _ code: String, _ outcome: Outcome, _ words: String = "",
    never: String = ""
  ) {
    testDescription = description
    (self.code, self.outcome, self.words, neverSaid) = (code, outcome, words, never)
  }

  /// An attack that is the body of the function, and statements before it.
  static func body(
    _ description: String, before: String = "", _ body: String, earns points: Int,
    _ words: String = "", never: String = ""
  ) -> Attack {
    let code = """
      import Foundation
      #if canImport(Glibc)
        import Glibc
      #endif
      \(before)
      func double(_ x: Int) -> Int {
        \(body)
      }

      """
    return Attack(description, code, .earns(points), words, never: never)
  }

  /// Grades the file and holds what comes of it against what should.
  func run() async throws {
    try await GradedCourse.with { course in
      let path = "\(course.folder)/double.swift"
      try code.write(toFile: path, atomically: false, encoding: .utf8)
      let before = try course.contents
      let graded = try await Command.lessons(
        "grade", "double.swift", "--exercise", "01/double", in: course.course,
        environment: ["A_SECRET_TOKEN": "hush-hush"])
      let told = graded.output + graded.errors
      switch outcome {
      case .earns(let points):
        #expect(graded.output.contains("\(points) of 4 points"))
        #expect(graded.code == (points == 4 ? 0 : 1))
        #expect(!graded.output.contains("Nothing was run."))
      case .refused:
        #expect(graded.output.contains("Nothing was run."))
        #expect(graded.output.contains("0 of 4 points"))
        #expect(graded.code == 1)
      case .unreadable:
        #expect(graded.output.isEmpty)
        #expect(graded.code == 2)
      }
      #expect(words.isEmpty || told.contains(words))
      #expect(neverSaid.isEmpty || !told.contains(neverSaid))
      #expect(!told.contains("hush-hush"))
      // The terminal gets nothing that could steer it.
      #expect(!told.contains("\u{1B}"))
      #expect(try course.contents == before)
      #expect(course.course.temporaryFiles == [])
    }
  }
}

/// A course of one lesson with one exercise, as `Attack` says it.
struct GradedCourse {
  let course: TemporaryCourse
  var folder: String { course.folder }

  static func with<Result>(_ body: (GradedCourse) async throws -> Result) async throws -> Result {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      let graded = GradedCourse(course: course)
      try graded.writeExercise()
      return try await body(graded)
    }
  }

  var exercise: String { "\(folder)/Lessons/01-sums/exercises/double" }

  /// All files, each with what is in it.
  var contents: [String: Data] {
    get throws {
      try Dictionary(
        uniqueKeysWithValues: course.files.map {
          ($0, try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
        })
    }
  }

  private func writeExercise() throws {
    try FileManager.default.createDirectory(
      atPath: "\(exercise)/wrong", withIntermediateDirectories: true)
    for (name, text) in [
      ("README.md", Self.readme), ("judge.swift", Self.judge), ("starter.swift", Self.starter),
      ("solution.swift", Self.solution),
      ("wrong/square.swift", "func double(_ x: Int) -> Int { x * x }\n"),
    ] {
      try text.write(toFile: "\(exercise)/\(name)", atomically: false, encoding: .utf8)
    }
  }

  static let readme = """
    ---
    title: Twice as much
    points: 4
    imports: [Foundation, Glibc, Darwin, Dispatch, Tensors]
    for: everybody
    wrong:
      square: [any number, a secret number]
    ---

    # Twice as much

    Write a function that gives back the double of a number.

    ## Hints

    1. Add it to itself.
    2. Or multiply it by two.

    """

  static let judge = """
    import Judging

    let double = Student.function("double(_:)", as: ((Int) -> Int).self)

    test("two", points: 1) { try expect(double(2), equals: 4, given: "2", because: "2 + 2 = 4") }

    property("any number", points: 2) { random in
      let x = random.whole(in: 100...999)
      try expect(double(x), equals: 2 * x, given: "\\(x)")
    }

    test("a secret number", points: 1, hidden: true) {
      try expect(double(123_457), equals: 246_914, given: "123457")
    }

    """

  static let starter = """
    func double(_ x: Int) -> Int {
      0  // YOUR TURN: the double of x
    }

    """

  static let solution = "func double(_ x: Int) -> Int { x + x }\n"
}
