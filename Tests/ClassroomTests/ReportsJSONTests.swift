import Foundation
import Testing

@testable import Classroom

@Suite("Reports: our own JSON")
struct ReportsJSONTests {
  private let all = [
    Samples.complete, Samples.mixed, Samples.refused, Samples.judgeFailed, Samples.hostileGrade,
    Samples.grade([], student: nil),
  ]

  @Test("it has everything, also of hidden tests, and the same keys everywhere")
  func everything() throws {
    let object = try jsonObject(Report(all).text(as: .json))
    #expect(Set(object.keys) == ["schema", "grades", "completed"])
    #expect(object["schema"] as? String == "loupe.grades/1")
    #expect(object["completed"] as? Bool == true)
    let grades = try #require(object["grades"] as? [JSONObject])
    for grade in grades {
      #expect(
        Set(grade.keys) == [
          "exercise", "student", "file", "status", "message", "points", "of", "seed", "sandbox",
          "blanks", "warnings", "tests",
        ])
    }
    let mixed = grades[1]
    #expect(mixed["student"] as? String == "mia")
    #expect(mixed["points"] as? Int == 6 && mixed["of"] as? Int == 15)
    #expect(mixed["seed"] as? Int == 1_234_567 && mixed["message"] is NSNull)
    #expect(grades[2]["seed"] is NSNull && grades[2]["status"] as? String == "refused")
    #expect(grades[2]["blanks"] as? [Int] == [3, 9])
    let tests = try #require(mixed["tests"] as? [JSONObject])
    let hidden = tests[4]
    #expect(
      Set(hidden.keys) == [
        "title", "status", "points", "earned", "hidden", "feedback", "workedOut", "printed",
        "seconds",
      ])
    #expect(hidden["feedback"] as? String == "expected secret 42")
    #expect(hidden["printed"] as? String == "hidden input 18")
    #expect(hidden["hidden"] as? Bool == true && hidden["earned"] as? Int == 0)
    #expect(tests.map { $0["earned"] as? Int } == [2, 0, 0, 4, 0])
    #expect(tests[0]["seconds"] as? Double == 0.0312)
  }

  @Test("'completed' is the last thing that is written")
  func completedIsLast() throws {
    let text = try Report(all).text(as: .json)
    #expect(text.hasSuffix("\n  \"schema\" : \"loupe.grades/1\",\n  \"completed\" : true\n}"))
  }

  @Test("a report without grades, and one of a class of hundreds, are whole")
  func sizes() throws {
    for count in [0, 400] {
      let students = (0..<count).map { "student \($0)" }
      let report = Report(students.map { Samples.grade([Samples.passed], student: $0) })
      let grades = try jsonObject(report.text(as: .json))["grades"] as? [JSONObject]
      #expect(grades?.map { $0["student"] as? String } == students)
    }
  }
}
