import Foundation
import TestSupport
import Testing

@Suite(
  "A lesson that is stepped through is interrupted or stopped", .takingTurns, .serialized,
  .enabled(if: TerminalWindow.isAvailable))
struct StepperSignalTests {
  private static let endless = "```swift\nprint(1)\nwhile true {}\n```\n"

  private func step(
    _ body: String, _ arguments: String = "1", environment: [String: String] = [:],
    _ test: (TerminalWindow, TemporaryCourse) async throws -> Void
  ) async throws {
    try await TemporaryCourse.with([("01-steps", body)]) { course in
      try await TerminalWindow.with(arguments, in: course, environment: environment) {
        try await test($0, course)
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  private func expectInterrupted(_ window: TerminalWindow, _ course: TemporaryCourse) async throws {
    let text = try await window.wait(for: " icanon ")
    #expect(text.contains("exit code 130"))
    #expect(text.contains(" echo "))
    // Neither the prompt nor what was being worked on.
    #expect(!text.contains("q quit") && !text.contains("…"), "\(text)")
    #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    #expect(course.temporaryFiles.isEmpty)
  }

  @Test("Ctrl-C, once or twice, at the prompt leaves nothing behind", arguments: [1, 2])
  func atThePrompt(times: Int) async throws {
    try await step(TemporaryCourse.threeSteps) { window, course in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      try await window.wait(for: "Enter runs the cell")
      try await window.press(together: Array(repeating: "C-c", count: times))
      try await expectInterrupted(window, course)
    }
  }

  @Test("Ctrl-C, once or twice, while a cell runs leaves nothing behind", arguments: [1, 2])
  func whileACellRuns(times: Int) async throws {
    try await step(Self.endless) { window, course in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.waitForPassing("running cell 1…")
      try await window.press(together: Array(repeating: "C-c", count: times))
      try await expectInterrupted(window, course)
    }
  }

  @Test("Ctrl-C twice while the lesson is compiled leaves no compiler")
  func whileItIsCompiled() async throws {
    try await TemporaryCourse.with([("01-steps", Self.endless)]) { course in
      let tools = try course.slowCompiler(seconds: 120)
      try await TerminalWindow.with("1", in: course, tools: tools) { window in
        try await window.waitForPassing("compiling 01-steps…")
        try await window.press(together: ["C-c", "C-c"])
        try await expectInterrupted(window, course)
        #expect(await RunningProcesses.left(mentioning: tools, running: "sleep 120").isEmpty)
      }
    }
  }

  @Test("A Ctrl-C that is held down doesn't keep the first one from taking everything away")
  func heldDown() async throws {
    // So much that there is time for a second Ctrl-C while it is taken away.
    let body = """
      ```swift
      import Foundation
      for n in 0..<20_000 { close(open("file \\(n)", O_CREAT | O_WRONLY, 0o600)) }
      print("all are there")
      ```

      """
    try await step(body) { window, course in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.wait(for: "all are there\n")
      let command = RunningProcesses.all(mentioning: course.temporaryFolder)
        .first { $0.contains("/lessons 1 ") }
      let process = try #require(command?.split(separator: " ").first)
      // All within the first second, also on a busy machine: after that one more ends it at once.
      for _ in 0..<2 { try await window.press(together: Array(repeating: "C-c", count: 10)) }
      try await expectInterrupted(window, course)
      let scratch =
        URL(fileURLWithPath: Command.folder).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/lessons/scratch"
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch)
      #expect(!left.contains { $0.hasPrefix("\(process)-") })
    }
  }

  @Test("On a terminal that can't erase, an interruption leaves the prompt and begins a line")
  func dumb() async throws {
    try await step(TemporaryCourse.threeSteps, environment: ["TERM": "dumb"]) { window, _ in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("C-c")
      let text = try await window.wait(for: " icanon ")
      #expect(text.contains("q quit\nexit code 130"))
    }
  }

  /// Runs the lesson as a job of a shell that tells when it has been stopped, and brings it back at Enter.
  private func job(in course: TemporaryCourse) -> String {
    """
    list > /dev/null; set -m
    env TMPDIR='\(course.temporaryFolder)' XDG_STATE_HOME='\(course.stateFolder)' \
    '\(Command.path(of: "lessons"))' 1
    echo "stopped with $?"; stty -a; read -r line; clear; tmux clear-history; echo cleared; fg
    """
  }

  @Test("Ctrl-Z gives the terminal back as it was, and fg brings the prompt and the keys again")
  func stopped() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      try await TerminalWindow.with(job(in: course), in: course) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("C-z")
        var text = try await window.wait(for: " icanon ")
        #expect(text.contains("stopped with ") && text.contains(" echo "))
        #expect(!text.contains("q quit"), "\(text)")
        try await window.press("Enter")
        text = try await window.wait(for: "Enter runs the cell")
        // Without Enter, and without being shown.
        try await window.press("n")
        text = try await window.wait(for: "The second text.")
        #expect(text.contains("total is 1\n") && !text.contains("n\ntotal"), "\(text)")
        try await window.press("q")
        text = try await window.wait(for: "exit code 0")
        #expect(!text.contains("q quit"))
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  @Test("Ctrl-Z while a cell runs, and fg says again what runs")
  func stoppedRunning() async throws {
    try await TemporaryCourse.with([("01-steps", Self.endless)]) { course in
      try await TerminalWindow.with(job(in: course), in: course) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("Enter")
        try await window.waitForPassing("running cell 1…")
        try await window.press("C-z")
        let text = try await window.wait(for: " icanon ")
        #expect(!text.contains("running cell"), "\(text)")
        try await window.press("Enter")
        try await window.waitForPassing("running cell 1…", times: 2)
        try await window.press("C-c")
        try await expectInterrupted(window, course)
      }
    }
  }

  /// Three steps, one of which waits for the test to let it go.
  private func waiting(at line: String) -> String {
    TemporaryCourse.threeSteps.replacing(
      line,
      with: """
        import Foundation
        while access("\\(getenv("TMPDIR").map { String(cString: $0) }!)/go", F_OK) != 0 { usleep(10_000) }
        \(line)
        """)
  }

  /// Lets the cell go, after so long that the reader has had to wait.
  private func letGo(_ course: TemporaryCourse) async throws {
    try await Task.sleep(for: .milliseconds(700))
    try "".write(toFile: course.temporaryFolder + "/go", atomically: true, encoding: .utf8)
  }

  @Test("Keys pressed while a cell takes long are forgotten, all but q", arguments: ["a", "q"])
  func impatience(key: String) async throws {
    try await step(waiting(at: "var total = 1\n")) { window, course in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.waitForPassing("running cell 1…")
      try await window.press(key, "Enter")
      try await letGo(course)
      var text = try await window.wait(for: "total is 1\n")
      if key == "a" {
        text = try await window.wait(for: "Enter runs the cell")
        try await Task.sleep(for: .milliseconds(300))
        text = try await window.text()
        #expect(text.contains("The second text.") && !text.contains("total is 11"), "\(text)")
        try await window.press("q")
      }
      text = try await window.wait(for: "exit code 0")
      #expect(!text.contains("total is 11"))
      #expect(key == "a" || !text.contains("The second text."))
    }
  }

  @Test("q ends a run through the rest, and keys pressed while quick cells run count")
  func runningTheRest() async throws {
    try await step(waiting(at: "total += 10\n")) { window, course in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("a")
      try await window.waitForPassing("running cell 2…")
      try await window.press("q")
      try await letGo(course)
      let text = try await window.wait(for: "exit code 0")
      #expect(text.contains("total is 11\n") && !text.contains("total is 111"), "\(text)")
    }
    try await step(TemporaryCourse.threeSteps) { window, _ in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      try await window.press(together: ["n", "n"])
      try await window.wait(for: "total is 111\n")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
  }
}
