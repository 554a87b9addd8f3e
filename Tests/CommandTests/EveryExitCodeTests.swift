import Foundation
import TestSupport
import Testing

@Suite("Every exit code of every command that runs lessons", .takingTurns, .serialized)
struct EveryExitCodeTests {
  static let commands = ["run", "check", "record"]

  /// The exit code of each command on a lesson.
  private func codes(
    _ body: String, environment: [String: String] = [:], isWordIn words: String = ""
  ) async throws -> [Int] {
    try await TemporaryCourse.with([("01-codes", body)]) { course in
      var codes: [Int] = []
      for command in Self.commands {
        let outcome = try await Command.lessons(command, "1", in: course, environment: environment)
        #expect(words.isEmpty || (outcome.errors + outcome.output).contains(words), "\(command)")
        codes.append(outcome.code)
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder) == [])
      #expect(course.temporaryFiles == [])
      return codes
    }
  }

  @Test("0: all is well")
  func well() async throws {
    #expect(try await codes("```swift\nprint(1)\n```\n\n```output\n1\n```\n") == [0, 0, 0])
  }

  @Test("1: a cell is not right")
  func wrong() async throws {
    #expect(
      try await codes("```swift\nprint([1][1])\n```\n", isWordIn: "cell 1 crashed") == [1, 1, 1])
    #expect(
      try await codes("```swift\nlet a: Int = \"\"\n```\n", isWordIn: "cannot convert") == [
        1, 1, 1,
      ])
    #expect(
      try await codes(
        "```swift\ncheck(Tensor([[1]]), equals: Tensor([[2]]))\n```\n", isWordIn: "not equal")
        == [1, 1, 1])
    // What is recorded is 'check's business alone, and 'record' mends it.
    #expect(try await codes("```swift\nprint(1)\n```\n\n```output\n2\n```\n") == [0, 1, 0])
  }

  @Test("2: the lesson is malformed")
  func malformed() async throws {
    #expect(try await codes("```swift\nprint(1)\n", isWordIn: "never closed") == [2, 2, 2])
  }

  @Test("3: there is no compiler")
  func toolchain() async throws {
    // The text has never been compiled before, so that no program of it is kept.
    let body = "```swift\nprint(\"\(UUID().uuidString)\")\n```\n"
    #expect(
      try await codes(body, environment: ["PATH": "/nowhere"], isWordIn: "swiftc --version")
        == [3, 3, 3])
  }

  @Test("4: a limit was reached")
  func limit() async throws {
    #expect(
      try await codes(
        "```swift timeout=1s\nwhile true {}\n```\n", isWordIn: "was stopped after 1 s")
        == [4, 4, 4])
    let tooMuch = "```swift\nwhile true { print(\"more\") }\n```\n"
    #expect(try await codes(tooMuch, isWordIn: "printing more than 1000000 bytes") == [4, 4, 4])
  }

  @Test("64: the command line is wrong")
  func usage() async throws {
    try await TemporaryCourse.with([("01-codes", "")]) { course in
      for command in Self.commands {
        let outcome = try await Command.lessons(command, "1", "--colour", in: course)
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains("Unknown option '--colour'"))
        #expect(outcome.output == "")
      }
    }
  }

  @Test(
    "130: it was interrupted, while the lesson was compiled or while it ran", arguments: commands,
    ["swift", "program"])
  func interrupted(command: String, running: String) async throws {
    // It has never been compiled before.
    let body = "```swift\nprint(\"\(UUID().uuidString)\")\nwhile true {}\n```\n"
    try await TemporaryCourse.with([("01-codes", body)]) { course in
      // The compiler has another folder for temporary files, so it is known by this.
      let run = Task {
        try await Command.lessons(command, "1", in: course, environment: ["MARK": course.folder])
      }
      var process: String?
      for _ in 0..<1_000 where process == nil {
        try await Task.sleep(for: .milliseconds(20))
        let all = RunningProcesses.all(mentioning: course.folder)
        // "123 /…/swift-frontend -frontend …": the program itself, not a word of its arguments.
        let programs = all.compactMap {
          $0.split(separator: " ").dropFirst().first?.split(separator: "/").last
        }
        guard programs.contains(where: { $0.hasPrefix(running) }) else { continue }
        process = all.first { $0.contains("/lessons \(command) 1") }
      }
      let number = try #require(process?.split(separator: " ").first)
      _ = try await Command.shell("kill -INT \(number)", in: course)
      let outcome = try await run.value
      #expect(outcome.code == 130)
      #expect(outcome.errors == "")
      #expect(await RunningProcesses.left(mentioning: course.folder) == [])
      #expect(course.temporaryFiles == [])
    }
  }
}

