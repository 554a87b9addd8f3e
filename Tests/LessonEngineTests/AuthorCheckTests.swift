import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("What only a lesson's author can mend")
struct AuthorCheckTests {
  private static func frontMatter(
    title: String = "Sums", summary: String = "What is one and one?", requires: String = "[]",
    minutes: Int = 5
  ) -> String {
    """
    ---
    title: "\(title)"
    summary: "\(summary)"
    requires: \(requires)
    minutes: \(minutes)
    ---
    """
  }

  /// The faults of the lesson `02-sums` of this text in a course with these lessons and files. Its
  /// cells do what `results` says of them, or else print as recorded.
  private func faults(
    _ text: String, among others: [(name: String, text: String)] = [], files: [String] = [],
    results: [Int: ([CellEvent], CellEnding)] = [:]
  ) throws -> [String] {
    try withTemporaryFolder { folder in
      let lessons = folder + "/Lessons"
      for other in others { try writeLesson(other.text, named: other.name, in: lessons) }
      let path = try writeLesson(text, named: "02-sums", in: lessons)
      for file in files {
        let url = URL(fileURLWithPath: "\(lessons)/02-sums/\(file)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("# A heading\n".utf8).write(to: url)
      }
      let lesson = try Lesson(readingFrom: path)
      let ran = lesson.cells.map { cell in
        let recorded = cell.record?.text.map { [CellEvent.output($0)] } ?? []
        let (events, ending) = results[cell.number] ?? (recorded, .completed)
        return CellResult(cell: cell, events: events, ending: ending)
      }
      return AuthorCheck(lesson, results: ran, course: Course(folder: lessons)).faults.map {
        "\($0.line): \($0.message)"
      }
    }
  }

  private static let good =
    frontMatter() + "\n# Sums\n\n```swift\nprint(1)\n```\n\n```output\n1\n```\n"

  @Test("is nothing in a good lesson")
  func good() throws { #expect(try faults(Self.good) == []) }

  @Test("is a title, a summary or a time that says nothing")
  func frontMatter() throws {
    let text = Self.frontMatter(title: " ", summary: "", minutes: 0) + "\n# Sums\n"
    let found = try faults(text)
    #expect(found[0].hasPrefix("2: the title is empty; say"))
    #expect(found[1].hasPrefix("3: the summary is empty; ask"))
    #expect(found[2].hasPrefix("5: a lesson can't take 0 minutes; say how many from 1 to 60"))
    #expect(try faults(Self.good.replacing("minutes: 5", with: "minutes: 61")).count == 1)
    #expect(try faults(Self.good.replacing("minutes: 5", with: "minutes: 60")).isEmpty)
  }

  @Test("is a heading that isn't the title")
  func headings() throws {
    #expect(
      try faults(Self.good.replacing("# Sums", with: "# Products"))
        == [
          "7: the first heading, 'Products', isn't the title; make it '# Sums', or change the title"
        ])
    #expect(try faults(Self.good.replacing("# Sums", with: "## Sums")).count == 1)
    #expect(try faults(Self.good.replacing("# Sums", with: "Sums")).first?.hasPrefix("1: ") == true)
    #expect(
      try faults(Self.good + "\n# Again\n") == ["17: 'Again' is a second title; make it '## Again'"]
    )
    #expect(try faults(Self.good + "\n## Again\n") == [])
  }

