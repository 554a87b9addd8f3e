import Foundation
import Testing

@testable import Classroom

@Suite("Reports: Gradescope")
struct ReportsGradescopeTests {
  @Test("the tests have scores, and there is no score above them")
  func scores() throws {
    let object = try written([Samples.mixed])
    #expect(
      Set(object.keys) == [
        "execution_time", "output", "output_format", "visibility", "tests",
      ])
    #expect(object["execution_time"] as? Double == 3.781)
    #expect(object["output_format"] as? String == "text")
    #expect(object["visibility"] as? String == "visible")
    let tests = try tests(object)
    #expect(tests.map { $0["score"] as? Int } == [2, 0, 0, 4, 0])
    #expect(tests.map { $0["max_score"] as? Int } == [2, 3, 1, 4, 5])
    #expect(
      tests.map { $0["status"] as? String } == ["passed", "failed", "failed", "passed", "failed"])
    #expect(tests.map { $0["name"] as? String } == Samples.mixed.tests.map(\.title))
    for test in tests {
      #expect(
        Set(test.keys) == [
          "name", "name_format", "status", "score", "max_score", "output", "output_format",
          "visibility",
        ])
      #expect(
        test["output_format"] as? String == "text" && test["name_format"] as? String == "text")
    }
  }

  @Test("hidden tests are visible after the due date, the others at once")
  func visibility() throws {
    let tests = try tests(written([Samples.mixed]))
    #expect(
      tests.map { $0["visibility"] as? String } == [
        "visible", "visible", "visible", "after_due_date", "after_due_date",
      ])
    #expect(tests[3]["output"] as? String == "")
  }

  @Test("a test says what is wrong, and what was printed")
  func output() throws {
    let tests = try tests(written([Samples.mixed]))
    #expect(tests[0]["output"] as? String == "Your program printed:\nwindow 0\n\twindow 1\n")
    #expect(tests[1]["output"] as? String == Samples.failed.feedback)
    #expect(
      tests[2]["output"] as? String
        == "\(Samples.noAnswer.feedback)\n\nYour program printed:\nbefore\n")
  }

  @Test("above the tests stand what is wrong with the file, the seed and the sandbox")
  func circumstances() throws {
    #expect(
      try written([Samples.mixed])["output"] as? String
        == "seed 1234567; limits and walls (bubblewrap)")
    let refused = try written([Samples.refused])
    #expect(
      refused["output"] as? String
        == "\(Samples.compilerWords)\n\nlimits and walls (bubblewrap)")
    let tests = try tests(refused)
    #expect(tests.map { $0["status"] as? String } == ["failed", "failed"])
    #expect(tests.map { $0["score"] as? Int } == [0, 0])
    #expect(tests.map { $0["output"] as? String } == ["it was not run", "it was not run"])
  }

  @Test("where there are no tests, the score is 0")
  func noTests() throws {
    for grades in [[], [Samples.grade([])]] {
      let object = try written(grades)
      #expect(object["score"] as? Int == 0)
      #expect(try tests(object).isEmpty)
    }
    #expect((try written([])["output"] as? String)?.contains("nothing was graded") == true)
  }

  @Test("long outputs keep their beginning and end")
  func long() throws {
    var grade = Samples.refused
    grade.message = "first" + String(repeating: "\u{1F600}", count: 100_000)
    let output = try #require(written([grade])["output"] as? String)
    #expect(output.unicodeScalars.count <= 90_000 && output.unicodeScalars.count > 89_000)
    #expect(output.hasPrefix("first") && output.hasSuffix("limits and walls (bubblewrap)"))
    var test = Samples.passed
    test.printed = String(repeating: "p", count: 100_000) + "last"
    let tested = try tests(written([Samples.grade([test])]))[0]["output"] as? String ?? ""
    #expect(tested.unicodeScalars.count <= 90_000 && tested.hasSuffix("last"))
    #expect(tested.contains(" characters are left out "))
  }

  @Test("of several exercises, each test says which")
  func several() throws {
    var other = Samples.refused
    other.exercise = "03-convolution/padding"
    let object = try written([Samples.mixed, other])
    let tests = try tests(object)
    #expect(tests[0]["name"] as? String == "\(Samples.exercise): one product")
    #expect(tests[5]["name"] as? String == "03-convolution/padding: one product")
    let output = try #require(object["output"] as? String)
    #expect(output.contains("03-convolution/padding: it doesn't compile"))
    #expect(output.contains("\(Samples.exercise): seed 1234567; limits"))
  }

  private func written(_ grades: [Grade]) throws -> JSONObject {
    try jsonObject(Report(grades).text(as: .gradescope))
  }

  private func tests(_ object: JSONObject) throws -> [JSONObject] {
    try #require(object["tests"] as? [JSONObject])
  }
}
