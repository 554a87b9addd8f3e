import TestSupport
import Foundation
import Pictures
import Testing

@testable import LessonEngine

@Suite("Recording a lesson")
struct LessonRecorderTests {
  /// A lesson as it stands after its cells have printed and shown these things.
  private struct Recording {
    let lesson: Lesson
    let results: [CellResult]

    init(_ source: String, _ events: [[CellEvent]], in folder: String) throws {
      lesson = try Lesson(readingFrom: writeLesson(source, in: folder))
      results = zip(lesson.cells, events).map {
        CellResult(cell: $0, events: $1, ending: .completed)
      }
    }

    /// The file's text once the results that aren't as recorded are in it.
    var text: String {
      let changed = results.filter { !$0.discrepancies(with: lesson).isEmpty }
      return LessonRecorder(lesson, results: results).recorded(changed)
    }
  }

  /// The text of a lesson after recording; where recording its own result once more would change
  /// it, that is an issue.
  private func recorded(_ source: String, _ events: [[CellEvent]]) async throws -> String {
    try withTemporaryFolder { folder in
      let first = try Recording(source, events, in: folder).text
      let second = try Recording(first, events, in: folder)
      #expect(second.text == first, "recording twice changes the file twice")
      for result in second.results {
        #expect(result.discrepancies(with: second.lesson).isEmpty, "cell \(result.cell.number)")
      }
      return first
    }
  }

  private let prose = "Text with  blanks \t\n\n* list\n\n\n\n<!-- é -->\n"

