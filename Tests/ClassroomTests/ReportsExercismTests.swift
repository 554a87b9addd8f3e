import Foundation
import Testing

@testable import Classroom

@Suite("Reports: Exercism")
struct ReportsExercismTests {
  @Test("the tests stand in the judge's order, with what the website shows")
  func contents() throws {
    let object = try written([Samples.mixed])
    #expect(Set(object.keys) == ["version", "status", "message", "tests"])
    #expect(object["version"] as? Int == 3 && object["status"] as? String == "fail")
    #expect(object["message"] is NSNull)
    let tests = try tests(object)
    #expect(tests.map { $0["name"] as? String } == Samples.mixed.tests.map(\.title))
    #expect(tests.map { $0["status"] as? String } == ["pass", "fail", "fail", "pass", "fail"])
    for test in tests { #expect(Set(test.keys) == ["name", "status", "message", "output"]) }
    #expect(tests[0]["message"] is NSNull && tests[3]["output"] is NSNull)
    #expect(tests[0]["output"] as? String == "window 0\n\twindow 1\n")
    #expect(tests[1]["message"] as? String == Samples.failed.feedback)
  }

  @Test("paths are shortened, where they are the student's")
  func paths() throws {
    let tests = try tests(written([Samples.mixed]))
    #expect(
      tests[2]["message"] as? String
        == "<solution-dir>/slide.swift:12: your function crashed: Index out of range")
    var grade = Samples.refused
    grade.file = "a.swift"
    grade.message = "a.swift:1: ba.swift a.swift2 'a.swift' x/a.swift, a.swift."
    #expect(
      try written([grade])["message"] as? String
        == "<solution-dir>/a.swift:1: ba.swift a.swift2 '<solution-dir>/a.swift' x/a.swift, "
        + "<solution-dir>/a.swift.")
  }

  @Test("the status is an error only where no test ran, and then there is a message")
  func statuses() throws {
    #expect(try written([Samples.complete])["status"] as? String == "pass")
    var half = Samples.judgeFailed
    half.tests[0] = Samples.passed
    #expect(try written([half])["status"] as? String == "fail")
    #expect(try tests(written([half])).map { $0["status"] as? String } == ["pass", "error"])
    let refused = try written([Samples.refused])
    #expect(refused["status"] as? String == "error")
    #expect(
      refused["message"] as? String
        == "it doesn't compile\n<solution-dir>/slide.swift:7:5: error: cannot find 'heigth' in scope"
    )
    #expect(try tests(refused).isEmpty)
    for grades in [[Samples.judgeFailed], [], [Samples.grade([])]] {
      let object = try written(grades)
      #expect(object["status"] as? String == "error")
      #expect((object["message"] as? String)?.isEmpty == false)
    }
  }

  @Test("messages and outputs are no longer than the website takes")
  func long() throws {
    var grade = Samples.refused
    grade.message = "first" + String(repeating: "\u{1F600}", count: 100_000) + "last"
    let message = try #require(written([grade])["message"] as? String)
    #expect(message.unicodeScalars.count <= 65_535 && message.unicodeScalars.count > 65_000)
    #expect(message.hasPrefix("first") && message.hasSuffix("last"))
    for (length, isCut) in [(500, false), (501, true), (10_000, true)] {
      var test = Samples.passed
      test.printed = String(repeating: "é\u{301}", count: length / 2) + (length % 2 == 1 ? "x" : "")
      let output = try tests(written([Samples.grade([test])]))[0]["output"] as? String ?? ""
      #expect(output.unicodeScalars.count == 500)
      #expect(output.hasSuffix("Output was truncated. Please limit to 500 chars") == isCut)
    }
  }

  private func written(_ grades: [Grade]) throws -> JSONObject {
    try jsonObject(Report(grades).text(as: .exercism))
  }

  private func tests(_ object: JSONObject) throws -> [JSONObject] {
    try #require(object["tests"] as? [JSONObject])
  }
}
