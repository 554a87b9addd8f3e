import Foundation
import Testing

extension GradingTests {
  @Suite("lessons grade for programs that read it")
  struct GradeFormatTests {
    private static let right = "Lessons/01-sums/exercises/double/solution.swift"
    private static let wrong = "Lessons/01-sums/exercises/double/wrong/square.swift"

    @Test("JSON has all")
    func json() async throws {
      try await GradedCourse.with { graded in
        let outcome = try await Command.lessons(
          "grade", Self.wrong, "--exercise", "1/double", "--format", "json", "--seed", "7",
          in: graded.course)
        #expect(outcome.code == 1)
        #expect(outcome.errors.isEmpty)
        let grade = try #require(try Self.grades(outcome.output).first)
        #expect(grade["points"] as? Int == 1)
        #expect(grade["of"] as? Int == 4)
        #expect(grade["seed"] as? Int == 7)
        let tests = try #require(grade["tests"] as? [[String: Any]])
        #expect(tests.map { $0["status"] as? String } == ["passed", "failed", "failed"])
        // It is the teacher's.
        #expect((tests[2]["feedback"] as? String)?.contains("123457") == true)
      }
    }

    private static func grades(_ text: String) throws -> [[String: Any]] {
      let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return try #require(report?["grades"] as? [[String: Any]])
    }

    @Test("a class's JSON has a grade for each student")
    func classJSON() async throws {
      try await GradedCourse.with { graded in
        for (student, code) in [("mia", GradedCourse.solution), ("ben", "func double(")] {
          let folder = "\(graded.folder)/class/\(student)"
          try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
          try code.write(toFile: "\(folder)/double.swift", atomically: true, encoding: .utf8)
        }
        let outcome = try await Command.lessons(
          "grade", "--class", "class", "--report", "points.csv", "--format", "json", "--output",
          "grades.json", in: graded.course)
        #expect(outcome.code == 1)
        let text = try String(contentsOfFile: "\(graded.folder)/grades.json", encoding: .utf8)
        let grades = try Self.grades(text)
        #expect(grades.map { $0["student"] as? String } == ["ben", "mia"])
        #expect(grades.map { $0["points"] as? Int } == [0, 4])
        #expect(grades.map { $0["status"] as? String } == ["refused", "graded"])
      }
    }

    @Test("a file that is written holds the same as standard output, and nothing else is printed")
    func output() async throws {
      try await GradedCourse.with { graded in
        for format in ["junit", "gradescope"] {
          let printed = try await Command.lessons(
            "grade", Self.right, "--exercise", "1/double", "--format", format, "--seed", "7",
            in: graded.course)
          let written = try await Command.lessons(
            "grade", Self.right, "--exercise", "1/double", "--format", format, "--seed", "7",
            "--output", "result", in: graded.course)
          #expect(written.code == 0)
          #expect(written.output.isEmpty)
          let file = try String(contentsOfFile: "\(graded.folder)/result", encoding: .utf8)
          // Only the times differ.
          func masked(_ text: String) -> String { text.replacing(#/[0-9]+\.[0-9e-]+/#, with: "…") }
          #expect(masked(file) == masked(printed.output))
          #expect(file.count > 300)
        }
      }
    }

    @Test(
      "exercism's exit code is 0 whenever grading worked",
      arguments: [right, wrong, "broken.swift"])
    func exercism(file: String) async throws {
      try await GradedCourse.with { graded in
        try "func double(".write(
          toFile: "\(graded.folder)/broken.swift", atomically: true, encoding: .utf8)
        let outcome = try await Command.lessons(
          "grade", file, "--exercise", "1/double", "--format", "exercism", in: graded.course)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("\"version\" : 3"))
        let status = [Self.right: "pass", Self.wrong: "fail"][file] ?? "error"
        #expect(outcome.output.contains("\"status\" : \"\(status)\""))
      }
    }

    @Test("a line for GitHub goes behind what is in the file")
    func github() async throws {
      try await GradedCourse.with { graded in
        let path = "\(graded.folder)/github"
        try "other=1\n".write(toFile: path, atomically: true, encoding: .utf8)
        let outcome = try await Command.lessons(
          "grade", Self.wrong, "--exercise", "1/double", "--format", "github-classroom", "--output",
          "github", in: graded.course)
        #expect(outcome.code == 1)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == "other=1")
        let data = try #require(Data(base64Encoded: String(lines[1].dropFirst("result=".count))))
        let result = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(result["max_score"] as? Int == 4)
        #expect(result["status"] as? String == "fail")
      }
    }

    @Test("a file that can't be read gets a report, for its student hears of nothing else")
    func unreadable() async throws {
      try await GradedCourse.with { graded in
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: "\(graded.folder)/bad.swift"))
        let outcome = try await Command.lessons(
          "grade", "bad.swift", "--exercise", "1/double", "--format", "gradescope",
          in: graded.course)
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("it isn't text in UTF-8"))
      }
    }

    @Test("--output without a format is refused, and so is a format that there isn't")
    func usage() async throws {
      try await GradedCourse.with { graded in
        let output = try await Command.lessons("grade", "--output", "x", in: graded.course)
        #expect(output.code == 64)
        #expect(output.errors.contains("'--output' needs a '--format'"))
        let format = try await Command.lessons("grade", "--format", "pdf", in: graded.course)
        #expect(format.code == 64)
        #expect(format.errors.contains("github-classroom"))
      }
    }
  }
}
