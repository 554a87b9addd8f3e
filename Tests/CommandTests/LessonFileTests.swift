import Foundation
import TestSupport
import Testing

@Suite("Lesson files as they come from other editors and systems", .takingTurns, .serialized)
struct LessonFileTests {
  /// A text that makes the lesson, and what comes of running it.
  struct Form: CustomTestStringConvertible {
    let testDescription: String
    let body: String
    var change: @Sendable (String) -> String = { $0 }
    var code = 0
    var output: [String] = []
    var errors = ""
    var isWithout: [String] = []
  }

  private static let crash = "```swift\nvar zero = 0\n\nprint(1 / zero)\n```\n"

  static let forms = [
    Form(
      testDescription: "the line ends of Windows", body: "Text.\n\n" + crash,
      change: { $0.replacing("\n", with: "\r\n") }, code: 1,
      errors: "Lessons/01-form/README.md:11:9: cell 1 crashed: Fatal error: Division by zero"),
    Form(
      testDescription: "a byte order mark", body: crash, change: { "\u{FEFF}" + $0 }, code: 1,
      errors: "README.md:9:9: cell 1 crashed"),
    Form(
      testDescription: "tabs in code, and a tab before the text",
      body:
        "```swift\nfor i in 0..<2 {\n\tprint(\"tab\\t\\(i)\")\n}\n```\n\n\tprint(\"indented\")\n",
      output: ["\ntab\t0\ntab\t1\n"]),
    Form(
      testDescription: "fences of tildes and of four backticks",
      body: "~~~swift\nprint(\"til\" + \"des\")\n~~~\n\n````swift\nprint(\"fo\" + \"ur\")\n````\n",
      output: ["\ntildes\n", "\nfour\n"]),
    Form(
      testDescription: "a fence in a comment of HTML, which is no cell",
      body:
        "<!--\n```swift\nprint(\"un\" + \"seen\")\n```\n-->\n\n```swift\nprint(\"se\" + \"en\")\n```\n",
      output: ["\nseen\n"], isWithout: ["unseen", "cell 2"]),
    Form(
      testDescription: "a cell in a list in a list",
      body: "- one\n  - two\n\n    ```swift\n    print(\"de\" + \"ep\")\n    ```\n", code: 2,
      errors: "README.md:9: a cell can't stand inside a list"),
    Form(
      testDescription: "options with a comma", body: "```swift, hidden\nprint(1)\n```\n", code: 2,
      errors: "Lessons/01-form/README.md:6:"),
    Form(
      testDescription: "a brace that a cell opens and the next one closes",
      body:
        "```swift\nprint(\"be\" + \"fore\")\n```\n\n```swift\nif true {\n```\n\n```swift\n}\n```\n",
      code: 1, output: ["\nbefore\n"],
      errors: "Lessons/01-form/README.md:11:9: error: expected '}'"),
    Form(
      testDescription: "a cell that names another file for its lines",
      body: "```swift\n#sourceLocation(file: \"/etc/passwd\", line: 1)\nlet a: Int = \"\"\n```\n",
      code: 1,
      errors: "README.md:7:1: error: a cell can't use #sourceLocation", isWithout: ["/etc/passwd:1"]
    ),
    Form(
      testDescription: "parentheses ten thousand deep",
      body: "```swift\nprint(\"be\" + \"fore\")\n```\n\n```swift\nlet a = "
        + String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
        + "\n```\n",
      code: 1, output: ["\nbefore\n"],
      errors:
        "Lessons/01-form/README.md:11:264: error: structure nesting level exceeded maximum of 256"),
    Form(
      testDescription: "an expression that the compiler doesn't get to the end of",
      body: "```swift\nprint(\"be\" + \"fore\")\n```\n\n```swift\nlet a: Double = -1\nlet b = "
        + Array(repeating: "-[a, 1, 2.5].map { -$0 * 2 + 1 }.reduce(0) { $0 + -$1 }", count: 6)
        .joined(separator: " + ") + "\n```\n",
      code: 1, output: ["\nbefore\n"],
      errors:
        "README.md:12:9: error: the compiler is unable to type-check this expression in reasonable time"
    ),
    Form(
      testDescription: "a type so deep that the compiler crashes",
      body: "```swift\nprint(\"be\" + \"fore\")\n```\n\n```swift\nlet a: "
        + String(repeating: "Optional<", count: 5_000) + "Int"
        + String(repeating: ">", count: 5_000)
        + " = nil\n```\n\n```swift\nprint(\"af\" + \"ter\")\n```\n",
      code: 1, output: ["\nbefore\n"],
      errors:
        "Lessons/01-form/README.md:11: cell 2 doesn't compile: the compiler itself crashed on it",
      isWithout: ["\nafter\n", "Stack dump"]),
  ]