@Suite("Streams, folders and terminals that aren't as usual", .takingTurns, .serialized)
struct UnusualSurroundingsTests {
  private static let lesson = [
    (
      name: "01-sums",
      body: "Text.\n\n```swift\nprint(\"one and \" + \"two\")\n```\n\n```output\none and two\n```\n"
    )
  ]

  @Test("a reader that goes away ends it quietly, as a pipe ends any program")
  func closedPipe() async throws {
    let words = String(repeating: "Many words follow here.\n\n", count: 5_000)
    try await TemporaryCourse.with([("01-sums", Self.lesson[0].body + words)]) { course in
      let outcome = try await Command.shell(
        "bash -c 'set -o pipefail; \"$lessons\" 1 | head -n 1'", in: course)
      // 128 and the number of SIGPIPE; or the command was done before.
      #expect([141, 0].contains(outcome.code))
      #expect(outcome.errors == "")
      let list = try await Command.shell("\"$lessons\" list | head -n 1", in: course)
      #expect(list.code == 0)
      #expect(list.errors == "")
    }
  }

  @Test(
    "a full disk is told, and isn't taken for success",
    arguments: ["1", "list", "check 1", "doctor"])
  func fullDisk(arguments: String) async throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try await TemporaryCourse.with(Self.lesson) { course in
      let outcome = try await Command.shell("\"$lessons\" \(arguments) > /dev/full", in: course)
      #expect(outcome.code == 2)
      #expect(
        outcome.errors.contains(
          "error: standard output could not be written: No space left on device"))
    }
  }

  @Test(
    "streams that are closed are as if nobody listened",
    arguments: ["0<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
  func closedStreams(streams: String) async throws {
    try await TemporaryCourse.with(Self.lesson) { course in
      for arguments in ["1", "check 1"] {
        let outcome = try await Command.shell("\"$lessons\" \(arguments) \(streams)", in: course)
        #expect(outcome.code == 0, "\(arguments)")
        #expect(outcome.errors == "", "\(arguments)")
      }
    }
  }

  @Test(
    "no home, or one that can't be written, is no hindrance",
    arguments: ["-u HOME", "HOME=/proc", "HOME=", "-u TERM", "-i PATH=\"$PATH\""])
  func home(change: String) async throws {
    // A program of its own, so that it is compiled in these surroundings and not before.
    let body = Self.lesson[0].body.replacingOccurrences(
      of: "print(", with: "// \(UUID()) for \(change)\nprint(")
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      for arguments in ["1", "check 1", "list"] {
        let outcome = try await Command.shell("env \(change) \"$lessons\" \(arguments)", in: course)
        #expect(outcome.code == 0, "\(arguments)")
        #expect(outcome.errors == "", "\(arguments)")
      }
    }
  }

  @Test("a dumb terminal gets no colour", .enabled(if: TerminalWindow.isAvailable))
  func dumb() async throws {
    try await TemporaryCourse.with(Self.lesson) { course in
      try await TerminalWindow.with(
        "1 --no-step", in: course, environment: ["TERM": "dumb", "NO_COLOR": ""]
      ) { window in
        let text = try await window.wait(for: "exit code 0")
        #expect(text.contains("\none and two\n"))
        #expect(!text.contains("["))
        #expect(!text.contains("compiling"))
      }
    }
  }
}
