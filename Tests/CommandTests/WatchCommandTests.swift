import Foundation
import TestSupport
import Testing

@Suite("Watching a lesson", .takingTurns, .serialized, .enabled(if: TerminalWindow.isAvailable))
struct WatchCommandTests {
  private func watch(
    _ body: String = TemporaryCourse.threeSteps, options: String = "",
    _ test: (TerminalWindow, TemporaryCourse) async throws -> Void
  ) async throws {
    try await TemporaryCourse.with([("01-steps", body)]) { course in
      try await TerminalWindow.with("watch 1 \(options)", in: course) { window in
        try await test(window, course)
        // The other keys do nothing, and aren't seen.
        try await window.press("x", "Enter", "q")
        let text = try await window.wait(for: "exit code 0")
        #expect(!text.contains("xq") && !text.contains("x\n"))
        // The terminal is as it was.
        try await window.wait(for: " echo ")
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  @Test("The lesson is shown whole at first; a save shows what has changed, and nothing else")
  func changes() async throws {
    try await watch { window, course in
      var text = try await window.wait(
        for: "── watching Lessons/01-steps/README.md · q ends ─")
      #expect(text.contains("The first text."))
      #expect(text.contains("total is 111\n"))
      try course.replace("+= 10\n", with: "+= 20\n", in: "01-steps")
      text = try await window.wait(for: "── watching", times: 2)
      let news = text[(try #require(text.range(of: "── saved at"))).lowerBound...]
      #expect(news.contains("total += 20"))
      #expect(news.contains("total is 21\n"))
      // The third cell is as it was and prints something else.
      #expect(news.contains("total is 121\n"))
      #expect(!news.contains("text."))
      #expect(!news.contains("var total = 1"))
    }
  }

  @Test("A lesson with a mistake in it is told, and watched on")
  func mistake() async throws {
    try await watch { window, course in
      try await window.wait(for: "── watching")
      let right = try course.text(of: "01-steps")
      try course.replace("```swift\nvar", with: "```swift hiden\nvar", in: "01-steps")
      let text = try await window.wait(for: "a cell has no option 'hiden'")
      #expect(text.contains("── saved at "))
      try course.replace("title: Sums", with: "Sums", in: "01-steps")
      try await window.wait(for: "the front matter: ")
      try await window.wait(for: "── saved at ", times: 2)
      try course.write(right, to: "01-steps")
      try await window.wait(for: "nothing has changed")
      try course.replace("var total = 1", with: "var total = [1][1]", in: "01-steps")
      try await window.wait(for: "cell 1 crashed")
    }
  }

  @Test("A save while a cell runs ends it")
  func saveWhileRunning() async throws {
    let endless = TemporaryCourse.threeSteps.replacing("total += 10\n", with: "while true {}\n")
    try await watch(endless) { window, course in
      try await window.waitForPassing("running cell 2")
      try course.replace("while true {}", with: "total += 10", in: "01-steps")
      try await window.wait(for: "total is 111\n")
    }
  }

  @Test("A lesson that is gone is waited for, also if it comes back as it was")
  func gone() async throws {
    try await watch { window, course in
      try await window.wait(for: "── watching")
      let (path, away) = (course.path(of: "01-steps"), course.folder + "/away")
      try FileManager.default.moveItem(atPath: path, toPath: away)
      try await window.wait(for: ": Lessons/01-steps/README.md is gone; waiting for it")
      try FileManager.default.moveItem(atPath: away, toPath: path)
      try await window.wait(for: ": nothing has changed")
      try await window.wait(for: "── watching", times: 2)
    }
  }

  @Test("q ends it while a cell runs, and Ctrl-C at any time")
  func ends() async throws {
    let endless = TemporaryCourse.threeSteps.replacing("total += 10\n", with: "while true {}\n")
    for (key, code) in [("q", 0), ("C-c", 130)] {
      try await TemporaryCourse.with([("01-steps", endless)]) { course in
        try await TerminalWindow.with("watch 1", in: course) { window in
          try await window.waitForPassing("running cell 2")
          try await window.press(key)
          try await window.wait(for: "exit code \(code)")
        }
        #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
      }
    }
  }

  @Test("--values shows the value of each line, and --images how pictures are shown")
  func options() async throws {
    let body = """

      ```swift
      let total = 6 * 7
      show(Picture(repeating: 9, width: 16, height: 16), "Dark")
      ```

      """
    try await watch(body, options: "--values --images blocks") { window, course in
      var text = try await window.wait(for: "── watching")
      #expect(text.contains(/let total = 6 \* 7 +.*42/))
      #expect(text.contains("▀▀▀▀"))
      try course.replace("6 * 7", with: "7 * 8", in: "01-steps")
      text = try await window.wait(for: "── watching", times: 2)
      #expect(text.contains(/let total = 7 \* 8 +.*56/))
    }
  }
}
