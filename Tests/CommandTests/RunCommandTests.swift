import TestSupport
import Foundation
import Pictures
import Testing

@Suite("lessons NAME", .takingTurns, .serialized)
struct RunCommandTests {
  private static let sums = """

    # Sums

    One and *one*.

    ```swift
    let a = 1
    print("the sum is", a + 1)
    ```

    ```output
    the sum is 2
    ```

    ```swift hidden
    let secret = 5
    ```

    The end.

    """

  @Test("a lesson named by its number goes into a pipe as text, code and output, without escapes")
  func intoPipe() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums), ("02-more", "")]) { course in
      for name in ["1", "01-sums"] {
        let outcome = try await Command.lessons(name, in: course)
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
        let lines = outcome.output.split(separator: "\n").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        let wanted = [
          "Sums", "One and one.", "let a = 1", "the sum is 2", "The end.",
        ]
        let places = wanted.map { words in lines.firstIndex { $0.contains(words) } }
        #expect(!places.contains(nil), "\(lines)")
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(lines.count { $0 == "the sum is 2" } == 1)
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(!outcome.output.contains("secret"))
      }
    }
  }

  @Test("--from shows a cell and what comes after, with the text that belongs to it")
  func from() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      let outcome = try await Command.lessons("1", "--from", "2", "--no-step", in: course)
      #expect(outcome.code == 0)
      for words in ["The second text.", "total is 11\n", "total is 111\n", "The end."] {
        #expect(outcome.output.contains(words), "\(words)")
      }
      #expect(!outcome.output.contains("The first text."))
      #expect(!outcome.output.contains("total is 1\n"))
    }
  }

  @Test("--cell shows one cell and what it does, and runs nothing after it")
  func oneCell() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      let outcome = try await Command.lessons("1", "--cell", "2", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("total += 10\n"))
      #expect(outcome.output.contains("total is 11\n"))
      for words in ["text.", "total is 1\n", "111", "The end."] {
        #expect(!outcome.output.contains(words), "\(words)")
      }
    }
  }

  @Test("what goes wrong before the cell that is wanted is told")
  func mistakeBefore() async throws {
    let broken = TemporaryCourse.threeSteps.replacingOccurrences(
      of: "var total = 1", with: "var total = [1][1]")
    try await TemporaryCourse.with([("01-steps", broken)]) { course in
      for option in ["--cell", "--from"] {
        let outcome = try await Command.lessons("1", option, "3", in: course)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("cell 1 crashed"))
        #expect(outcome.errors.contains("README.md:"))
      }
    }
  }

  @Test(
    "a cell that isn't there is the command line's fault",
    arguments: [
      (["--cell", "4"], "01-steps has no cell 4; its cells are numbered from 1 to 3"),
      (["--from", "0"], "01-steps has no cell 0; its cells are numbered from 1 to 3"),
      (["--from", "2", "--cell", "3"], "choose one"),
      (["--cell", "two"], "--cell"),
    ])
  func cellThatIsNotThere(_ options: [String], words: String) async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      let outcome = try await Command.lessons(["1"] + options, in: course)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(outcome.output == "")
    }
  }

  // MARK: JSON

  /// The events that were printed, each with its fields.
  private func events(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(event as? [String: Any])
    }
  }

  @Test("--json prints an event a line: text, cells, output, and the exit code at the end")
  func json() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      let outcome = try await Command.lessons("1", "--json", in: course)
      #expect(outcome.code == 0)
      let events = try events(outcome.output)
      #expect(
        events.map { $0["event"] as? String } == [
          "lesson", "text", "cell", "output", "cell", "text", "end",
        ])
      #expect(events[0]["name"] as? String == "01-sums")
      #expect((events[0]["path"] as? String)?.hasSuffix("/01-sums/README.md") == true)
      #expect((events[1]["text"] as? String)?.hasSuffix("One and *one*.\n") == true)
      #expect(events[2]["code"] as? String == "let a = 1\nprint(\"the sum is\", a + 1)\n")
      #expect(events[3]["cell"] as? Int == 1)
      #expect(events[3]["text"] as? String == "the sum is 2\n")
      #expect(events[4]["hidden"] as? Bool == true)
      #expect(events[5]["text"] as? String == "The end.\n")
      #expect(events[6]["exitCode"] as? Int == 0)
    }
  }

  @Test(
    "--json tells a crash with its cell and line, pictures with their files, checks with verdicts")
  func jsonOfMistakes() async throws {
    let body = """

      # Events

      ```swift
      import Loupe
      show(Picture(repeating: 128, width: 8, height: 8), "a square")
      let x = Tensor([1, 2])
      check(x, equals: x)
      ```

      ```swift
      let none = [Int]()
      print(none[0])
      ```

      """
    try await TemporaryCourse.with([("01-events", body)]) { course in
      let outcome = try await Command.lessons("1", "--json", in: course)
      #expect(outcome.code == 1)
      let events = try events(outcome.output)
      let picture = try #require(events.first { $0["event"] as? String == "picture" })
      #expect(picture["title"] as? String == "a square")
      let path = try #require(picture["path"] as? String)
      #expect(FileManager.default.fileExists(atPath: path))
      let check = try #require(events.first { $0["event"] as? String == "check" })
      #expect(check["passed"] as? Bool == true)
      let error = try #require(events.first { $0["event"] as? String == "error" })
      #expect(error["cell"] as? Int == 2)
      let lines = try String(
        contentsOfFile: #require(events[0]["path"] as? String), encoding: .utf8
      )
      .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[try #require(error["line"] as? Int) - 1].contains("none[0]"))
      #expect(events.last?["exitCode"] as? Int == 1)
    }
  }

  @Test("colour is for terminals, unless it is asked for")
  func colour() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      let always = try await Command.lessons("1", "--color", "always", in: course)
      #expect(always.output.contains("\u{1B}["))
      let never = try await Command.lessons(
        "1", "--color=never", in: course, environment: ["FORCE_COLOR": "1"])
      #expect(!never.output.contains("\u{1B}"))
      let forced = try await Command.lessons("1", in: course, environment: ["FORCE_COLOR": "1"])
      #expect(forced.output.contains("\u{1B}["))
      let without = try await Command.lessons(
        "1", in: course, environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"])
      #expect(!without.output.contains("\u{1B}"))
      let list = try await Command.lessons("list", "--color", "always", in: course)
      #expect(list.output.contains("\u{1B}["))
    }
  }

  @Test("what a cell prints to steer a terminal is shown, not passed on")
  func terminalEscapes() async throws {
    let body = """
      ```swift
      import Foundation
      print("\\u{1B}[2Jcleared \\u{1B}]52;c;AAAA\\u{7} \\u{9B}1m\\u{202E}")
      FileHandle.standardError.write(Data("\\u{1B}c".utf8))
      ```

      """
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      for color in ["never", "always"] {
        let outcome = try await Command.lessons("1", "--color", color, in: course)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("␛[2Jcleared ␛]52;c;AAAA␇ <U+009B>1m<U+202E>"))
        #expect(outcome.errors.contains("␛c"))
        #expect(!outcome.output.contains("\u{1B}[2J"))
        #expect(!outcome.errors.contains("\u{1B}c"))
        #expect(!outcome.output.contains("\u{202E}"))
      }
    }
  }

  @Test("a picture's title can't steer a terminal either")
  func titleWithEscapes() async throws {
    let body = "```swift\nshow(Scene.harbour(), \"\\u{1B}]0;renamed\\u{7}\")\n```\n"
    try await TemporaryCourse.with([("01-titles", body)]) { course in
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("renamed"))
      #expect(!outcome.output.contains("\u{1B}"))
    }
  }

  @Test("mistakes are told with the line in the lesson")
  func mistakes() async throws {
    let body = """
      ```swift
      print("before")
      var zero = 0
      ```

      ```swift
      print(1 / zero)
      ```

      """
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let crash = try await Command.lessons("1", in: course)
      #expect(crash.code == 1)
      #expect(crash.output.contains("before"))
      #expect(crash.errors.contains("error: Lessons/01-sums/README.md:12:9: cell 2 crashed"))
      #expect(crash.errors.contains("Division by zero"))
      try course.replace("print(1 / zero)", with: "prnt(1)", in: "01-sums")
      let misspelt = try await Command.lessons("1", in: course)
      #expect(misspelt.code == 1)
      #expect(misspelt.output.contains("before"))
      #expect(
        misspelt.errors.contains("Lessons/01-sums/README.md:12:1: error: cannot find 'prnt'"))
      try course.replace(
        "prnt(1)", with: "check(Tensor([[1]]), equals: Tensor([[2]]))", in: "01-sums")
      let check = try await Command.lessons("1", in: course)
      #expect(check.code == 1)
      #expect(check.errors.contains("Lessons/01-sums/README.md:12: the check failed: not equal"))
    }
  }

  @Test("a picture of one's own is checked before anything runs, and is what the lesson works on")
  func ownPicture() async throws {
    let body = "```swift\nprint(inputPicture().width)\n```\n"
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let missing = try await Command.lessons("1", "--picture", "none.png", in: course)
      #expect(missing.code == 2)
      #expect(missing.errors.contains("There is no file 'none.png'"))
      #expect(missing.output == "")
      try Data("words".utf8).write(to: URL(fileURLWithPath: course.folder + "/text.png"))
      let text = try await Command.lessons("1", "--picture", "text.png", in: course)
      #expect(text.code == 2)
      #expect(text.errors.contains("'text.png' is not a PNG picture"))
      try Picture(repeating: 99, width: 137, height: 225).write(to: course.folder + "/own.png")
      let own = try await Command.lessons("1", "--picture", "own.png", in: course)
      #expect(own.code == 0)
      #expect(own.output.split(separator: "\n").contains("137"))
      #expect(!own.output.contains("The lesson works on it in"))
      try Picture(repeating: 99, width: 37, height: 25).write(to: course.folder + "/small.png")
      let small = try await Command.lessons("1", "--picture", "small.png", in: course)
      #expect(small.code == 0)
      #expect(
        small.output.contains(
          "(The picture has 37×25 pixels. The lesson works on it in 222×150.)\n222\n"))
    }
  }

  @Test("pictures are kept beside the build, their paths are printed, and nothing else is left")
  func filesLeftBehind() async throws {
    let name = "01-\(UUID().uuidString.lowercased())"
    let body = "```swift\nshow(Picture(repeating: 7, width: 4, height: 3), \"Grey\")\n```\n"
    try await TemporaryCourse.with([(name, body)]) { course in
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == 0)
      let line = try #require(outcome.output.split(separator: "\n").first { $0.contains("Grey: ") })
      let path = try #require(line.split(separator: " ").last.map(String.init))
      #expect(path.contains("/lessons/\(name)/grey.png"))
      let build = URL(fileURLWithPath: Command.folder).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().path
      #expect(path.hasPrefix(build + "/"))
      #expect(try Picture(contentsOf: path) == Picture(repeating: 7, width: 4, height: 3))
      try FileManager.default.removeItem(
        at: URL(fileURLWithPath: path).deletingLastPathComponent())
      #expect(course.files == ["Lessons/\(name)/README.md"])
      #expect(course.temporaryFiles.isEmpty)
    }
  }

  /// Whether a command line, with the number of its process before it, is that of a lesson's
  /// program, and not that of what compiles it.
  private func isLessonProgram(_ process: String) -> Bool {
    process.split(separator: " ").dropFirst().first?.hasSuffix("/program") == true
  }

  @Test("being told to end, the command ends at once, and with it the lesson's program")
  func terminated() async throws {
    let body = "```swift\nprint(1)\nwhile true {}\n```\n"
    try await TemporaryCourse.with([("01-endless", body)]) { course in
      let check = Task { try await Command.lessons("1", "--all", in: course) }
      var processes: [String] = []
      for _ in 0..<600 where !processes.contains(where: isLessonProgram) {
        try await Task.sleep(for: .milliseconds(50))
        processes = RunningProcesses.all(mentioning: course.temporaryFolder)
      }
      let command = try #require(processes.first { $0.contains("--all") })
      let number = try #require(command.split(separator: " ").first)
      _ = try await Command.shell("kill -TERM \(number)", in: course)
      let outcome = try await check.value
      #expect(outcome.code == 143)
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
    }
  }

  @Test("a reader that goes away ends the run quietly, and with it the lesson's program")
  func closedOutput() async throws {
    let body = "Text.\n\n```swift\nprint(1)\n```\n\n```swift\nimport Foundation\nsleep(1)\n```\n\n"
    let words = String(repeating: "Many words follow here.\n\n", count: 5_000)
    try await TemporaryCourse.with([("01-sums", body + words)]) { course in
      let outcome = try await Command.shell("\"$lessons\" 1 | head -n 1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 2)
      #expect(outcome.errors == "")
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder).isEmpty)
      #expect(course.temporaryFiles.isEmpty)
    }
  }
}
