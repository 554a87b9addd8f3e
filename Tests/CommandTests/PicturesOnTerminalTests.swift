import Foundation
import TestSupport
import Testing

@Suite("Pictures on the terminal", .takingTurns, .serialized)
struct PicturesOnTerminalTests {
  /// A picture of four pixels, so it is shown as 8 × 8 half-blocks: red, green, blue and white.
  private static let body = """
    ```swift
    show(
      Picture(
        width: 2, height: 2, channels: 3,
        pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]),
      "Four colours", alt: "Red and green above blue and white")
    ```

    """

  private func withCourse(_ test: (TemporaryCourse) async throws -> Void) async throws {
    try await TemporaryCourse.with([("01-four", Self.body)], test)
  }

  /// Runs the lesson in a window of tmux, and gives what stands there with its colours, line by line,
  /// and what the program wrote.
  private func run(
    _ arguments: String, in course: TemporaryCourse, environment: [String: String] = [:]
  ) async throws -> (lines: [String], written: String) {
    // Where a command line can be, there can be more of the shell: what was before is noted, and what
    // is seen afterwards, once all of it has arrived.
    let script = """
      list > list.txt; stty -g > before.txt; tmux pipe-pane "cat > '\(course.folder)/written.txt'"
      unset NO_COLOR FORCE_COLOR COLORTERM LOUPE_IMAGES
      export TMPDIR='\(course.temporaryFolder)' \(environment.map { "\($0)='\($1)'" }.joined(separator: " "))
      '\(Command.path(of: "lessons"))' \(arguments)
      code=$?; stty -g > after.txt; echo seen
      until tmux capture-pane -p -S - | grep -q '^seen'; do sleep 0.05; done
      tmux capture-pane -e -p -S - > screen.txt; (exit $code)
      """
    func text(_ name: String) throws -> String {
      let file = URL(fileURLWithPath: "\(course.folder)/\(name)")
      return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    var written = ""
    try await TerminalWindow.with(script, in: course) { window in
      try await window.wait(for: "exit code 0")
      for _ in 0..<600 where !written.contains("exit code 0") {
        try await Task.sleep(for: .milliseconds(50))
        written = try text("written.txt")
      }
    }
    #expect(try text("before.txt") == text("after.txt"))
    return (try text("screen.txt").split(separator: "\n").map(String.init), written)
  }

  private func blocks(_ lines: [String]) -> [String] { lines.filter { $0.contains("▀") } }

  @Test(
    "half-blocks stand above the title and the path, in their colours",
    .enabled(if: TerminalWindow.isAvailable))
  func halfBlocks() async throws {
    try await withCourse { course in
      let environment = ["COLORTERM": "truecolor"]
      let (lines, written) = try await run("1 --all", in: course, environment: environment)
      let found = blocks(lines)
      #expect(found.count == 4)
      #expect(found.allSatisfy { $0.count { $0 == "▀" } == 8 })
      #expect(found.first?.contains("38;2;255;0;0") == true)
      #expect(found.last?.contains("48;2;255;255;255") == true)
      let last = try #require(lines.lastIndex { $0.contains("▀") })
      #expect(lines[last + 1].contains("Four colours: "))
      #expect(lines[last + 1].contains("four-colours.png"))
      // tmux was asked, for its variables don't say what it has.
      #expect(written.contains("\u{1B}[c"))
    }
  }

  @Test(
    "none shows the path alone, and so does a terminal that is dumb or has no colour",
    .enabled(if: TerminalWindow.isAvailable))
  func none() async throws {
    let cases: [(String, [String: String])] = [
      ("1 --all --images=none", [:]), ("1 --all", ["LOUPE_IMAGES": "none"]),
      ("1 --all", ["TERM": "dumb"]), ("1 --all --color=never", [:]),
      ("1 --all --images=none", ["LOUPE_IMAGES": "kitty"]),
    ]
    for (arguments, environment) in cases {
      try await withCourse { course in
        let (lines, written) = try await run(arguments, in: course, environment: environment)
        #expect(blocks(lines).isEmpty, "\(arguments) \(environment)")
        #expect(!written.contains("\u{1B}_G"))
        #expect(written.contains("Four colours (only as a file):"))
      }
    }
  }

  @Test("a way that is named is taken", .enabled(if: TerminalWindow.isAvailable))
  func named() async throws {
    let cases = [
      ("kitty", "\u{1B}_Ga=T,f=100,"), ("iterm", "\u{1B}]1337;File=inline=1;"),
      ("sixel", "\u{1B}P0;1;0q"), ("blocks", "▀"),
    ]
    for (way, start) in cases {
      try await withCourse { course in
        let (_, written) = try await run("1 --all --images=\(way)", in: course)
        #expect(written.contains(start), "\(way)")
        for (_, other) in cases where other != start {
          #expect(!written.contains(other), "\(way)")
        }
        // Whoever can't read what is written in a picture has it in words.
        #expect(
          written.contains("\u{1B}[2mRed and green above blue") == (way == "blocks"), "\(way)")
        // Nothing had to be asked.
        #expect(!written.contains("\u{1B}[c"))
      }
    }
  }

  @Test(
    "stepping shows the picture after the key, and the terminal's settings come back",
    .enabled(if: TerminalWindow.isAvailable))
  func stepping() async throws {
    try await withCourse { course in
      try await TerminalWindow.with("1", in: course) { window in
        var text = try await window.wait(for: "Enter runs the cell")
        #expect(!text.contains("▀"))
        try await window.press("Enter")
        text = try await window.wait(for: "the end")
        #expect(text.count { $0 == "▀" } == 32)
        try await window.press("q")
        try await window.wait(for: "exit code 0")
        text = try await window.wait(for: " icanon ")
        #expect(text.contains(" echo "))
      }
    }
  }

  @Test("a pipe never gets a picture, whatever is asked for")
  func pipe() async throws {
    try await withCourse { course in
      for way in ["auto", "kitty", "iterm", "sixel", "blocks", "none"] {
        let outcome = try await Command.lessons("1", "--images=\(way)", in: course)
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("Four colours: "))
        #expect(!(outcome.output + outcome.errors).contains("\u{1B}"), "\(way)")
        #expect(!outcome.output.contains("▀"), "\(way)")
        let variable = try await Command.lessons(
          "1", in: course, environment: ["LOUPE_IMAGES": way])
        #expect(variable.output == outcome.output)
      }
    }
  }

  @Test("a way that there isn't is an error of usage, in the option and in the variable")
  func unknown() async throws {
    try await withCourse { course in
      let option = try await Command.lessons("1", "--images=big", in: course)
      #expect(option.code == 64)
      #expect(option.errors.contains("'big'") && option.errors.contains("sixel"))
      let variable = try await Command.lessons(
        "1", in: course, environment: ["LOUPE_IMAGES": "big"])
      #expect(variable.code == 64)
      #expect(variable.errors.contains("LOUPE_IMAGES is 'big'"))
      #expect(variable.errors.contains("auto, kitty, iterm, sixel, blocks, none"))
    }
  }
}
