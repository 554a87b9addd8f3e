import TestSupport
import Testing

@Suite("A cell that ends the program, or parts with the runner", .takingTurns, .serialized)
struct EndingCellTests {
  static let cells = [
    HostileCell(
      "exit(0) in the middle", "print(\"so far\")\nexit(0)\nprint(\"never\")", exitCode: 1,
      "README.md:14: cell 2 ended the program itself, with exit code 0", output: "\nso far\n"),
    HostileCell(
      "_exit(3)", "_exit(3)", exitCode: 1, "cell 2 ended the program itself, with exit code 3"),
    HostileCell(
      "exit(0) at the end of a thread of its own",
      "Thread.detachNewThread { exit(0) }\nsleep(5)", exitCode: 1,
      "cell 2 ended the program itself, with exit code 0"),
    HostileCell(
      "SIGKILL to itself", "kill(getpid(), SIGKILL)\nsleep(5)", exitCode: 1,
      "cell 2 crashed: signal 9 (SIGKILL) ended it"),
    HostileCell(
      "SIGTERM to itself", "kill(getpid(), SIGTERM)\nsleep(5)", exitCode: 1,
      "cell 2 crashed: signal 15 (SIGTERM) ended it"),
    HostileCell(
      "a store into memory that isn't there",
      "print(\"so far\")\nUnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1", exitCode: 1,
      "cell 2 crashed: Bad pointer dereference", output: "\nso far\n"),
    HostileCell(
      "abort", "print(\"so far\")\nabort()", exitCode: 1, "cell 2 crashed: ", output: "so far\n"),
    HostileCell(
      "SIGKILL to its whole group", "kill(0, SIGKILL)\nsleep(5)", exitCode: 1,
      "cell 2 crashed: signal 9 (SIGKILL) ended it"),
    HostileCell(
      "closed output", "close(1)\nclose(2)\nprint(\"nobody hears\")", exitCode: 0),
    HostileCell(
      "every descriptor closed from 3 up",
      "for descriptor: Int32 in 3..<256 { close(descriptor) }\nsleep(1)",
      exitCode: 1, "README.md:14: cell 2 closed the connection to the runner"),
    HostileCell(
      "garbage in the runner's ear", "write(3, \"hello?\\n\", 7)\nsleep(5)", exitCode: 1,
      "README.md:14: cell 2 wrote into the connection to the runner"),
    HostileCell(
      "garbage without end in the runner's ear",
      "let noise = [UInt8](repeating: 65, count: 65_536)\nwhile true { write(3, noise, noise.count) }",
      exitCode: 1, "cell 2 wrote into the connection to the runner"),
    HostileCell(
      "waiting for input, of which there is none",
      "print(readLine() ?? \"the end of input\")", exitCode: 0, output: "the end of input\n",
      goesOn: true),
    HostileCell(
      "the working folder removed",
      "print(rmdir(FileManager.default.currentDirectoryPath))", exitCode: 0, output: "\n0\n",
      goesOn: true),
  ]

  @Test("is told, and nothing stays behind", arguments: cells)
  func ending(cell: HostileCell) async throws { try await cell.run() }
}

@Suite("A cell that prints what no terminal should be sent", .takingTurns, .serialized)
struct UnreadableCellTests {
  static let cells = [
    HostileCell(
      "a flood of marks over one letter",
      "print(\"one a\" + String(repeating: \"\\u{301}\", count: 200_000) + \"b\")", exitCode: 0,
      output: "<199992 more marks>b\n", goesOn: true),
    HostileCell(
      "a flood of marks on standard error",
      "let flood = \"a\" + String(repeating: \"\\u{489}\", count: 200_000)\n"
        + "FileHandle.standardError.write(Data(flood.utf8))", exitCode: 0, goesOn: true),
  ]

  @Test("is shown so that nothing else is written over", .timeLimit(.minutes(15)), arguments: cells)
  func unreadable(cell: HostileCell) async throws { try await cell.run() }

  @Test("A flood of marks is recorded and checked as it is")
  func recorded() async throws {
    let code = "print(\"a\" + String(repeating: \"\\u{301}\", count: 20_000) + \"b\")"
    try await TemporaryCourse.with([("01-marks", "```swift\n\(code)\n```\n")]) { course in
      #expect(try await Command.lessons("record", "1", in: course).code == 0)
      #expect(try await Command.lessons("check", "1", in: course).code == 0)
      try course.replace("count: 20_000", with: "count: 19_999", in: "01-marks")
      let outcome = try await Command.lessons("check", "1", in: course)
      #expect(outcome.code == 1)
      let mostMarks = outcome.output.split { $0.unicodeScalars.count <= 1 }.map {
        $0.map(\.unicodeScalars.count).max() ?? 0
      }
      #expect(mostMarks.allSatisfy { $0 <= 9 })
    }
  }
}

