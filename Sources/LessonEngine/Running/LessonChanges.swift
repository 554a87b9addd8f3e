import Foundation

/// What a reader who saw a lesson run before has to see after it was changed and has run again: the prose
/// and the cells that are new or other than before, and the cells that now do something else.
public struct LessonChanges: Sendable {
  /// One stretch of the lesson that isn't as it was.
  public enum Part: Sendable {
    /// Prose that is new or was changed.
    case prose([MarkdownBlock])
    /// A cell whose code is new or was changed, and what it did.
    case cell(CellResult)
    /// A cell that is as it was and does something else.
    case result(CellResult)
  }

  /// What isn't as it was, in the order of the lesson. Cells that didn't run have no part here.
  public let parts: [Part]

  /// Holds a lesson that has run against how it was and what it did.
  public init(
    from old: Lesson, _ oldResults: [CellResult], to new: Lesson, _ newResults: [CellResult]
  ) {
    let before = old.parts.map { Piece($0, in: old) }
    let now = new.parts.map { Piece($0, in: new) }
    // Which piece of the old lesson each piece of the new one is, in the order of reading.
    let difference = now.difference(from: before)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var kept = old.parts.indices.lazy.filter { !removed.contains($0) }.makeIterator()
    var parts: [Part] = []
    for (index, part) in new.parts.enumerated() {
      let former = inserted.contains(index) ? nil : kept.next().map { old.parts[$0] }
      switch (part, former) {
      case (.prose(let blocks), nil): parts.append(.prose(blocks))
      case (.cell(let cell), nil):
        if let result = Self.result(of: cell, in: newResults) { parts.append(.cell(result)) }
      case (.cell(let cell), .cell(let formerCell)):
        guard let result = Self.result(of: cell, in: newResults) else { break }
        let former = Self.result(of: formerCell, in: oldResults)
        if former.map({ !result.looksLike($0) }) ?? true { parts.append(.result(result)) }
      default: break
      }
    }
    self.parts = parts
  }

  /// The cells among them, in order.
  public var cells: [CellResult] {
    parts.compactMap {
      switch $0 {
      case .prose: nil
      case .cell(let result), .result(let result): result
      }
    }
  }

  private static func result(of cell: Cell, in results: [CellResult]) -> CellResult? {
    results.first { $0.cell.number == cell.number }
  }

  /// What makes a stretch of a lesson the same as another: its text, wherever it stands.
  private enum Piece: Equatable {
    case prose(String)
    case cell(String, CellOptions)

    init(_ part: Lesson.Part, in lesson: Lesson) {
      switch part {
      case .prose(let blocks): self = .prose(lesson.markdown(of: blocks))
      case .cell(let cell): self = .cell(cell.code, cell.options)
      }
    }
  }
}

extension CellResult {
  /// Whether a reader would see the same, timings left aside.
  fileprivate func looksLike(_ other: CellResult) -> Bool {
    OutputComparison(cell.options).agree(output, other.output)
      && errorOutput == other.errorOutput && isRight == other.isRight
      && pictures.map(\.title) == other.pictures.map(\.title)
      && (cell.options.isMasked || pictures.map(\.png) == other.pictures.map(\.png))
  }
}
