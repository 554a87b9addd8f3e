import Foundation
import TestSupport
import Testing

extension GradingTests {
  @Suite("Watching an exercise", .serialized, .enabled(if: TerminalWindow.isAvailable))
  struct WatchGradeTests {
    @Test("a save grades again, with the same seed, and what is earned is kept")
    func saves() async throws {
      try await GradedCourse.with { graded in
        _ = try await Command.lessons("start", "1/double", in: graded.course)
        let path = "\(graded.folder)/Workbook/exercises/01-sums/double.swift"
        try await TerminalWindow.with("watch --grade 1/double", in: graded.course) { window in
          var text = try await window.wait(
            for: "── watching Workbook/exercises/01-sums/double.swift")
          #expect(text.contains("One place isn't filled in yet:"))
          #expect(text.contains("0 of 4 points; with --seed "))
          let seed = try #require(text.firstMatch(of: /--seed (\d+)/)?.1)
          func save(_ code: String) throws {
            try code.write(toFile: path, atomically: true, encoding: .utf8)
          }
          try save("func double(_ x: Int) -> Int { x * x }\n")
          text = try await window.wait(for: "1 of 4 points")
          #expect(text.contains("── saved at "))
          #expect(text.ranges(of: "--seed \(seed)").count == 2)
          try save("func double(_ x: Int) -> Int { y }\n")
          text = try await window.wait(for: "cannot find 'y' in scope")
          try save(GradedCourse.solution)
          text = try await window.wait(for: "4 of 4 points")
          try await window.press("q")
          try await window.wait(for: "exit code 0")
        }
        let list = try await Command.lessons("exercises", in: graded.course)
        #expect(list.output.contains("✓ 01/double  Twice as much (4 of 4 points)"))
        #expect(await RunningProcesses.left(mentioning: graded.course.temporaryFolder).isEmpty)
      }
    }

    @Test("a save while a file hangs, and q, end what is running")
    func hangs() async throws {
      try await GradedCourse.with { graded in
        let path = "\(graded.folder)/mine.swift"
        let hanging = "import Foundation\nfunc double(_ x: Int) -> Int { sleep(1000); return x }\n"
        try hanging.write(toFile: path, atomically: true, encoding: .utf8)
        try await TerminalWindow.with(
          "watch --grade --require-sandbox mine.swift", in: graded.course
        ) { window in
          // Which exercise it is for isn't said.
          try await window.wait(for: "exit code 2")
        }
        try ("// Exercise 01-sums/double\n" + hanging).write(
          toFile: path, atomically: true, encoding: .utf8)
        try await TerminalWindow.with("watch --grade mine.swift", in: graded.course) { window in
          try await window.waitForPassing("grading 01-sums/double")
          try await Task.sleep(for: .seconds(2))
          try GradedCourse.solution.write(toFile: path, atomically: true, encoding: .utf8)
          try await window.wait(for: "4 of 4 points")
          try hanging.write(toFile: path, atomically: true, encoding: .utf8)
          try await window.wait(for: "── saved at ", times: 2)
          try await Task.sleep(for: .seconds(1))
          try await window.press("q")
          try await window.wait(for: "exit code 0")
        }
        #expect(await RunningProcesses.left(mentioning: graded.course.temporaryFolder).isEmpty)
      }
    }
  }
}
