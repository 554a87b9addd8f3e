import LessonEngine
import Synchronization
import TestSupport
import Testing

@testable import Classroom

// A grading starts many programs and gives each only so long, so that one exercise is enough at a time.
@Suite("Exercises", .takingTurns, .serialized)
enum ExercisesTests {}

extension ExercisesTests {
  @Suite("What only an exercise's author can mend")
  struct ExerciseCheckTests {
    @Test("is nothing in a good exercise")
    func good() async throws { #expect(try await ExerciseExample().faults() == []) }

    @Test("is looked for in as many files at once as asked", arguments: [1, 2, 3, 50])
    func atOnce(most: Int) async throws {
      let now = Atomic(0)
      let highest = Atomic(0)
      let found = try await results(of: Array(0..<20), atOnce: most) { number in
        highest.max(now.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
        try await Task.sleep(for: .milliseconds(number % 3 * 10 + 10))
        now.subtract(1, ordering: .relaxed)
        return number * number
      }
      #expect(found == (0..<20).map { $0 * $0 })
      // On a busy machine some end before the last ones begin.
      #expect((min(most, 2)...most).contains(highest.load(ordering: .relaxed)))
    }

    /// A way to break an exercise, and how each fault that must be found begins.
    struct Break: Sendable, CustomTestStringConvertible {
      let name: String
      let change: @Sendable (inout ExerciseExample) throws -> Void
      let faults: [String]

      init(
        _ name: String, _ faults: [String],
        change: @escaping @Sendable (inout ExerciseExample) throws -> Void
      ) {
        (self.name, self.faults, self.change) = (name, faults, change)
      }

      var testDescription: String { name }
    }

    @Test("is found and named", arguments: judges + starters + solutions + wrongSolutions)
    func broken(_ broken: Break) async throws {
      var exercise = ExerciseExample()
      try broken.change(&exercise)
      let found = try await exercise.faults()
      #expect(found.count == broken.faults.count, "\(found)")
      for (fault, beginning) in zip(found, broken.faults) { #expect(fault.hasPrefix(beginning)) }
    }

    static let judges = [
      Break("no hints", ["README.md:1: the exercise has no hints; write them"]) {
        try $0.change("README.md", "1. Add", to: "Add")
      },
      Break(
        "points that don't add up",
        ["README.md:3: the points of the tests add up to 3, not to 4; make"]
      ) {
        try $0.change("README.md", "points: 3", to: "points: 4")
      },
      Break(
        "a judge that doesn't compile",
        ["judge.swift:1: the judge doesn't compile\n"]
      ) {
        try $0.change("judge.swift", "twice(2)", to: "twofold(2)")
      },
      Break(
        "a judge that crashes",
        ["judge.swift:1: the judge itself failed in the test 'small numbers': "]
      ) {
        try $0.change(
          "judge.swift", "{ try expect(twice(2)",
          to: "{ if try twice(9) == 27 { fatalError() }\n"
            + "try expect(twice(2)")
      },
      Break(
        "two tests of one title",
        ["judge.swift:8: another test is called 'small numbers' too; give"]
      ) {
        try $0.change("judge.swift", "large numbers", to: "small numbers")
        $0.files["wrong/up-to-nine.swift"] = $0.files["wrong/thrice.swift"]
        try $0.change("README.md", "[small numbers, large numbers]", to: "[small numbers]")
        try $0.change("README.md", "[large numbers]", to: "[small numbers]")
      },
      Break("a test without a title", ["judge.swift:6: a test has no title; say"]) {
        try $0.change("judge.swift", "small numbers", to: " ")
        try $0.change("README.md", "small numbers", to: "\" \"")
      },
      Break(
        "a test worth nothing",
        ["judge.swift:6: the test 'small numbers' is worth 0 points; give it 1"]
      ) {
        try $0.change("judge.swift", "points: 1", to: "points: 0")
        try $0.change("README.md", "points: 3", to: "points: 2")
      },
    ]

    static let starters = [
      Break("no blank", ["starter.swift:1: the starter has no blank; put '// YOUR TURN: …' behind"])
      {
        try $0.change("starter.swift", "YOUR TURN", to: "your turn")
      },
      Break("a blank without code", ["starter.swift:3: no code stands before this mark, so"]) {
        try $0.change("starter.swift", "  number", to: "  number  // YOUR TURN: here\n  ")
      },
      Break(
        "a starter that doesn't compile",
        ["starter.swift:1: the starter must compile; it doesn't compile\n"]
      ) {
        try $0.change("starter.swift", "  number", to: "  nothing")
      },
      Break(
        "a starter that passes a test",
        ["starter.swift:1: as it is, the starter passes the test 'small numbers', so its points"]
      ) {
        try $0.change("starter.swift", "  number", to: "  number + 2")
      },
    ]

    static let solutions = [
      Break(
        "a solution that doesn't compile",
        ["solution.swift:1: the solution must compile; it doesn't compile\n"]
      ) {
        try $0.change("solution.swift", "2 * number", to: "2 * nothing")
      },
      Break(
        "a solution that fails a test",
        [
          "solution.swift:1: the solution fails the test 'small numbers'; mend it or the test\n"
            + "your answer is 5, and 4 is right"
        ]
      ) {
        try $0.change("solution.swift", "2 * number", to: "number == 2 ? 5 : 2 * number")
      },
      Break(
        "a solution that fails with some seeds",
        ["solution.swift:1: the solution fails the test 'large numbers' with seed 1; mend"]
      ) {
        // A judge that is wrong about some of its random numbers.
        try $0.change("judge.swift", "points: 2", to: "points: 2, cases: 1")
        try $0.change(
          "judge.swift", "equals: 2 * number", to: "equals: 2 * number + (number % 5 == 0 ? 1 : 0)")
      },
      Break(
        "a solution with a blank", ["solution.swift:2: this blank isn't filled in; the solution"]
      ) {
        $0.files["solution.swift"] = """
          func twice(_ number: Int) -> Int {
            number  // YOUR TURN: twice as much
              + number
          }
          """
      },
    ]

    static let wrongSolutions = [
      Break(
        "no wrong solution", ["README.md:1: there is no wrong solution; write into wrong/ a file"]
      ) {
        $0.files["wrong/thrice.swift"] = nil
        $0.files["wrong/up-to-nine.swift"] = nil
        try $0.change(
          "README.md",
          "wrong:\n  thrice: [small numbers, large numbers]\n  up-to-nine: [large numbers]\n",
          to: "")
      },
      Break(
        "a wrong solution that isn't named",
        [
          "wrong/up-to-nine.swift:1: the front matter doesn't say which tests this file fails; if it is "
            + "right so, put 'up-to-nine: [large numbers]' below 'wrong:'"
        ]
      ) {
        try $0.change("README.md", "  up-to-nine: [large numbers]\n", to: "")
      },
      Break(
        "a name without a file",
        ["README.md:7: there is no file wrong/up-to-nine.swift; write it, or remove this line"]
      ) {
        $0.files["wrong/up-to-nine.swift"] = nil
      },
      Break(
        "a title that isn't there",
        ["README.md:7: wrong/up-to-nine.swift fails the test 'large numbers' as well; name it"]
          + ["README.md:7: there is no test 'large number'; did you mean 'large numbers'?"]
      ) {
        try $0.change("README.md", "nine: [large numbers]", to: "nine: [large number]")
      },
      Break(
        "a wrong solution that fails more",
        ["README.md:6: wrong/thrice.swift fails the test 'large numbers' as well; name it here, or"]
      ) {
        try $0.change("README.md", "[small numbers, large numbers]", to: "[small numbers]")
      },
      Break(
        "a wrong solution that passes",
        [
          "README.md:7: wrong/up-to-nine.swift passes the test 'small numbers'; sharpen the test, or"
        ]
      ) {
        try $0.change("README.md", "nine: [large", to: "nine: [small numbers, large")
      },
      Break(
        "a wrong solution that is right",
        ["README.md:7: no test is named that wrong/up-to-nine.swift fails; name those"]
      ) {
        $0.files["wrong/up-to-nine.swift"] = $0.files["solution.swift"]
        try $0.change("README.md", "nine: [large numbers]", to: "nine: []")
      },
      Break(
        "a wrong solution that doesn't compile",
        ["wrong/thrice.swift:1: a wrong solution must compile; it doesn't compile\n"]
      ) {
        try $0.change("wrong/thrice.swift", "3 * number", to: "3 * nothing")
      },
    ]
  }

}

extension ExercisesTests {
  @Suite("The course's exercises")
  struct CourseExercisesTests {
    static func folders() throws -> [String] {
      let lessons = try LessonLibrary().packageFolder + "/Lessons"
      return ExerciseCatalog(Course(folder: lessons)).folders
    }

    @Test("there are some")
    func some() throws { #expect(try !Self.folders().isEmpty) }

    @Test("keep what they promise, from both sides", arguments: try folders())
    func sound(_ folder: String) async throws {
      let library = try LessonLibrary()
      let check = ExerciseCheck(
        try Exercise(readingFrom: folder), library: library,
        sandbox: await Sandbox.strongest(library))
      let faults = try await check.faults(gradingAtOnce: 2)
      #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
    }
  }
}