  @Test("an output is put in after its cell, and the prose stays byte for byte")
  func inserted() async throws {
    let before = frontMatter + prose + "```swift\nprint(1)\n```\n"
    let after = "\n" + prose + "\n```swift hidden\n```\n\nEnd"
    #expect(
      try await recorded(before + after, [[.output("1\n 2 \n")], []])
        == before + "\n```output\n1\n 2\n```\n" + after)
  }

  @Test("what printed nothing and showed nothing gets no record")
  func silent() async throws {
    let source = lessonText([("", "let a = 1"), ("norun", "a")])
    #expect(try await recorded(source, [[], []]) == source)
  }

  @Test("a record that is out of date is replaced, and one that agrees stays as it is")
  func replaced() async throws {
    let cell = "```swift\nprint(1)\n```\n"
    let kept = "~~~output\n2.0000 \n~~~\n"
    func source(_ first: String) -> String {
      frontMatter + cell + "\n```output\n\(first)\n```\n\n" + cell + kept + "\nEnd.\n"
    }
    #expect(
      try await recorded(source("1"), [[.output("7\n")], [.output("2.001\n")]]) == source("7"))
  }

  @Test("a record is taken away when the cell prints nothing any more")
  func removed() async throws {
    let text = try await recorded(
      frontMatter + "```swift\n```\n\n```output\n1\n```\n\nEnd.\n", [[]])
    #expect(!text.contains("output"))
    #expect(text.hasSuffix("End.\n"))
  }

  @Test("a file with the line ends of Windows keeps them, and gets no others")
  func windows() async throws {
    let source = (frontMatter + "```swift\n```\n\nEnd.\n").replacing("\n", with: "\r\n")
    let text = try await recorded(source, [[.output("1\n2\n")]])
    let wanted = frontMatter + "```swift\n```\n\n```output\n1\n2\n```\n\nEnd.\n"
    #expect(Array(text.utf8) == Array(wanted.replacing("\n", with: "\r\n").utf8))
  }

  @Test("a file whose last line isn't ended gets its record all the same")
  func noFinalLineEnd() async throws {
    #expect(
      try await recorded(frontMatter + "```swift\n```", [[.output("1")]])
        == frontMatter + "```swift\n```\n\n```output\n1\n```\n")
    let prose = frontMatter + "```swift\n```\n\n```output\n1\n```\n\nEnd."
    #expect(try await recorded(prose, [[.output("1")]]) == prose)
  }

  @Test(
    "an output that holds fences is read back as it was printed",
    arguments: [
      "```\n", "```swift\nlet a = 1\n```\n", "  ````\n", "`````output\nx\n", "~~~\n```\n",
      "```output\n```\n\n![a](figures/a.png)\n", "---\n# title\n", "\n\nafter two blank lines\n",
    ])
  func fences(output: String) async throws {
    let text = try await recorded(
      lessonText([("", "print(1)"), ("", "print(2)")]),
      [
        [.output(output)], [.output("second\n")],
      ])
    let cells = try Lesson(source: text, path: "/README.md").cells
    #expect(cells.map(\.code) == ["print(1)\n", "print(2)\n"])
    #expect(cells.map { $0.record?.text } == [output, "second\n"])
  }

  @Test(
    "an output of any characters is as recorded once it is recorded",
    arguments: [
      "50 %\r100 %\n", "\u{1B}[31mred\u{1B}[0m\n", "a\u{0B}b\u{0C}c\u{2028}d\u{85}e\n",
      "\u{FEFF}a\n",
      "\tindented\n  more  \n", "\u{202E}abc\n", "e\u{301} 👩‍👩‍👧\n", "$a$ $$b$$ \\ *c*\n", "a\u{0}b\n",
    ])
  func anyCharacters(output: String) async throws {
    _ = try await recorded(lessonText([("", "print(1)")]), [[.output(output)]])
  }

  /// A picture that a cell has shown. The file needn't be there as long as nothing compares it.
  private func shown(_ name: String, _ title: String, in folder: String) throws -> CellEvent {
    .picture(ShownPicture(path: "\(folder)/shown/\(name).png", title: title))
  }

  @Test("blank output alone is a record like any other: once written, it is there")
  func blankOutput() async throws {
    _ = try await recorded(lessonText([("", "print()")]), [[.output("\n")]])
  }

  @Test(
    "a picture's record is read back as that picture, whatever its title",
    arguments: [
      "Edges", "a [b] c", "2 * 3 * 4", "C:\\dir", "`code` and _low_", "a <b> & c", "",
      "ends with \\",
    ])
  func titles(title: String) async throws {
    try withTemporaryFolder { folder in
      let source = lessonText([("", "a")])
      let text = try Recording(
        source, [[.output("1\n"), shown("edges", title, in: folder)]], in: folder
      ).text
      let record = try Lesson(source: text, path: "/README.md").cells[0].record
      #expect(record?.text == "1\n")
      let wanted = title.replacing("\n", with: " ")
      #expect(
        record?.pictures == [CellRecord.Picture(source: "figures/edges.png", title: wanted)])
    }
  }

  @Test("pictures are recorded where prose follows the cell without a blank line")
  func pictureBeforeProse() async throws {
    try withTemporaryFolder { folder in
      let source = frontMatter + "```swift\n```\nDirectly after.\n"
      let event = try shown("edges", "Edges", in: folder)
      let text = try Recording(source, [[event]], in: folder).text
      let cell = try Lesson(source: text, path: "/README.md").cells[0]
      #expect(cell.record?.pictures.map(\.title) == ["Edges"])
    }
  }

  @Test("the pictures and the file are written, figures that nobody shows any more are removed")
  func figures() async throws {
    try withTemporaryFolder { folder in
      let source =
        frontMatter + "![](figures/drawn.png)\n\n```swift\n```\n\n![A](figures/old.png)\n"
      let figures = folder + "/01-lesson/figures"
      for (path, text) in [
        ("01-lesson/figures/old.png", "old"),
        ("01-lesson/figures/drawn.png", "by hand"), ("01-lesson/figures/notes.txt", "notes"),
      ] {
        let url = URL(fileURLWithPath: folder + "/" + path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try FileManager.default.createDirectory(
        atPath: folder + "/shown", withIntermediateDirectories: true)
      let drawn = Picture(repeating: 7, width: 4, height: 3)
      try drawn.write(to: folder + "/shown/edges.png")
      let event = try shown("edges", "Edges", in: folder)
      let recording = try Recording(source, [[event]], in: folder)
      let isChanged = try LessonRecorder(recording.lesson, results: recording.results).write()
      #expect(isChanged)
      let text = try String(contentsOfFile: recording.lesson.path, encoding: .utf8)
      #expect(
        text == source.replacing("![A](figures/old.png)", with: "![Edges](figures/edges.png)"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: figures).sorted()
          == ["drawn.png", "edges.png", "notes.txt"])
      #expect(try Picture(contentsOf: figures + "/edges.png") == drawn)
    }
  }
}
