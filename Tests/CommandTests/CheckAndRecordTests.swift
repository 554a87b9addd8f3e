import Foundation
import Pictures
import TestSupport
import Testing

@Suite("lessons check, lessons record", .takingTurns, .serialized)
struct CheckAndRecordTests {
  private static let sums = """
    # Sums

    ```swift
    let values = [1.5, 2.5]
    print("first line")
    print("sum", values[0] + values[1])
    print("last line")
    ```

    ```output
    first line
    sum 4.0
    last line
    ```

    ```swift norun
    nothing of this is Swift
    ```

    The end.

    """

  @Test("a changed number is shown as a difference, recorded, and then is as recorded")
  func changedNumber() async throws {
    try await TemporaryCourse.with([("01-sums", Self.sums)]) { course in
      let content = "01-sums: 2 cells and 0 pictures as recorded\n"
      let first = try await Command.lessons("check", in: course)
      #expect(first.code == 0)
      #expect(first.output == content)
      let second = try await Command.lessons("check", "1", in: course)
      #expect(second.output == first.output)
      #expect(second.errors == "")

      try course.replace("[1.5,", with: "[7.25,", in: "01-sums")
      let changed = try await Command.lessons("check", in: course)
      #expect(changed.code == 1)
      #expect(
        changed.output == """
          Lessons/01-sums/README.md:15: cell 1 prints something else than is recorded
              recorded      printed
              first line    first line
            - sum 4.0     + sum 9.75
              last line     last line
              line 2: recorded 4.0, printed 9.75: off by 5.75, allowed 0.004
          01-sums: 1 of 2 cells not as recorded

          """)
      let again = try await Command.lessons("check", in: course)
      #expect(again.output == changed.output)

      let record = try await Command.lessons("record", "1", in: course)
      #expect(record.code == 0)
      #expect(record.output == "01-sums: recorded\n")
      let wanted = TemporaryCourse.frontMatter + Self.sums
      #expect(
        try course.text(of: "01-sums")
          == wanted.replacing("[1.5,", with: "[7.25,").replacing("sum 4.0", with: "sum 9.75"))
      let last = try await Command.lessons("check", in: course)
      #expect(last.output == content)
      let idle = try await Command.lessons("record", in: course)
      #expect(idle.output == "01-sums: is as recorded; nothing was changed\n")
      #expect(course.files == ["Lessons/01-sums/README.md"])
      #expect(course.temporaryFiles.isEmpty)
    }
  }

  @Test("a lesson in which a cell fails isn't recorded, and its file stays as it is")
  func failingLesson() async throws {
    let body = "```swift\nprint(1)\n```\n\n```swift\nlet a = [1]\nprint(a[1])\n```\n"
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let outcome = try await Command.lessons("record", in: course)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("cell 2 crashed: Fatal error: Index out of range"))
      #expect(outcome.errors.contains("01-sums was not recorded"))
      #expect(outcome.output == "")
      #expect(try course.text(of: "01-sums") == TemporaryCourse.frontMatter + body)
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 1)
      // What is said of the failure isn't a result.
      #expect(
        check.output == """
          Lessons/01-sums/README.md:7: cell 1 has no record; make one with: swift run lessons record \
          01-sums
          01-sums: 2 of 2 cells not as recorded

          """)
      #expect(course.files == ["Lessons/01-sums/README.md"])
      #expect(course.temporaryFiles.isEmpty)
    }
  }

  @Test("what a failing cell has printed, and which check failed, is said on standard error")
  func failingCheck() async throws {
    let body = """
      ```swift
      print("so far")
      show(Picture(repeating: 9, width: 3, height: 2), "Dark")
      check(Tensor([[1]]), equals: Tensor([[2]]))
      ```

      """
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 1)
      #expect(check.output == "01-sums: 1 of 1 cell not as recorded\n")
      #expect(check.errors.hasPrefix("so far\n"))
      #expect(
        check.errors.contains("\nerror: Lessons/01-sums/README.md:9: the check failed: not equal"))
      #expect(!check.errors.contains("dark.png"))
    }
  }

  @Test("a command that is suggested can be typed, blanks in the path or not")
  func quotedSuggestion() async throws {
    try await TemporaryCourse.with([("my sums", Self.sums.replacing("output", with: "text"))]) {
      course in
      let check = try await Command.lessons("check", "Lessons/my sums", in: course)
      let words = "make one with: swift run lessons record 'Lessons/my sums'\n"
      #expect(check.output.contains(words))
      let all = try await Command.lessons("check", in: course)
      #expect(all.output.contains("make one with: swift run lessons record 'my sums'\n"))
    }
  }

  @Test("what a cell prints to steer a terminal is shown in a difference too")
  func escapesInDifference() async throws {
    let body = "```swift\nprint(\"\\u{1B}[2J\")\n```\n\n```output\nnothing\n```\n"
    try await TemporaryCourse.with([("01-sums", body)]) { course in
      let outcome = try await Command.lessons("check", in: course)
      #expect(outcome.output.contains("+ ␛[2J"))
      #expect(!outcome.output.contains("\u{1B}"))
      let colored = try await Command.lessons("check", "--color", "always", in: course)
      #expect(colored.output.contains("␛[2J"))
      #expect(colored.output.contains("\u{1B}[31m"))
    }
  }

  @Test("a recorded picture may be off by one grey level, and not by two")
  func pictures() async throws {
    let body = """
      ```swift
      show(Picture(repeating: 100, width: 7, height: 5), "Grey")
      ```

      """
    try await TemporaryCourse.with([("01-grey", body)]) { course in
      let missing = try await Command.lessons("check", in: course)
      #expect(missing.code == 1)
      #expect(missing.output.contains("cell 1 has no record"))
      let record = try await Command.lessons("record", in: course)
      #expect(record.code == 0)
      let path = course.folder + "/Lessons/01-grey/figures/grey.png"
      let recorded = try Picture(contentsOf: path)
      #expect(recorded == Picture(repeating: 100, width: 7, height: 5))
      #expect(try course.text(of: "01-grey").contains("![Grey](figures/grey.png)"))

      /// What the check says when one recorded pixel is changed.
      func check(level: UInt8) async throws -> Command.Outcome {
        var pixels = recorded.pixels
        pixels[2 * 7 + 3] = level
        try Picture(width: 7, height: 5, channels: 1, pixels: pixels).write(to: path)
        return try await Command.lessons("check", in: course)
      }
      for level: UInt8 in [100, 101, 99] { #expect(try await check(level: level).code == 0) }
      let two = try await check(level: 102)
      #expect(two.code == 1)
      #expect(two.output.contains("figures/grey.png is not as it is recorded"))

      let again = try await Command.lessons("record", in: course)
      #expect(again.output == "01-grey: recorded\n")
      #expect(try Picture(contentsOf: path) == recorded)

      try Picture(repeating: 100, width: 7, height: 6).write(to: path)
      #expect(try await Command.lessons("check", in: course).code == 1)
      try Data("no picture".utf8).write(to: URL(fileURLWithPath: path))
      let damaged = try await Command.lessons("check", in: course)
      #expect(damaged.code == 1)
      #expect(damaged.output.contains("is not a PNG picture"))
      try FileManager.default.removeItem(atPath: path)
      #expect(try await Command.lessons("check", in: course).output.contains("There is no file"))
    }
  }

  @Test("a picture that is shown under another title is another picture, and the old one goes")
  func renamedPicture() async throws {
    let body = "```swift\nshow(Picture(repeating: 9, width: 3, height: 2), \"Dark\")\n```\n"
    try await TemporaryCourse.with([("01-dark", body)]) { course in
      _ = try await Command.lessons("record", in: course)
      try course.replace("\"Dark\"", with: "\"Darker\"", in: "01-dark")
      let check = try await Command.lessons("check", in: course)
      #expect(check.code == 1)
      #expect(check.output.contains("  - figures/dark.png\n  + figures/darker.png\n"))
      _ = try await Command.lessons("record", in: course)
      #expect(
        course.files == ["Lessons/01-dark/README.md", "Lessons/01-dark/figures/darker.png"])
      #expect(try course.text(of: "01-dark").contains("![Darker](figures/darker.png)"))
    }
  }
}
