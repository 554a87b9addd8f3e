import Foundation
import Testing

@testable import Classroom

@Suite("Reports: GitHub Classroom")
struct ReportsGitHubClassroomTests {
  @Test("the line holds what the reporter adds up")
  func contents() throws {
    let object = try written([Samples.mixed])
    #expect(Set(object.keys) == ["version", "status", "max_score", "tests"])
    #expect(object["version"] as? Int == 1 && object["status"] as? String == "fail")
    #expect(object["max_score"] as? Int == 15)
    let tests = try tests(object)
    for test in tests {
      #expect(
        Set(test.keys) == [
          "name", "status", "score", "message", "test_code", "filename", "line_no",
          "execution_time",
        ])
      #expect(test["filename"] as? String == Samples.file)
      #expect(
        test["test_code"] as? String
          == "swift run lessons grade 'handed in/mia/slide.swift' --seed 1234567")
    }
    #expect(tests.map { $0["score"] as? Int } == [2, 0, 0, 4, 0])
    #expect(
      tests.map { $0["status"] as? String } == ["pass", "fail", "fail", "pass", "fail"])
    #expect(tests.map { $0["line_no"] as? Int } == [0, 0, 12, 0, 0])
    #expect(tests[0]["message"] is NSNull)
    #expect(tests[1]["message"] as? String == Samples.failed.feedback)
    #expect(tests[1]["execution_time"] as? String == "0.250s")
  }

  @Test("it passes only where all is right, and is an error where no test ran")
  func statuses() throws {
    func status(_ grades: [Grade]) throws -> String? { try written(grades)["status"] as? String }
    #expect(try status([Samples.complete]) == "pass")
    #expect(try status([Samples.complete, Samples.mixed]) == "fail")
    #expect(try status([Samples.complete, Samples.refused]) == "fail")
    #expect(try status([Samples.refused]) == "error")
    #expect(try status([Samples.judgeFailed]) == "error")
    #expect(try status([Samples.grade([])]) == "error")
    #expect(try status([]) == "error")
    let tests = try tests(written([Samples.refused]))
    #expect(tests.map { $0["status"] as? String } == ["error", "error"])
    #expect(
      tests.map { $0["message"] as? String } == [Samples.compilerWords, Samples.compilerWords])
    #expect(tests.map { $0["line_no"] as? Int } == [7, 7])
  }

  @Test("it is one line of plain characters")
  func oneLine() throws {
    let line = try Report([Samples.hostileGrade]).text(as: .githubClassroom)
    #expect(line.wholeMatch(of: /result=[A-Za-z0-9+\/]+=*/) != nil)
  }

  @Test("messages are cut until the reporter can take the line, and beyond that it is refused")
  func long() throws {
    var test = Samples.failed
    test.feedback = "first" + String(repeating: "\u{1F600}", count: 30_000) + "last"
    let report = Report([Samples.grade(Array(repeating: test, count: 40))])
    let line = try report.text(as: .githubClassroom)
    #expect(line.utf8.count <= 130_000 && line.utf8.count > 20_000)
    let message = try tests(decodedLine(line))[39]["message"] as? String ?? ""
    #expect(message.hasPrefix("first") && message.hasSuffix("last"))
    let most = Report([Samples.grade(Array(repeating: Samples.failed, count: 2000))])
    #expect {
      try most.text(as: .githubClassroom)
    } throws: { error in
      if case .tooLong(_, 130_000) = error as? ReportError { true } else { false }
    }
  }

  private func written(_ grades: [Grade]) throws -> JSONObject {
    try decodedLine(Report(grades).text(as: .githubClassroom))
  }

  private func tests(_ object: JSONObject) throws -> [JSONObject] {
    try #require(object["tests"] as? [JSONObject])
  }
}

/// What the reporter reads from the line.
func decodedLine(_ line: String) throws -> JSONObject {
  try #require(line.hasPrefix("result="))
  let data = try #require(Data(base64Encoded: String(line.dropFirst("result=".count))))
  return try jsonObject(String(decoding: data, as: UTF8.self))
}
