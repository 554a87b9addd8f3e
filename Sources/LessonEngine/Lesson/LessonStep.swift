/// What a reader takes in at once: the text up to a cell, and the cell.
public struct LessonStep: Sendable {
  /// The prose and the cells on the way, in the order of the file.
  public var parts: [Lesson.Part] = []
  /// The hidden cells on the way, which run with it, and the cell.
  public var cells: [Cell] = []

  /// The number of its last cell, or 0.
  public var lastCell: Int { cells.last?.number ?? 0 }

  /// A lesson in steps. After the last cell come steps without cells: what the lesson ends with, divided at
  /// headings, so that the last output doesn't leave the screen at once. There is always one, which may be
  /// empty.
  public static func steps(of lesson: Lesson) -> [LessonStep] {
    var steps: [LessonStep] = []
    var step = LessonStep()
    for part in lesson.parts {
      step.parts.append(part)
      guard case .cell(let cell) = part else { continue }
      step.cells.append(cell)
      if cell.options.isHidden { continue }
      steps.append(step)
      step = LessonStep()
    }
    return steps + step.dividedAtHeadings()
  }

  /// As many lines of the file as make a step without a cell.
  private static let linesAtOnce = 24

  /// A step without visible cells as several, each of which begins with a heading and has about as much as a
  /// screen can show.
  private func dividedAtHeadings() -> [LessonStep] {
    guard cells.isEmpty else { return [self] }
    var steps: [LessonStep] = []
    var blocks: [MarkdownBlock] = []
    for section in sections {
      if let first = blocks.first, let last = section.last,
        last.lines.upperBound - first.lines.lowerBound > Self.linesAtOnce
      {
        steps.append(LessonStep(parts: [.prose(blocks)]))
        blocks = []
      }
      blocks += section
    }
    return steps + [LessonStep(parts: blocks.isEmpty ? [] : [.prose(blocks)])]
  }

  /// Its prose, divided before headings.
  private var sections: [[MarkdownBlock]] {
    let blocks = parts.flatMap { part -> [MarkdownBlock] in
      if case .prose(let blocks) = part { blocks } else { [] }
    }
    return blocks.reduce(into: []) { sections, block in
      if case .heading = block.kind {
        sections.append([block])
      } else if sections.isEmpty {
        sections.append([block])
      } else {
        sections[sections.count - 1].append(block)
      }
    }
  }
}
