import Foundation
import TestSupport
import Testing

extension GradingTests {
  @Suite("A file that uses up what there is", .serialized)
  struct ExhaustingAttackTests {
    static let attacks = [
      Attack.body(
        "a loop without end, in one test", "while x == 2 {}\nreturn 2 * x", earns: 3,
        "your function was stopped after 2 s of work. Does a loop in it never end?"),
      .body(
        "a loop without end in a global", before: "let table: Int = { while true {} }()",
        "return x == 2 ? table : 2 * x", earns: 3, "your function was stopped"),
      .body(
        "a loop without end in a deinit", before: "final class Trap { deinit { while true {} } }",
        "if x == 2 { _ = Trap() }\nreturn 2 * x", earns: 3, "your function was stopped"),
      .body(
        "a task that goes on behind a right answer",
        "Task.detached { while true {} }\nreturn 2 * x", earns: 4),
      .body(
        "a loop that listens to no signal",
        """
        for number: Int32 in 1...31 { signal(number, SIG_IGN) }
        setsid()
        while x == 2 {}
        return 2 * x
        """, earns: 3, "your function was stopped"),
      .body(
        "sleep, in one test", "if x == 2 { while true { sleep(1000) } }\nreturn 2 * x", earns: 3,
        "had not come back after 15 s. Does it wait for input"),
      .body(
        "a semaphore that nobody raises, in one test",
        "if x == 2 { DispatchSemaphore(value: 0).wait() }\nreturn 2 * x", earns: 3,
        "had not come back after 15 s"),
      .body(
        "waiting for input, of which there is none",
        "while let line = readLine() { print(line) }\nreturn 2 * x", earns: 4),
      .body(
        "memory without end, in one test",
        """
        var blocks: [[UInt8]] = []
        while x == 2 { blocks.append([UInt8](unsafeUninitializedCapacity: 1 << 28) { $1 = 0 }) }
        return 2 * x + blocks.count
        """, earns: 3, "asked for more memory than the 1 GB that it may have"),
      .body(
        "a function that calls itself without end, in one test",
        before: "func deeper(_ x: Int) -> Int { deeper(x + 1) + 1 }", "x == 2 ? deeper(0) : 2 * x",
        earns: 3, "your function crashed: its stack is full"),
      .body(
        "lines without end, in one test",
        "while x == 2 { print(\"all work and no play\") }\nreturn 2 * x", earns: 3,
        "was stopped because it printed without end"),
      .body(
        "one line without end on standard error, in one test",
        """
        let noise = [UInt8](repeating: 65, count: 65_536)
        while x == 2 { write(2, noise, noise.count) }
        return 2 * x
        """, earns: 3, "was stopped because it printed without end"),
      .body(
        "output as long as it may be", "print(String(repeating: \"x\", count: 900_000))\nreturn 0",
        earns: 0, "│ xxxx"),
      .body(
        "a large file, in one test",
        """
        if x == 2 {
          let block = [UInt8](repeating: 1, count: 1 << 20)
          let file = open("large", O_CREAT | O_WRONLY, 0o644)
          while write(file, block, block.count) > 0 {}
        }
        return 2 * x
        """, earns: 3, "was stopped while it wrote a file of more than 16 MB"),
      .body(
        "a file that is nothing but a hole, in one test",
        "if x == 2 { truncate(\"hole\", 1 << 40); let f = open(\"hole\", O_CREAT | O_RDWR, 0o644); ftruncate(f, 1 << 40) }\nreturn 2 * x",
        earns: 3, "was stopped while it wrote a file"),
      .body(
        "many files",
        "for number in 0..<(x == 2 ? 50_000 : 0) { close(open(\"\\(x)-\\(number)\", O_CREAT, 0o644)) }\nreturn 2 * x",
        earns: 4),
      .body(
        "many threads",
        """
        for _ in 0..<10_000 {
          var thread = pthread_t()
          pthread_create(&thread, nil, { _ in sleep(1000); return nil }, nil)
        }
        return 2 * x
        """, earns: 4),
      .body(
        "a hundred thousand tasks",
        "if x == 2 { for _ in 0..<100_000 { Task.detached { 1 } } }\nreturn 2 * x", earns: 4),
    ]

    @Test("loses that test alone", arguments: attacks)
    func attack(_ attack: Attack) async throws { try await attack.run() }