  @Test("run, or are refused, with the right lines", arguments: forms)
  func form(form: Form) async throws {
    try await TemporaryCourse.with([]) { course in
      try course.write(form.change(TemporaryCourse.frontMatter + form.body), to: "01-form")
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == form.code)
      for words in form.output { #expect(outcome.output.contains(words)) }
      for words in form.isWithout {
        #expect(!outcome.output.contains(words))
        #expect(!outcome.errors.contains(words))
      }
      if form.errors.isEmpty {
        #expect(outcome.errors == "")
      } else {
        #expect(outcome.errors.contains(form.errors))
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder) == [])
      #expect(course.temporaryFiles == [])
    }
  }

  @Test("of thirty cells, the last has its line")
  func thirtyCells() async throws {
    let cells = (1...30).map { "```swift\nprint(\"cell\", \($0))\n```\n\n" }.joined()
    try await TemporaryCourse.with([("01-thirty", cells + Self.crash)]) { course in
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("\ncell 30\n"))
      #expect(
        outcome.errors.contains("Lessons/01-thirty/README.md:129:9: cell 31 crashed: Fatal error"))
    }
  }

  @Test("a folder's name may have blanks and letters of any language")
  func names() async throws {
    try await TemporaryCourse.with([("01 Größe, 大きさ", Self.crash)]) { course in
      for arguments in [["1"], ["01 Größe, 大きさ"], ["Lessons/01 Größe, 大きさ"], ["check", "1"]] {
        let outcome = try await Command.lessons(arguments, in: course)
        #expect(outcome.code == 1, "\(arguments)")
        #expect(
          outcome.errors.contains("Lessons/01 Größe, 大きさ/README.md:9:9: cell 1 crashed")
            || outcome.output.contains("Lessons/01 Größe, 大きさ/README.md:9:9: cell 1 crashed"),
          "\(arguments)")
      }
    }
  }
}

@Suite("What a cell prints that isn't plain text", .takingTurns, .serialized)
struct HostileOutputTests {
  /// What would steer a terminal, and how it is shown instead.
  static let steering: [(name: String, code: String, shown: String)] = [
    ("clear the screen", "\\u{1B}[2J\\u{1B}[H", "␛[2J␛[H"),
    ("set the title", "\\u{1B}]0;title\\u{7}", "␛]0;title␇"),
    ("write the clipboard", "\\u{1B}]52;c;QUJD\\u{7}", "␛]52;c;QUJD␇"),
    (
      "link", "\\u{1B}]8;;http://example.com\\u{1B}\\\\a\\u{1B}]8;;\\u{1B}\\\\",
      "␛]8;;http://example.com␛\\a␛]8;;␛\\"
    ),
    ("go to the other screen", "\\u{1B}[?1049h", "␛[?1049h"),
    ("reset", "\\u{1B}c", "␛c"),
    (
      "show a file by kitty", "\\u{1B}_Ga=T,t=f,f=100;L2V0Yw==\\u{1B}\\\\",
      "␛_Ga=T,t=f,f=100;L2V0Yw==␛\\"
    ),
    ("paste in brackets", "\\u{1B}[?2004h", "␛[?2004h"),
    ("write right to left", "\\u{202E}abc\\u{2066}", "<U+202E>abc<U+2066>"),
    ("an eight-bit control", "\\u{9B}2J", "<U+009B>2J"),
    ("nothing", "a\\0b", "a␀b"),
    ("go back in the line", "50 %\\r100 %", "50 %␍100 %"),
    ("go back a letter", "no\\u{8}\\u{8}yes", "no␈␈yes"),
    ("ring", "\\u{7}", "␇"),
  ]

  @Test("what steers a terminal is shown, by every command and on both streams")
  func steeringTerminals() async throws {
    let lines = Self.steering.map { "print(\"<\($0.code)>\")" }
    let errors = Self.steering.map { "FileHandle.standardError.write(Data(\"(\($0.code))\".utf8))" }
    let cell = (["import Foundation"] + lines + errors).joined(separator: "\n")
    let recorded = "```swift\n\(cell)\n```\n\n```output\nsomething else\n```\n"
    try await TemporaryCourse.with([("01-steering", recorded)]) { course in
      for arguments in [
        ["1"], ["1", "--json"], ["check", "1"], ["check", "1", "--color", "never"],
      ] {
        let outcome = try await Command.lessons(arguments, in: course)
        for (name, _, shown) in Self.steering where arguments == ["1"] {
          #expect(outcome.output.contains("<\(shown)>"), "\(name)")
          #expect(outcome.errors.contains("(\(shown))"), "\(name)")
        }
        #expect((outcome.output + outcome.errors).contains("2J"), "\(arguments)")
        for text in [outcome.output, outcome.errors] {
          let steering = text.unicodeScalars.filter {
            [.control, .format].contains($0.properties.generalCategory) && $0 != "\n" && $0 != "\t"
          }
          #expect(steering.isEmpty, "\(arguments)")
        }
      }
    }
  }

  @Test("line ends of Windows are line ends, and bytes that are no text are shown as such")
  func bytes() async throws {
    let body = """
      ```swift
      import Foundation
      print("one\\r\\ntwo\\r")
      FileHandle.standardOutput.write(Data([0x61, 0xFF, 0xC3, 0x28, 0x0A]))
      ```

      """
    try await TemporaryCourse.with([("01-bytes", body)]) { course in
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("one\r\ntwo\r\na\u{FFFD}\u{FFFD}(\n"))
    }
  }

  @Test("fences and comments in an output are recorded, read back, and recorded again unchanged")
  func fences() async throws {
    let body = """
      ```swift
      print("```\\n````\\n~~~\\n<!-- a comment\\n```output\\n--> \\\\end")
      ```

      The end.

      """
    try await TemporaryCourse.with([("01-fences", body)]) { course in
      #expect(try await Command.lessons("record", "1", in: course).code == 0)
      let text = try course.text(of: "01-fences")
      #expect(
        text.contains("`````output\n```\n````\n~~~\n<!-- a comment\n```output\n--> \\end\n`````\n"))
      #expect(text.hasSuffix("\nThe end.\n"))
      #expect(try await Command.lessons("check", "1", in: course).code == 0)
      let again = try await Command.lessons("record", "1", in: course)
      #expect(again.output == "01-fences: is as recorded; nothing was changed\n")
      #expect(try course.text(of: "01-fences") == text)
    }
  }
}
