/// What a reader takes in at once: the text up to a cell, and the cell.
public struct LessonStep: Sendable {
  /// The prose and the cells on the way, in the order of the file.
  public var parts: [Lesson.Part] = []
  /// The hidden cells on the way, which run with it, and the cell.
  public var cells: [Cell] = []

  /// The number of its last cell, or 0.
  public var lastCell: Int { cells.last?.number ?? 0 }

  /// A lesson in steps. The last one is what comes after the last cell, and may be empty.
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
    return steps + [step]
  }
}
