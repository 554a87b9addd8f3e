import Foundation
import TestSupport
import Testing

@Suite("Watching a lesson", .serialized, .enabled(if: TerminalWindow.isAvailable))
struct WatchCommandTests {
  private func watch(
    _ body: String = TemporaryCourse.threeSteps,
    _ test: (TerminalWindow, TemporaryCourse) async throws -> Void
  ) async throws {
    try await TemporaryCourse.with([("01-steps", body)]) { course in
      try await TerminalWindow.with("watch 1", in: course) { window in
        try await test(window, course)
        try await window.press("C-c")
        try await window.wait(for: "exit code 130")
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  @Test("The lesson is shown whole at first; a save shows what has changed, and nothing else")
  func changes() async throws {
    try await watch { window, course in
      var text = try await window.wait(
        for: "── watching Lessons/01-steps/README.md · Ctrl-C ends ─")
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
      try await window.wait(for: "a cell has no option 'hiden'")
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
      try await window.wait(for: "running cell 2")
      try course.replace("while true {}", with: "total += 10", in: "01-steps")
      try await window.wait(for: "total is 111\n")
    }
  }
}
