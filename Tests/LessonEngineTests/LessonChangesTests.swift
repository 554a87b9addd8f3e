import Testing

@testable import LessonEngine

@Suite("What has changed in a lesson that was run before")
struct LessonChangesTests {
  private let text =
    frontMatter + """
      The first text.

      ```swift
      let a = 1
      ```

      The second text.

      ```swift
      print(a)
      ```

      """

  /// "prose 6", "cell 2", "result 2" for each part that isn't as it was. Each output is that of one cell.
  private func changes(
    to newText: String, outputs: [String] = ["", "1\n"], before: [String] = ["", "1\n"]
  ) throws -> [String] {
    func ran(_ text: String, _ outputs: [String]) throws -> (Lesson, [CellResult]) {
      let lesson = try Lesson(source: text, path: "/lessons/01-lesson/README.md")
      let results = zip(lesson.cells, outputs).map {
        CellResult(cell: $0, events: $1.isEmpty ? [] : [.output($1)], ending: .completed)
      }
      return (lesson, results)
    }
    let (old, oldResults) = try ran(text, before)
    let (new, newResults) = try ran(newText, outputs)
    return LessonChanges(from: old, oldResults, to: new, newResults).parts.map { part in
      switch part {
      case .prose(let blocks): "prose \(blocks[0].lines.lowerBound)"
      case .cell(let result): "cell \(result.cell.number)"
      case .result(let result): "result \(result.cell.number)"
      }
    }
  }

  @Test("A lesson that is as it was has no changes, and neither has one that has only moved down")
  func none() throws {
    #expect(try changes(to: text) == [])
    #expect(try changes(to: text.replacing("minutes: 1", with: "minutes: 1\nrequires: []")) == [])
  }

  @Test("Prose that was changed is shown, and what follows isn't")
  func prose() throws {
    #expect(try changes(to: text.replacing("second text", with: "other text")) == ["prose 12"])
  }

  @Test("A changed cell is shown, and each cell after it that does something else")
  func cells() throws {
    let changed = text.replacing("a = 1", with: "a = 2")
    #expect(try changes(to: changed, outputs: ["", "2\n"]) == ["cell 1", "result 2"])
    #expect(try changes(to: changed) == ["cell 1"])
  }

  @Test("A cell that was put in between is shown, and those that have another number now aren't")
  func insertion() throws {
    let longer = text.replacing("The second", with: "```swift\nlet b = 0\n```\n\nThe second")
    #expect(try changes(to: longer, outputs: ["", "", "1\n"]) == ["cell 2"])
  }

  @Test("A cell that ran for the first time is shown")
  func firstTime() throws {
    #expect(try changes(to: text, before: [""]) == ["result 2"])
  }

  @Test("The timings of a masked cell are no change")
  func masked() throws {
    let lesson = try Lesson(
      source: lessonText([("masked", "print(1)")]), path: "/lessons/01-lesson/README.md")
    func result(_ output: String) -> CellResult {
      CellResult(cell: lesson.cells[0], events: [.output(output)], ending: .completed)
    }
    func parts(_ output: String) -> Int {
      LessonChanges(from: lesson, [result("1.61 ms")], to: lesson, [result(output)]).parts.count
    }
    #expect(parts("2.7 ms") == 0)
    #expect(parts("2.7 ms and more") == 1)
  }
}
