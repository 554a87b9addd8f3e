import TestSupport
import Foundation
import Testing

@testable import LessonEngine

@Suite("Reading a lesson")
struct LessonReaderTests {
  private func lesson(_ source: String) throws(LessonError) -> Lesson {
    try Lesson(source: source, path: "/course/01-lesson/README.md")
  }

  /// What is wrong with a lesson of this text.
  private func fault(_ source: String) throws -> LessonError {
    try #require(throws: LessonError.self) { try lesson(source) }
  }

  @Test("the front matter, the name and the parts are read in order")
  func wholeLesson() throws {
    let lesson = try lesson(
      """
      ---
      title: "Edges: how?"
      summary: How does a kernel see an edge?
      requires: [01-pictures, 02-sums]
      minutes: 20
      ---

      # Edges

      ```swift
      let a = 1
      ```

      Between.

      ```swift hidden
      let b = 2

      ```
      """)
    #expect(lesson.name == "01-lesson")
    #expect(lesson.frontMatter.title == "Edges: how?")
    #expect(lesson.frontMatter.summary == "How does a kernel see an edge?")
    #expect(lesson.frontMatter.requires == ["01-pictures", "02-sums"])
    #expect(lesson.frontMatter.minutes == 20)
    let kinds = lesson.parts.map { if case .prose = $0 { "prose" } else { "cell" } }
    #expect(kinds == ["prose", "cell", "prose", "cell"])
    #expect(lesson.cells.map(\.number) == [1, 2])
    #expect(lesson.cells.map(\.code) == ["let a = 1\n", "let b = 2\n\n"])
    #expect(lesson.cells.map(\.codeLine) == [11, 17])
    #expect(lesson.cells.map(\.lines) == [10...12, 16...19])
    #expect(lesson.cell(atLine: 12)?.number == 1)
    #expect(lesson.cell(atLine: 14) == nil)
  }

  @Test("a lesson without cells is only prose")
  func noCells() throws {
    let words = try lesson(frontMatter + "Only words.\n")
    #expect(words.parts.count == 1)
    #expect(words.cells.isEmpty)
    let nothing = try lesson(frontMatter)
    #expect(nothing.parts.isEmpty)
  }

  struct Malformed: CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let line: Int?
    let words: [String]

