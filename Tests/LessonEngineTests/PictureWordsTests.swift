import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("The words of a picture")
struct PictureWordsTests {
  /// What is recorded of a cell that shows one picture with these words.
  private func record(_ title: String, alt: String?) throws -> (line: String, CellRecord.Picture) {
    let shown = ShownPicture(path: "/shown/edges.png", title: title, alt: alt)
    let lesson = try Lesson(source: lessonText([("", "a")]), path: "/01-lesson/README.md")
    let result = CellResult(cell: lesson.cells[0], events: [.picture(shown)], ending: .completed)
    let text = LessonRecorder(lesson, results: [result]).recorded([result])
    let line = text.split(separator: "\n").first { $0.hasPrefix("![") } ?? ""
    let read = try Lesson(source: text, path: "/01-lesson/README.md")
    return (String(line), try #require(read.cells[0].record?.pictures.first))
  }

  @Test("without an alternative text of its own, the title is it")
  func title() throws {
    let (line, picture) = try record("The harbour", alt: nil)
    #expect(line == "![The harbour](figures/edges.png)")
    #expect(picture == CellRecord.Picture(source: "figures/edges.png", title: "The harbour"))
  }

  @Test("with one, the title stands behind the path")
  func alt() throws {
    let (line, picture) = try record("The harbour", alt: "A lighthouse at the left, two boats")
    #expect(line == "![A lighthouse at the left, two boats](figures/edges.png \"The harbour\")")
    #expect(picture.title == "The harbour")
    #expect(picture.alt == "A lighthouse at the left, two boats")
  }

  static let texts = [
    "Edges", "a [b] c", "2 * 3 * 4", "C:\\dir", "`code` and _low_", "a <b> & c", "", "ends with \\",
    "in \"quotes\" and (brackets)", "$x$ and $$y$$", "two\nlines", " blanks  around ", "it's",
    "https://example.org/a_b", "&amp; &#42;", "| a | b |", "🌊 ~~sea~~ 表", "![a](b \"c\")",
    "a\u{0}b",
  ]

  @Test("are read back as they were written, whatever is in them", arguments: texts, texts)
  func readBack(title: String, alt: String) throws {
    let (_, picture) = try record(title, alt: alt)
    let words = CellRecord.Picture(
      ShownPicture(path: "/shown/edges.png", title: title, alt: alt))
    #expect(picture == words)
    func plain(_ text: String) -> String {
      text.replacing("\0", with: "\u{FFFD}").split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    if title.isEmpty {
      #expect(picture == CellRecord.Picture(source: "figures/edges.png", title: plain(alt)))
    } else {
      #expect(picture.title == plain(title))
      #expect(picture.alt == plain(alt))
    }
  }

  @Test("that are not the recorded ones are a discrepancy, and numbers in them may differ a little")
  func discrepancy() throws {
    /// Whether a cell that shows these words is as this line records it.
    func agrees(_ line: String, _ title: String, alt: String?) throws -> Bool {
      let source = frontMatter + "```swift masked\n```\n\n\(line)\n"
      let lesson = try Lesson(source: source, path: "/01-lesson/README.md")
      // The pixels of a masked cell aren't compared, so the file needn't be there.
      let shown = ShownPicture(path: "/shown/a.png", title: title, alt: alt)
      let result = CellResult(cell: lesson.cells[0], events: [.picture(shown)], ending: .completed)
      let found = result.discrepancies(with: lesson)
      #expect(found.allSatisfy { if case .pictureWords = $0 { true } else { false } })
      return found.isEmpty
    }
    #expect(try agrees("![A](figures/a.png)", "A", alt: nil))
    #expect(try !agrees("![A](figures/a.png)", "B", alt: nil))
    #expect(try !agrees("![A](figures/a.png)", "A", alt: "A"))
    #expect(try agrees("![b](figures/a.png \"A\")", "A", alt: "b"))
    #expect(try !agrees("![b](figures/a.png \"A\")", "A", alt: "c"))
    #expect(try !agrees("![b](figures/a.png \"A\")", "A", alt: nil))
    #expect(try agrees("![to 0.5](figures/a.png \"A\")", "A", alt: "to 0.5001"))
  }

  @Test("go to scripts too")
  func event() {
    let lesson = try? Lesson(source: lessonText([("", "a")]), path: "/01-lesson/README.md")
    let cell = lesson!.cells[0]
    func json(alt: String?) -> String {
      let shown = ShownPicture(path: "/a.png", title: "A", alt: alt)
      let result = CellResult(cell: cell, events: [.picture(shown)], ending: .completed)
      return LessonEvent.events(of: result, in: lesson!)[0].json
    }
    #expect(
      json(alt: "b") == #"{"alt":"b","cell":1,"event":"picture","path":"/a.png","title":"A"}"#)
    #expect(json(alt: nil) == #"{"cell":1,"event":"picture","path":"/a.png","title":"A"}"#)
  }
}