@Suite("A cell that uses up what there is", .takingTurns, .serialized)
struct GreedyCellTests {
  /// Starts a child; `flags` may be those of `posix_spawn`.
  private static let start = """
    func start(_ seconds: Int, inItsOwnSession isAway: Bool = false) {
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      if isAway { posix_spawnattr_setflags(&attributes, 0x80) }
      var words = [strdup("sleep"), strdup("\\(seconds)"), nil]
      var id: pid_t = 0
      posix_spawn(&id, "/bin/sleep", nil, &attributes, &words, environ)
    }

    """

  static let cells = [
    HostileCell(
      "a loop without end before it prints", options: "timeout=1s",
      "while true {}\nprint(\"never\")",
      exitCode: 4, "README.md:14: cell 2 was stopped after 1 s"),
    HostileCell(
      "a loop without end between prints", options: "timeout=1s",
      "print(\"so far\")\nwhile true {}\nprint(\"never\")", exitCode: 4,
      "cell 2 was stopped after 1 s", output: "\nso far\n"),
    HostileCell(
      "a loop without end that prints now and then", options: "timeout=1s",
      "while true { print(\"tick\"); usleep(100_000) }", exitCode: 4,
      "cell 2 was stopped after 1 s",
      output: "\ntick\ntick\n"),
    HostileCell(
      "a deadlock", options: "timeout=1s", "let none = DispatchSemaphore(value: 0)\nnone.wait()",
      exitCode: 4, "cell 2 was stopped after 1 s"),
    HostileCell(
      "memory without end",
      "var blocks: [UnsafeMutableRawPointer] = []\n"
        + "while true { blocks.append(.allocate(byteCount: 1 << 30, alignment: 16)) }",
      exitCode: 4, "cell 2 asked for more memory than there is: a lesson may have 16 GB"),
    HostileCell(
      "recursion without end",
      "func deeper(_ n: Int) -> Int { deeper(n + 1) + 1 }\nprint(deeper(0))",
      exitCode: 1,
      "README.md:14: cell 2 crashed: its stack is full: a function in it calls itself without end"),
    HostileCell(
      "two functions that call each other without end",
      "func ping(_ n: Int) -> Int { pong(n) + 1 }\nfunc pong(_ n: Int) -> Int { ping(n) + 1 }\nprint(ping(0))",
      exitCode: 1, "a function in it calls itself without end"),
    HostileCell(
      "a hundred megabytes on one line",
      "let bytes = Data(repeating: 0x78, count: 100_000_000)\nFileHandle.standardOutput.write(bytes)",
      exitCode: 4, "cell 2 was stopped after printing more than 1000000 bytes"),
    HostileCell(
      "a flood on standard error",
      "let line = Data((String(repeating: \"x\", count: 99) + \"\\n\").utf8)\n"
        + "while true { FileHandle.standardError.write(line) }",
      exitCode: 4, "cell 2 was stopped after printing more than 1000000 bytes"),
    HostileCell(
      "a terabyte in a file with nothing in it",
      "let file = open(\"large\", O_CREAT | O_WRONLY, 0o600)\nftruncate(file, 1 << 40)",
      exitCode: 4,
      "cell 2 was stopped while writing a file of more than 1 GB"),
    HostileCell(
      "twenty thousand files",
      "for n in 0..<20_000 { close(open(\"file \\(n)\", O_CREAT | O_WRONLY, 0o600)) }", exitCode: 0,
      goesOn: true),
    // As many as a broken limit may let through without harm.
    HostileCell(
      "process upon process", start + "for _ in 0..<300 { start(90) }\nsleep(20)", exitCode: 4,
      "cell 2 was stopped because it started more than 100 processes"),
    HostileCell(
      "process upon process, each in a session of its own",
      start + "for _ in 0..<300 { start(90, inItsOwnSession: true) }\nsleep(20)", exitCode: 4,
      "cell 2 was stopped because it started more than 100 processes"),
    HostileCell(
      "thread upon thread",
      "for _ in 0..<3_000 { Thread.detachNewThread { sleep(90) } }", exitCode: 0, goesOn: true),
    HostileCell(
      "a child that holds the pipes open", start + "start(90)", exitCode: 0, goesOn: true),
    HostileCell(
      "a child that holds the pipes open when the program has gone", start + "start(90)\nexit(0)",
      exitCode: 1, "cell 2 ended the program itself"),
    HostileCell(
      "a child in a session of its own", start + "start(90, inItsOwnSession: true)", exitCode: 0,
      goesOn: true),
  ]

  @Test("is stopped and told, and nothing stays behind", .timeLimit(.minutes(15)), arguments: cells)
  func greedy(cell: HostileCell) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    try await cell.run()
    // The children would have lived for longer.
    #expect(start.duration(to: clock.now) < .seconds(60))
  }
}