    init(_ name: String, _ source: String, line: Int?, _ words: String...) {
      (testDescription, self.source, self.line, self.words) = (name, source, line, words)
    }
  }

  @Test(
    "a malformed lesson is refused with the line and the reason",
    arguments: [
      Malformed("empty file", "", line: 1, "front matter", "title, summary and minutes"),
      Malformed("no front matter", "# Edges\n", line: 1, "begins with its front matter"),
      Malformed("blank line first", "\n" + frontMatter, line: 1, "begins with its front matter"),
      Malformed("front matter unclosed", "---\ntitle: A\n\n# B\n", line: 1, "no '---' line after"),
      Malformed("not YAML", "---\ntitle: [a\n---\n", line: 1, "the front matter", "YAML"),
      Malformed(
        "no title", "---\nsummary: S\nminutes: 1\n---\n", line: 1, "'title' is missing"),
      Malformed(
        "minutes in words", "---\ntitle: T\nsummary: S\nminutes: long\n---\n", line: 1,
        "'minutes'", "isn't what it should be"),
      Malformed(
        "requires is no list", "---\ntitle: T\nsummary: S\nminutes: 1\nrequires: 01\n---\n",
        line: 1, "'requires'"),
      Malformed(
        "fence never closed", frontMatter + "Text.\n\n```swift\nlet a = 1\n\nMore text.\n",
        line: 8, "never closed", "'```'"),
      Malformed(
        "a longer fence never closed", frontMatter + "~~~~text\n```\n~~~\n", line: 6,
        "never closed", "'~~~~'"),
      Malformed(
        "a fence never closed in a list", frontMatter + "- a\n\n  ```text\n  b\n\nc\n", line: 8,
        "never closed"),
      Malformed(
        "an option misspelt", frontMatter + "Text.\n\n```swift hiden\n```\n", line: 8,
        "no option 'hiden'", "did you mean 'hidden'?", "norun"),
      Malformed(
        "an output before any cell", frontMatter + "```output\n1\n```\n", line: 6,
        "right after the cell"),
      Malformed(
        "prose between cell and output",
        frontMatter + "```swift\n```\n\nIt prints:\n\n```output\n1\n```\n", line: 11,
        "right after the cell"),
      Malformed(
        "two outputs", frontMatter + "```swift\n```\n```output\n1\n```\n```output\n2\n```\n",
        line: 11, "right after the cell"),
      Malformed(
        "an output after the pictures",
        frontMatter + "```swift\n```\n\n![a](figures/a.png)\n\n```output\n1\n```\n", line: 11,
        "right after the cell"),
      Malformed(
        "a cell in a list", frontMatter + "- first\n- second\n\n  ```swift\n  let a = 1\n  ```\n",
        line: 9, "list or a quotation"),
      Malformed(
        "a cell in a quotation", frontMatter + "> ```swift\n> let a = 1\n> ```\n", line: 6,
        "list or a quotation"),
    ])
  func malformed(example: Malformed) throws {
    let fault = try fault(example.source)
    #expect(fault.line == example.line)
    for words in example.words { #expect(fault.message.contains(words)) }
  }

  @Test("fences of tildes make cells and outputs as well, and inner fences are content")
  func tildes() throws {
    let cells = try lesson(
      frontMatter + "~~~swift\nprint(1)\n~~~\n\n~~~~output\n~~~\n```\n~~~~\n"
    ).cells
    #expect(cells.map(\.code) == ["print(1)\n"])
    #expect(cells.first?.record?.text == "~~~\n```\n")
  }

  @Test("code in another language, or in none, is prose")
  func otherLanguages() throws {
    let lesson = try lesson(frontMatter + "```\na\n```\n\n```sh\nls\n```\n\n    swift\n")
    #expect(lesson.cells.isEmpty)
  }

  @Test("a record is text, pictures, or both, with the lines that it takes")
  func records() throws {
    let cells = try lesson(
      frontMatter + """
        ```swift
        ```

        ```output
        3
        ```

        Prose with a ![figure](figures/no.png) is no record.

        ```swift
        ```

        ![A](figures/a.png)
        ![B \\[1\\]](figures/b.png)

        ```swift
        ```
        ```output
        4
        ```

        ![C](figures/c.png)

        ![D](figures/d.png)

        ![elsewhere](other/e.png)

        ```swift
        ```
        """
    ).cells
    func figure(_ name: String, _ title: String) -> CellRecord.Picture {
      CellRecord.Picture(source: "figures/\(name).png", title: title)
    }
    #expect(cells[0].record == CellRecord(text: "3\n", pictures: [], lines: 9...11))
    #expect(
      cells[1].record
        == CellRecord(
          text: nil, pictures: [figure("a", "A"), figure("b", "B [1]")], lines: 18...19))
    #expect(
      cells[2].record
        == CellRecord(
          text: "4\n", pictures: [figure("c", "C"), figure("d", "D")], lines: 23...29))
    #expect(cells[3].record == nil)
  }

  @Test("line ends of every kind give the same cells on the same lines", arguments: ["\r\n", "\r"])
  func lineEnds(ending: String) throws {
    let source =
      frontMatter + "# A\n\n```swift\nlet a = 1\n\nlet b = 2\n```\n\n```output\n1\n2\n```\n\nEnd.\n"
    let plain = try lesson(source).cells[0]
    let other = try lesson(source.replacing("\n", with: ending)).cells[0]
    #expect(other.code == plain.code)
    #expect(other.codeLine == 9)
    #expect(other.lines == plain.lines)
    #expect(other.record == plain.record)
    let unclosed = try fault((source + "```swift\n").replacing("\n", with: ending))
    #expect(unclosed.line == 20)
  }

  @Test("a mark of the byte order before the front matter is let through and kept")
  func byteOrderMark() async throws {
    try withTemporaryFolder { folder in
      let text = "\u{FEFF}" + lessonText([("", "print(1)")])
      let lesson = try Lesson(readingFrom: writeLesson(text, in: folder))
      #expect(lesson.frontMatter.title == "A lesson")
      #expect(lesson.cells.map(\.codeLine) == [7])
      #expect(Array(lesson.source.utf8) == Array(text.utf8))
    }
  }

  @Test("a file that isn't UTF-8, or isn't there, is refused by name")
  func unreadable() async throws {
    try withTemporaryFolder { folder in
      let path = try writeLesson("", in: folder)
      try Data(Array(frontMatter.utf8) + [0xE4, 0x0A]).write(to: URL(fileURLWithPath: path))
      let encoding = #expect(throws: LessonError.self) { try Lesson(readingFrom: path) }
      #expect(encoding?.message.contains("UTF-8") == true)
      #expect(encoding?.path == path)
      let missing = #expect(throws: LessonError.self) {
        try Lesson(readingFrom: folder + "/none/README.md")
      }
      #expect(missing?.message.contains("can't be read") == true)
      #expect(missing?.line == nil)
    }
  }

  @Test("an error names its file from the current folder on, and its line")
  func description() {
    let here = FileManager.default.currentDirectoryPath
    let inside = LessonError(path: here + "/Lessons/03/README.md", line: 57, "why")
    #expect(inside.description == "Lessons/03/README.md:57: why")
    let outside = LessonError(path: "/elsewhere/README.md", "why")
    #expect(outside.description == "/elsewhere/README.md: why")
  }
}
