import Testing

@testable import LessonEngine

@Suite("The steps of a lesson")
struct LessonStepTests {
  private func steps(_ text: String) throws -> [LessonStep] {
    LessonStep.steps(of: try Lesson(source: text, path: "/course/01-sums/README.md"))
  }

  /// The first words of each step's headings.
  private func headings(of step: LessonStep) -> [String] {
    step.parts.flatMap { part -> [String] in
      guard case .prose(let blocks) = part else { return [] }
      return blocks.compactMap { block in
        if case .heading(_, let words) = block.kind { words.plainText } else { nil }
      }
    }
  }

  @Test("are the text up to a cell and the cell, and at last what comes after")
  func cells() throws {
    let steps = try steps(
      lessonText([("", "let a = 1"), ("", "print(a)")]) + "\n## End\n\nThat is all.\n")
    #expect(steps.map(\.lastCell) == [1, 2, 0])
    #expect(headings(of: steps[2]) == ["End"])
  }

  @Test("divide a long end before its headings, and nothing is lost")
  func longEnd() throws {
    let section = String(repeating: "A line.\n\n", count: 8)
    let names = ["Remember", "Try it", "Exercises", "Where to go"]
    let end = names.map { "\n## \($0)\n\n\(section)" }.joined()
    let steps = try steps(lessonText([("", "print(1)")]) + end)
    #expect(steps.map(\.lastCell) == [1, 0, 0, 0, 0])
    #expect(steps.dropFirst().map(headings) == names.map { [$0] })
  }

  @Test("keep short sections together")
  func shortEnd() throws {
    let end = "\n## Remember\n\nThis.\n\n## Try it\n\nThat.\n"
    let steps = try steps(lessonText([("", "print(1)")]) + end)
    #expect(steps.count == 2)
    #expect(headings(of: steps[1]) == ["Remember", "Try it"])
  }
}
