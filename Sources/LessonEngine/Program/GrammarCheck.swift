import Foundation

/// Looks at the grammar of each cell on its own, before the cells become one program.
///
/// In one program a brace that a cell opens and never closes would swallow the cells after it, and
/// the compiler would stumble far from the mistake, or not at all where another cell happens to
/// close it.
struct GrammarCheck {
  let lesson: Lesson
  let compiler: Compiler

  init(_ lesson: Lesson, _ compiler: Compiler) {
    self.lesson = lesson
    self.compiler = compiler
  }

  /// The first cell that isn't Swift by itself, and why; nil where all are.
  func firstRefusal(among cells: [Cell]) async throws -> BuiltProgram.Refusal? {
    let folder = try ScratchFolder(compiler.library)
    defer { withExtendedLifetime(folder) {} }
    let sources = cells.map { "\(folder.path)/\($0.number).swift" }
    for (cell, source) in zip(cells, sources) {
      try ProgramText.located(cell).write(toFile: source, atomically: false, encoding: .utf8)
    }
    let diagnostics = try await compiler.parse(sources)
    for (cell, source) in zip(cells, sources) {
      let found = ownSource(in: cell) ?? faults(of: cell, in: diagnostics, source: source)
      if found.contains(where: { $0.severity == .error }) {
        return BuiltProgram.Refusal(cell: cell, diagnostics: found)
      }
    }
    return nil
  }

  /// Those of the diagnostics that are about this cell. One at the end of its text is found past its
  /// last line, outside the lesson; it is told at the place of the note that follows it ("to match
  /// this opening '{'"), or at the cell's end.
  private func faults(
    of cell: Cell, in diagnostics: [Diagnostic], source: String
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, diagnostic) in diagnostics.enumerated() {
      if diagnostic.path == ProgramText.path, cell.lines.contains(diagnostic.line) {
        found.append(diagnostic.moved(to: lesson.path))
      } else if diagnostic.path == source {
        let next = diagnostics.dropFirst(index + 1).first
        let note = next.flatMap { $0.severity == .note && cell.lines.contains($0.line) ? $0 : nil }
        let lastLine = max(cell.codeLine, cell.lines.upperBound - 1)
        found.append(
          Diagnostic(
            path: lesson.path, line: note?.line ?? lastLine, column: note?.column ?? 1,
            severity: diagnostic.severity, message: diagnostic.message,
            excerpt: note?.excerpt ?? []))
      }
    }
    return found
  }

  /// A cell that names another source for its lines would send every message astray.
  private func ownSource(in cell: Cell) -> [Diagnostic]? {
    let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
    guard
      let offset = lines.firstIndex(where: {
        $0.trimmingCharacters(in: .whitespaces).hasPrefix("#sourceLocation")
      })
    else { return nil }
    return [
      Diagnostic(
        path: lesson.path, line: cell.codeLine + offset, column: 1, severity: .error,
        message: "a cell can't use #sourceLocation; its lines are those of the lesson",
        excerpt: [String(lines[offset])])
    ]
  }
}
