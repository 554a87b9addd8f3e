import Foundation
import TestSupport
import Testing

@Suite("Checking several lessons at once", .takingTurns, .serialized)
struct ParallelCheckTests {
  private static func lesson(_ code: String, output: String) -> String {
    "# Sums\n\n```swift\n\(code)\n```\n\n```output\n\(output)\n```\n"
  }

  private static let lessons = [
    ("01-slow", lesson("import Foundation\nusleep(800_000)\nprint(1)", output: "1")),
    ("02-quick", lesson("print(2)", output: "2")),
    ("03-wrong", lesson("print(3.5)", output: "4.5")),
    (
      "04-crash",
      lesson("show(Picture(repeating: 1, width: 2, height: 2), \"A\")\nfatalError()", output: "4")
    ),
    ("05-bad", "```swift hiden\n```\n"), ("06-last", lesson("print(6)", output: "6")),
  ]

  @Test("their results come in the order of the lessons, and one that fails stops no other")
  func order() async throws {
    try await TemporaryCourse.with(Self.lessons) { course in
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 2)
      let lines = check.output.split(separator: "\n").map(String.init)
      #expect(
        lines.filter { $0.prefix { $0 != ":" }.wholeMatch(of: /0\d-[a-z]+/) != nil } == [
          "01-slow: 1 cell and 0 pictures as recorded",
          "02-quick: 1 cell and 0 pictures as recorded",
          "03-wrong: 1 of 1 cell not as recorded",
          "04-crash: 1 of 1 cell not as recorded",
          "06-last: 1 cell and 0 pictures as recorded",
        ])
      #expect(check.errors.contains("05-bad/README.md:6: a cell has no option 'hiden'"))
      #expect(check.errors.contains("cell 1 crashed: Fatal error"))
      let named = try await Command.lessons("check", "6", "2", "1", in: course)
      #expect(
        named.output.split(separator: "\n").map { $0.prefix(2) } == ["06", "02", "01"])
    }
  }

  @Test("twice gives the same bytes")
  func twice() async throws {
    try await TemporaryCourse.with(Self.lessons) { course in
      let first = try await Command.lessons("check", "--author", in: course)
      let second = try await Command.lessons("check", "--author", in: course)
      #expect(first.output == second.output)
      #expect(first.output.contains("03-wrong"))
      #expect(first.errors == second.errors)
    }
  }

  @Test("they run at the same time where there are cores", .enabled(if: coreCount > 1))
  func sameTime() async throws {
    // Each waits for the other: one after the other, both would reach their limit.
    try await TemporaryCourse.with([]) { course in
      for (own, other) in [("a", "b"), ("b", "a")] {
        let code = """
          import Foundation
          FileManager.default.createFile(atPath: "\(course.temporaryFolder)/\(own)", contents: nil)
          while !FileManager.default.fileExists(atPath: "\(course.temporaryFolder)/\(other)") {
            usleep(10_000)
          }
          print("met")
          """
        try course.write(
          TemporaryCourse.frontMatter + Self.lesson(code, output: "met"), to: "01-\(own)")
      }
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 0, "\(check.output)\(check.errors)")
    }
  }

  @Test("without a compiler that is said once, and each lesson that wasn't checked is named")
  func toolchain() async throws {
    // Texts that have never been compiled before, so that no program of them is kept.
    let lessons = ["01-a", "02-b", "03-c"].map {
      ($0, Self.lesson("print(\"\(UUID().uuidString)\")", output: "1"))
    }
    try await TemporaryCourse.with(lessons) { course in
      let check = try await Command.lessons(
        "check", in: course, environment: ["PATH": course.folder])
      #expect(check.code == 3)
      #expect(check.errors.ranges(of: "swiftc --version").count == 1)
      for (name, _) in lessons { #expect(check.errors.contains("\(name) was not checked\n")) }
    }
  }

  @Test(
    "on a terminal one line says how far it has come",
    .enabled(if: TerminalWindow.isAvailable))
  func progress() async throws {
    let slow = Self.lesson("import Foundation\nusleep(300_000)\nprint(1)", output: "1")
    try await TemporaryCourse.with([("01-a", slow), ("02-b", slow), ("03-c", slow)]) { course in
      try await TerminalWindow.with("check", in: course) { window in
        try await window.waitForPassing("checking 1 of 3: 01-a…")
        let end = try await window.wait(for: "exit code 0")
        #expect(!end.contains("checking"))
        #expect(
          end.hasPrefix(
            "01-a: 1 cell and 0 pictures as recorded\n"
              + "02-b: 1 cell and 0 pictures as recorded\n"))
      }
    }
  }

  @Test("a difference stands beside its record as far as the window is wide enough")
  func columns() async throws {
    let long = String(repeating: "wide ", count: 14)
    try await TemporaryCourse.with(
      [("01-a", Self.lesson("print(\"\(long)1\")", output: "\(long)2"))]
    ) { course in
      for (columns, words) in [
        ("170", "  - \(long)2  + \(long)1\n"), ("100", "recorded"),
        ("40", "  - \(long)2\n  + \(long)1\n"),
      ] {
        let check = try await Command.lessons(
          "check", in: course, environment: ["COLUMNS": columns])
        #expect(check.output.contains(words), "\(columns): \(check.output)")
      }
    }
  }
}

private let coreCount = ProcessInfo.processInfo.activeProcessorCount
