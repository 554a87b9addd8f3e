import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("Reading a lesson to which something has happened")
struct DamageTests {
  /// Everything that a lesson may consist of.
  static let text = """
    ---
    title: Sums
    summary: What is one and one?
    requires: [01-pictures]
    minutes: 5
    ---

    # Sums

    Text with a formula, $a_1 + b$, a [link](../01-pictures/README.md) and `code`.

    ```swift tolerance=0.02 timeout=5s
    let values = [1.5, 2.5]
    print("sum", values[0] + values[1])
    ```

    ```output
    sum 4.0
    ```

    ![All](figures/all.png "A title")

    > A quote, with a list:
    > - one
    > - two
    >
    > ```text
    > verbatim
    > ```

    $$\\sum_{i} x_i$$

    | name | value |
    | --- | ---: |
    | a | 1 |

    ```swift hidden
    let more = values.map { $0 + 1 }
    ```

    ~~~swift fails
    print(values[7])
    ~~~

    ~~~output
    Fatal error: Index out of range
    ~~~

    1. First
       ```text
       inside
       ```
    2. Second

    <!-- a comment -->

    ```swift norun
    nothing of this is Swift
    ```

    The end.

    """

  @Test("gives a lesson, or an error on one of the file's lines", arguments: UInt64(1)...100)
  func read(seed: UInt64) throws {
    let damaged = DamagedLesson(Self.text, seed: seed)
    let source = String(decoding: damaged.bytes, as: UTF8.self)
    let lines = SourceLines(source).lines.count
    let lesson: Lesson
    do {
      lesson = try Lesson(source: source, path: "/01-sums/README.md")
    } catch {
      let line = try #require(error.line, "\(damaged)")
      #expect((1...max(1, lines)).contains(line), "\(damaged): \(error)")
      #expect(!error.message.isEmpty)
      return
    }
    for cell in lesson.cells {
      #expect(cell.lines.upperBound <= lines, "\(damaged)")
      #expect(cell.record.map { $0.lines.upperBound <= lines } ?? true, "\(damaged)")
      #expect(cell.record.map { $0.lines.lowerBound > cell.lines.upperBound } ?? true)
    }
    // What is recorded in it changes nothing else of it.
    let results = lesson.cells.map {
      CellResult(
        cell: $0, events: $0.options.isNotRun ? [] : [.output("new\n")], ending: .completed)
    }
    let text = LessonRecorder(lesson, results: results).recorded(results)
    let again = try Lesson(source: text, path: "/01-sums/README.md")
    #expect(again.cells.map(\.code) == lesson.cells.map(\.code), "\(damaged)")
    #expect(again.cells.allSatisfy { $0.record?.text == "new\n" || $0.options.isNotRun })
    _ = AuthorCheck(lesson, results: results, course: Course(folder: "/nowhere")).faults
  }

  @Test("the damages are the same every time, and no two seeds do the same")
  func damages() {
    let texts = (1...100).map { DamagedLesson(Self.text, seed: $0).bytes }
    #expect((1...100).map { DamagedLesson(Self.text, seed: $0).bytes } == texts)
    #expect(Set(texts).count > 95)
  }
}
