import TestSupport
import Foundation
import Testing

@Suite(
  "Stepping through a lesson", .takingTurns, .serialized, .enabled(if: TerminalWindow.isAvailable))
struct StepperTests {
  private static let prompt =
    "Enter runs the cell · b back · v values · e edit · r again · ? keys · q quit"

  private func step(
    _ body: String = TemporaryCourse.threeSteps, _ arguments: String = "1", columns: Int = 80,
    _ test: (TerminalWindow, TemporaryCourse) async throws -> Void
  ) async throws {
    try await TemporaryCourse.with([("01-steps", body)]) { course in
      try await TerminalWindow.with(arguments, in: course, columns: columns) {
        try await test($0, course)
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  @Test("Enter and n run a cell each; after the end, q quits with exit code 0")
  func enter() async throws {
    try await step { window, course in
      var text = try await window.wait(for: Self.prompt)
      #expect(text.contains("The first text."))
      #expect(text.contains("var total = 1"))
      #expect(!text.contains("total is 1\n"))
      #expect(!text.contains("The second text."))
      try await window.press("Enter")
      text = try await window.wait(for: "The second text.")
      #expect(text.contains("total is 1\n"))
      #expect(!text.contains("total is 11"))
      try await window.press("n")
      text = try await window.wait(for: "The third text.")
      #expect(text.contains("total is 11\n"))
      try await window.press("Enter")
      text = try await window.wait(for: "The end.")
      #expect(text.contains("total is 111\n"))
      try await window.press("q")
      text = try await window.wait(for: "exit code 0")
      // No prompt is left on the way.
      #expect(!text.contains("q quit"))
      try await window.wait(for: " echo ")
      #expect(course.temporaryFiles.isEmpty)
    }
  }

  @Test("? lists the keys and leaves the reader where they were")
  func help() async throws {
    try await step { window, _ in
      try await window.wait(for: Self.prompt)
      try await window.press("?")
      let text = try await window.wait(for: "this list")
      for words in ["back to what was before", "read the file again", "without waiting", "quit;"] {
        #expect(text.contains(words), "\(words)")
      }
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
  }

  @Test("--from begins at a cell, with the text before it; those before have run unseen")
  func from() async throws {
    try await step(TemporaryCourse.threeSteps, "1 --from 2") { window, _ in
      var text = try await window.wait(for: Self.prompt)
      #expect(text.contains("The second text."))
      #expect(!text.contains("The first text."))
      #expect(!text.contains("total is 1\n"))
      try await window.press("Enter")
      text = try await window.wait(for: "The third text.")
      #expect(text.contains("total is 11\n"))
      try await window.press("b", "b")
      try await window.wait(for: "The first text.")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
  }

  @Test("--from where a cell before has gone wrong begins at that one")
  func fromBehindAMistake() async throws {
    let broken = TemporaryCourse.threeSteps.replacingOccurrences(
      of: "var total = 1", with: "var total = [1][1]")
    try await step(broken, "1 --from 3") { window, _ in
      let text = try await window.wait(for: "r again after a change")
      #expect(text.contains("cell 1 crashed"))
      #expect(!text.contains("The third text."))
      try await window.press("q")
      try await window.wait(for: "exit code 1")
    }
  }

  @Test("The prompt doesn't promise to run what will not run")
  func nothingRuns() async throws {
    let notRun = TemporaryCourse.threeSteps.replacing(
      "```swift\nvar total", with: "```swift norun\nvar total")
    try await step(notRun) { window, _ in
      try await window.wait(for: "Enter goes on · b back")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
    let broken = TemporaryCourse.threeSteps.replacing("var total = 1", with: "var total = [1][1]")
    try await step(broken) { window, _ in
      try await window.wait(for: Self.prompt)
      try await window.press("Enter")
      try await window.wait(for: "r again after a change")
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      let text = try await window.wait(for: "Enter goes on · b back")
      #expect(!text.contains("Enter runs the cell"))
      try await window.press("q")
      try await window.wait(for: "exit code 1")
    }
  }

  @Test("After the window got narrower, what comes next is set for its new width")
  func resize() async throws {
    let long = String(repeating: "word ", count: 30) + "end."
    let lesson = TemporaryCourse.threeSteps.replacing("The second text.", with: long)
    try await step(lesson) { window, _ in
      try await window.wait(for: Self.prompt)
      try await window.resize(columns: 40, rows: 30)
      try await window.press("Enter")
      let text = try await window.wait(for: "cell 2")
      let lines = text.split(separator: "\n").filter { $0.hasPrefix("word ") }
      #expect(lines.count == 4 && lines.allSatisfy { $0.count <= 40 }, "\(text)")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
  }

  @Test("On a terminal that can't move its cursor, nothing is erased and no escape is sent")
  func dumb() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      // What was sent, byte by byte: script writes it down.
      try await TerminalWindow.with(
        "1", in: course, environment: ["TERM": "dumb"], recordedIn: "\(course.folder)/sent"
      ) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("Enter")
        try await window.wait(for: "The second text.")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
      let sent = try String(contentsOfFile: "\(course.folder)/sent", encoding: .utf8)
      #expect(sent.contains("total is 1\r\n"))
      #expect(!sent.contains("\u{1B}"))
    }
  }

  @Test("the space key runs a cell as well")
  func space() async throws {
    try await step { window, _ in
      try await window.wait(for: Self.prompt)
      try await window.press("Space")
      var text = ""
      for _ in 0..<60 where !text.contains("The second text.") {
        try await Task.sleep(for: .milliseconds(50))
        text = try await window.text()
      }
      #expect(text.contains("The second text."))
    }
  }

  @Test("b goes back without forgetting what has run")
  func back() async throws {
    try await step { window, _ in
      try await window.wait(for: Self.prompt)
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      try await window.press("b")
      try await window.wait(for: "── back to cell 1 ─")
      var text = try await window.wait(for: "Enter shows its output")
      #expect(text.ranges(of: "The first text.").count == 2)
      try await window.press("Enter")
      text = try await window.wait(for: "total is 1\n", times: 2)
      try await window.wait(for: "The second text.", times: 2)
      // Before the first cell there is nothing to go back to.
      try await window.press("b", "b", "b")
      try await window.wait(for: "── back to cell 1 ─", times: 4)
      try await window.press("a")
      text = try await window.wait(for: "exit code 0")
      #expect(text.contains("total is 111\n"))
    }
  }

  @Test("r reads the changed file and runs again up to where the reader is")
  func again() async throws {
    try await step { window, course in
      try await window.wait(for: Self.prompt)
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      try course.replace("var total = 1\n", with: "var total = 5\n", in: "01-steps")
      try await window.press("r")
      // What has changed is shown again, and nothing runs that hasn't been seen.
      var text = try await window.wait(for: "total is 5\n")
      #expect(text.contains("01-steps, read again"))
      #expect(!text.contains("total is 15\n"))
      try await window.press("Enter")
      try await window.wait(for: "total is 15\n")
      try course.replace("total += 10\n", with: "totl += 10\n", in: "01-steps")
      try await window.press("r")
      text = try await window.wait(
        for: "Lessons/01-steps/README.md:19:1: error: cannot find 'totl'")
      try course.replace("```swift", with: "```swift hiden", in: "01-steps")
      try await window.press("r")
      text = try await window.wait(for: "a cell has no option 'hiden'")
      try course.replace("```swift hiden", with: "```swift", in: "01-steps")
      try course.replace("totl += 10\n", with: "total += 20\n", in: "01-steps")
      try await window.press("r")
      try await window.wait(for: "total is 25\n")
      // Not the text that stood here before: what is new would go out at the top.
      text = try await window.wait(for: "Enter goes on")
      #expect(text.ranges(of: "The second text.").count == 1)
      try await window.press("a")
      text = try await window.wait(for: "exit code 0")
      #expect(text.contains("total is 125\n"))
    }
  }

  @Test("a runs the rest, and a cell that fails is the exit code")
  func all() async throws {
    let body = TemporaryCourse.threeSteps.replacing("total += 100", with: "total = [1][total]")
    try await step(body) { window, _ in
      try await window.wait(for: Self.prompt)
      try await window.press("a")
      let text = try await window.wait(for: "exit code 1")
      #expect(text.contains("total is 1\n"))
      #expect(text.contains("total is 11\n"))
      // The terminal breaks the line where it is full.
      let letters = text.filter { !$0.isWhitespace }
      #expect(letters.contains("cell3crashed:Fatalerror:Indexoutofrange"))
      #expect(text.contains("The end."))
    }
  }

  @Test("Ctrl-C before a cell gives the terminal back and leaves no program")
  func interruptedWaiting() async throws {
    try await step { window, course in
      try await window.wait(for: Self.prompt)
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      #expect(!RunningProcesses.all(mentioning: course.temporaryFolder).isEmpty)
      try await window.press("C-c")
      try await expectInterrupted(window, course)
    }
  }

  @Test("Ctrl-C while a cell runs gives the terminal back and leaves no program")
  func interruptedRunning() async throws {
    let body = "```swift\nprint(1)\nwhile true {}\n```\n"
    try await step(body) { window, course in
      try await window.wait(for: Self.prompt)
      try await window.press("Enter")
      try await Task.sleep(for: .milliseconds(500))
      try await window.press("C-c")
      try await expectInterrupted(window, course)
    }
  }

  @Test("Ctrl-C while the lesson is compiled gives the terminal back and leaves no compiler")
  func interruptedCompiling() async throws {
    // A program that has never been compiled.
    let body = TemporaryCourse.threeSteps.replacing(
      "var total = 1", with: "var total = 1 // \(UUID().uuidString)")
    try await TemporaryCourse.with([("01-steps", body)]) { course in
      // The compiler takes so long that there is time to interrupt it.
      let compiler = course.folder + "/tools/swiftc"
      try FileManager.default.createDirectory(
        atPath: course.folder + "/tools", withIntermediateDirectories: true)
      let isWritten = FileManager.default.createFile(
        atPath: compiler, contents: Data("#!/bin/sh\nsleep 120\n".utf8),
        attributes: [.posixPermissions: 0o755])
      #expect(isWritten)
      try await TerminalWindow.with("1", in: course, tools: course.folder + "/tools") { window in
        try await window.waitForPassing("compiling 01-steps")
        try await Task.sleep(for: .milliseconds(300))
        #expect(
          RunningProcesses.all(mentioning: course.folder + "/tools").contains {
            $0.contains("sleep 120")
          })
        try await window.press("C-c")
        try await expectInterrupted(window, course)
        #expect(
          await RunningProcesses.left(mentioning: course.folder + "/tools", running: "sleep 120")
            .isEmpty)
      }
    }
  }

  private func expectInterrupted(_ window: TerminalWindow, _ course: TemporaryCourse) async throws {
    try await window.wait(for: "exit code 130")
    let text = try await window.wait(for: " icanon ")
    #expect(text.contains(" echo "))
    #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    #expect(course.temporaryFiles.isEmpty)
  }

  @Test("in a window of 40 columns the prose is broken between words, and no prompt is left")
  func narrow() async throws {
    let sentence =
      "This sentence is considerably longer than forty characters, so that it is broken."
    let body = TemporaryCourse.threeSteps.replacing("The first text.", with: sentence)
    try await step(body, columns: 40) { window, _ in
      var text = try await window.wait(for: "q quit")
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 })
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(sentence))
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      text = try await window.wait(for: "q quit")
      #expect(text.ranges(of: "q quit").count == 1)
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
  }
}