    /// Starts a program that a search finds by its words.
    private static func starting(_ words: String) -> String {
      """
      func start(_ words: String) -> Int32 {
        var process = pid_t()
        var arguments = ["/bin/sh", "-c", words].map { (word: String) in strdup(word) } + [nil]
        return posix_spawn(&process, "/bin/sh", nil, nil, &arguments, nil)
      }
      """
    }

    @Test(
      "leaves no process behind",
      arguments: [
        ("one that holds its output open", "_ = start(\"sleep 91234; true\")", 4),
        ("one in a session of its own", "_ = start(\"setsid sleep 91234 & true\")", 4),
        (
          "one that listens to no signal",
          "_ = start(\"trap '' TERM INT HUP QUIT; while :; do sleep 91234; done\")", 4
        ),
        (
          "as many as it can", "for _ in 0..<1000 { _ = start(\"sleep 91234; true\") }", 4
        ),
        (
          "those that start others",
          "_ = start(\"bomb() { bomb 91234 | bomb 91234 & }; bomb; sleep 91234\")", 4
        ),
      ])
    func processes(name: String, statements: String, points: Int) async throws {
      let attack = Attack.body(
        name, before: Self.starting(name), "\(statements)\nreturn 2 * x", earns: points)
      let clock = ContinuousClock()
      let start = clock.now
      try await attack.run()
      // Nobody waits for a process that holds the output open.
      #expect(clock.now - start < .seconds(30))
      var left = 1
      for _ in 0..<100 where left > 0 {
        left = RunningProcesses.commandLines.count { $0.contains("91234") && !$0.contains("swift") }
        if left > 0 { try await Task.sleep(for: .milliseconds(50)) }
      }
      #expect(left == 0)
    }
  }
}

extension GradingTests {
  @Suite("A file that keeps the compiler busy", .serialized)
  struct CompilerAttackTests {
    private static let twice = "func double(_ x: Int) -> Int { 2 * x }\n"

    static let attacks = [
      Attack(
        "an expression that takes for ever to understand",
        "let a = 1\nlet b = [1: 2.5, 3: -a + 2.0 * Double(a), 4: a - 1 + 3.0 / 2 - (a > 2 ? 1 : 0.5)"
          + " + [1, 2.0, 3].map { $0 * 2 + 1 }.reduce(0, +) - 5 * -a]\n" + twice, .refused,
        "double.swift:2:"),
      Attack(
        "parentheses in parentheses",
        "let deep = " + String(repeating: "(", count: 10_000) + "1"
          + String(repeating: ")", count: 10_000) + "\n" + twice, .refused),
      Attack(
        "texts in texts", "let a = " + String(repeating: "\"\\(", count: 60_000), .refused),
      Attack(
        "types in types, twice as many with each line",
        "struct Two<A, B> { var a: A; var b: B }\ntypealias T0 = Two<Int, Int>\n"
          + (1...40).map { "typealias T\($0) = Two<T\($0 - 1), T\($0 - 1)>\n" }.joined()
          + "let deep: T40? = nil\n" + twice, .refused),
      Attack(
        "a macro of its own",
        "@freestanding(expression) macro boom() -> Int = #externalMacro(module: \"Boom\", type: \"Boom\")\n"
          + "func double(_ x: Int) -> Int { #boom }\n", .refused,
        "double.swift:1:1: error: externalMacro can't stand"),
      Attack("hashes without end", String(repeating: "#", count: 190_000), .refused),
      Attack(
        "imports without end", String(repeating: "import xyz\n", count: 15_000), .refused,
        "no import of xyz"),
      Attack(
        "attributes without end", String(repeating: "@c ", count: 60_000), .refused,
        "@c can't stand"),
      Attack(
        "a file that is far too long", String(repeating: "// \n", count: 60_000) + twice,
        .unreadable,
        "it has more than 200000 bytes"),
      Attack("no text", "\0\0\0", .unreadable, "it isn't text"),
      Attack(
        "a brace that is never closed", "func double(_ x: Int) -> Int {\n", .refused,
        "double.swift:2:"),
      Attack("a text that is never closed", "let a = \"\n" + twice, .refused, "double.swift:1:"),
    ]

    @Test("is refused", arguments: attacks)
    func attack(_ attack: Attack) async throws { try await attack.run() }
  }
}
