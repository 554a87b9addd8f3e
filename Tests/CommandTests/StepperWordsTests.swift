import Foundation
import TestSupport
import Testing

@Suite(
  "What the step-by-step reader says", .takingTurns, .serialized,
  .enabled(if: TerminalWindow.isAvailable))
struct StepperWordsTests {
  @Test("What takes long is named: the compiler for the values, and the trial of a cell that fails")
  func work() async throws {
    let body = "```swift\nlet a = 1\n```\n\n```swift fails\nlet b: Int = \"one\"\n```\n"
    try await TemporaryCourse.with([("01-work", body)]) { course in
      let tools = try course.slowCompiler(seconds: 1)
      let record = course.folder + "/sent"
      try await TerminalWindow.with("1", in: course, tools: tools, recordedIn: record) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("v")
        try await window.wait(for: "Enter goes on")
        try await window.press("Enter")
        try await window.wait(for: "Enter runs the cell")
        try await window.press("Enter")
        let text = try await window.wait(for: "the end")
        #expect(text.contains("cannot convert value"))
        #expect(!text.contains("…"))
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
      // What was sent, for what passes can be missed.
      let sent = try String(contentsOfFile: record, encoding: .utf8)
      #expect(sent.contains("compiling 01-work so that its values are noted…"))
      #expect(sent.contains("trying cell 2, which is meant to fail…"))
    }
  }

  @Test("A finished lesson says that it begins again")
  func finished() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      try await TerminalWindow.with("1", in: course) { window in
        let text = try await window.wait(for: "Enter runs the cell")
        #expect(!text.contains("begins again"))
        try await window.press("a")
        try await window.wait(for: "exit code 0")
      }
      try await TerminalWindow.with("1", in: course) { window in
        let text = try await window.wait(for: "Enter runs the cell")
        #expect(text.contains("── you have finished this lesson; it begins again ─"))
        #expect(text.contains("The first text."))
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
    }
  }

  @Test("In the narrowest of windows, too, the list of keys has whole words and fits")
  func keysInANarrowWindow() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      try await TerminalWindow.with("1", in: course, columns: 20) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("?")
        let text = try await window.wait(for: "this list")
        #expect(text.contains("  Enter, space, n,\n  →, ↓\n      run the cell\n      and go on\n"))
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
    }
  }

  /// A cell whose code, whose picture's title and whose mistake are wide.
  private static let wide = """
    ```swift
    let considerableSum = Tensor([1, 2, 3]).sum() + Tensor([4, 5, 6]).sum()
    show(Picture(repeating: 7, width: 4, height: 3), "Considerable greyness everywhere around")
    let considerableProduct = considerableSum * considerablyMissing * considerableSum
    ```

    """

  @Test(
    "In a narrow window no word is broken, and a path stays in one piece", arguments: [28, 40, 60])
  func narrow(columns: Int) async throws {
    try await TemporaryCourse.with([("01-wide", Self.wide)]) { course in
      try await TerminalWindow.with("1 --images none", in: course, columns: columns) { window in
        try await window.wait(for: "Enter runs")
        try await window.press("?")
        try await window.wait(for: "this list")
        try await window.press("Enter")
        try await window.wait(for: "considerablyMissi", times: 2)
        try course.replace("considerablyMissing", with: "2", in: "01-wide")
        try await window.wait(for: "e edit")
        try await window.press("r", "Enter")
        try await window.wait(for: "picture")
        try await window.press("q")
        let text = try await window.wait(for: "exit code")
        let lines = text.split(separator: "\n").prefix { !$0.hasPrefix("exit code") }
        let words = lines.joined(separator: " ").split(separator: " ").map(String.init)
        for word in [
          "considerableSum", "considerableProduct", "everywhere", "without", "waiting", "editor,",
          "minutes", "doesn't",
        ] {
          #expect(words.contains(word), "\(word) in:\n\(text)")
        }
        // The terminal itself breaks what sticks out.
        #expect(lines.joined().contains("/lessons/01-wide/considerable-greyness"))
      }
    }
  }

  @Test("Without colour there are no marks of Markdown, and a picture says where its file is")
  func withoutColor() async throws {
    let body =
      "Some *soft* and **strong** `code`.\n\n"
      + Self.wide.replacing("considerablyMissing", with: "2")
    try await TemporaryCourse.with([("01-wide", body)]) { course in
      for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
        try await TerminalWindow.with(
          "1 --no-step", in: course, columns: 200, environment: environment
        ) {
          window in
          let text = try await window.wait(for: "exit code 0")
          #expect(text.contains("Some soft and strong 'code'."))
          #expect(
            text.contains("picture Considerable greyness everywhere around (only as a file): /"))
          #expect(text.contains(".png\n"))
        }
      }
      let piped = try await Command.lessons("1", in: course)
      #expect(piped.output.contains("Some soft and strong 'code'."))
      #expect(piped.output.contains("picture Considerable greyness everywhere around: /"))
      // Whoever reads a file finds lines of code as they are written.
      #expect(piped.output.contains("= considerableSum * 2 * considerableSum\n"))
    }
  }
}