  @Test("is another lesson of the same number")
  func numbers() throws {
    #expect(
      try faults(Self.good, among: [("02-products", Self.good), ("03-more", Self.good)])
        == ["1: 02-products has the number 2 too; rename the folder of one of the two"])
  }

  @Test("is a lesson that can't be required")
  func requirements() throws {
    func requiring(_ names: String) -> String {
      Self.good.replacing("requires: []", with: "requires: [\(names)]")
    }
    let others = [("01-pictures", Self.good), ("03-more", Self.good)]
    #expect(try faults(requiring("01-pictures"), among: others) == [])
    #expect(
      try faults(requiring("02-sums"), among: others)
        == ["4: the lesson requires itself; take it out of 'requires'"])
    #expect(
      try faults(requiring("01-picture"), among: others)
        == ["4: the course has no lesson '01-picture'; did you mean '01-pictures'?"])
    #expect(
      try faults(requiring("03-more"), among: others)
        == ["4: 03-more comes later than this lesson; require what comes before it"])
    let circle = [("01-pictures", requiring("03-more")), ("03-more", requiring("02-sums"))]
    #expect(
      try faults(requiring("01-pictures"), among: circle)
        == [
          "4: 'requires' goes in a circle: 02-sums requires 01-pictures, which requires 03-more, "
            + "which requires 02-sums; take one of them out"
        ])
    // A circle that this lesson only leads to is the others' fault.
    let elsewhere = [("00-a", requiring("01-b")), ("01-b", requiring("00-a"))]
    #expect(try faults(requiring("01-b"), among: elsewhere) == [])
  }

  @Test("is a cell of which readers see nothing")
  func silentCells() throws {
    func cell(_ code: String, _ options: String = "") -> String {
      Self.good + "\n```swift \(options)\n\(code)\n```\n"
    }
    let fault =
      "17: cell 2 prints and shows nothing; print or show what it makes, or mark it 'hidden'"
    #expect(try faults(cell("let Y = f()")) == [fault])
    #expect(try faults(cell("a += 1")) == [fault])
    #expect(try faults(cell("// nothing")) == ["17: cell 2 is empty; take it out"])
    #expect(try faults(cell("let a = 1")) == [])
    #expect(try faults(cell("let Y = f()", "hidden")) == [])
    let shown: [CellEvent] = [
      .picture(ShownPicture(path: "/a.png", title: "A")),
      .check(CheckVerdict(passed: true, summary: "", line: 1)), .output("1\n"),
    ]
    for event in shown {
      #expect(try faults(cell("f()"), results: [2: ([event], .completed)]) == [])
    }
    #expect(try faults(cell("f()", "norun"), results: [2: ([], .notRun(.marked))]) == [])
    #expect(
      try faults(cell("f()"), results: [2: ([], .notRun(.programEnded(byCell: 1)))]) == [])
  }

  @Test("is an output of a hidden cell, or of a run that failed")
  func records() throws {
    #expect(
      try faults(Self.good.replacing("```swift\n", with: "```swift hidden\n"))
        == [
          "13: cell 1 is hidden, and its output is recorded; take the output out, or let the cell be "
            + "seen"
        ])
    let failed = CellEnding.failed(.exited(1))
    #expect(
      try faults(Self.good, results: [1: ([.output("1\n")], failed)])
        == ["13: cell 1 fails, and what is recorded is that run; mend the cell and record it again"]
    )
    #expect(try faults(Self.good, results: [1: ([.output("2\n")], failed)]) == [])
  }

  @Test("is a picture that isn't there, and one that nothing points at")
  func pictures() throws {
    let text =
      Self.good + """

        Two lines, and
        ![a](figures/here.png) ![b](figures/not%20here.png) <img src="figures/gone.png">

        ```swift
        print(2)
        ```

        ![c](figures/shown.png)

        """
    let files = ["figures/here.png", "figures/left.png", "figures/.hidden"]
    let found = try faults(text, files: files, results: [2: ([.output("2")], .completed)])
    #expect(found.count == 4)
    #expect(
      found[0] == "1: the lesson doesn't show 'figures/left.png'; show it, or remove the file")
    #expect(found[1].hasPrefix("18: the picture 'figures/not%20here.png' isn't there; if a cell"))
    #expect(found[2].hasPrefix("18: the picture 'figures/gone.png' isn't there;"))
    #expect(found[3].hasPrefix("24: the picture 'figures/shown.png' isn't there;"))
    #expect(
      try faults(
        Self.good + "\n![b](figures/not%20here.png)\n", files: ["figures/not here.png"]) == [])
  }

  @Test(
    "is no link that leads somewhere",
    arguments: [
      "notes.md", "notes.md#a-heading", "./notes.md?x=1#a-heading", "../01-pictures/README.md",
      "../01-pictures", "../01-pictures#sums", "#sums", "#", "https://example.org/x#y",
      "mailto:a@example.org", "/absolute", "code.swift#L10", "//example.org",
    ])
  func goodLinks(destination: String) throws {
    #expect(
      try faults(
        Self.good + "\n[a](\(destination))\n", among: [("01-pictures", Self.good)],
        files: ["notes.md", "code.swift"]) == [])
  }

  @Test("is a link to a file that isn't there, or to no heading")
  func badLinks() throws {
    func fault(_ text: String) throws -> String {
      let found = try faults(Self.good + "\n" + text, files: ["notes.md"])
      #expect(found.count == 1, "\(text)")
      return found.first ?? ""
    }
    let nowhere = " leads nowhere; correct the path, which begins at the lesson's folder"
    #expect(try fault("[a](note.md)") == "17: the link 'note.md'" + nowhere)
    #expect(try fault("[a](../02-sum/README.md)").contains(nowhere))
    #expect(try fault("1. a\n2. [a](x)\n") == "18: the link 'x'" + nowhere)
    #expect(try fault("> [a][b]\n\n[b]: x\n") == "17: the link 'x'" + nowhere)
    #expect(try fault("| a |\n| --- |\n| [**a**](x) |\n") == "19: the link 'x'" + nowhere)
    #expect(try fault("<a href='x'>a</a>\n") == "17: the link 'x'" + nowhere)
    #expect(
      try fault("[a](#sum)\n")
        == "17: the link '#sum' leads to no heading; did you mean '#sums'?")
    #expect(try fault("[a](notes.md#Heading)").contains("leads to no heading"))
  }
}
