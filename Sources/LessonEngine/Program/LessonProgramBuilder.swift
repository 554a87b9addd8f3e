import Foundation

/// A lesson's program, ready to run: all of its cells or, where one doesn't compile, those before.
struct BuiltProgram: Sendable {
  /// The executable, or nil where no cell can run.
  let executable: String?
  /// The cells in it.
  let cells: [Cell]
  /// The first cell that doesn't compile, and why.
  let refusal: Refusal?
  /// What the compiler warned of, by the number of the cell.
  let warnings: [Int: [Diagnostic]]

  struct Refusal: Sendable {
    let cell: Cell
    let diagnostics: [Diagnostic]
  }
}

/// Makes programs of a lesson's cells.
struct LessonProgramBuilder: Sendable {
  let lesson: Lesson
  let compiler: Compiler
  let cache: ProgramCache

  init(_ lesson: Lesson, library: LessonLibrary) {
    self.lesson = lesson
    compiler = Compiler(library: library)
    cache = ProgramCache(folder: "\(library.stateFolder)/cache")
  }

  /// The program of these cells or, where one of them doesn't compile, of those before it.
  func build(_ cells: [Cell]) async throws -> BuiltProgram {
    var refusal: BuiltProgram.Refusal?
    var cells = cells
    while !cells.isEmpty {
      switch try await attempt(cells) {
      case .built(let entry, let warnings):
        return BuiltProgram(
          executable: entry.program, cells: cells, refusal: refusal, warnings: warnings)
      case .refused(let found):
        refusal = found
        cells = cells.filter { $0.number < found.cell.number }
      }
    }
    return BuiltProgram(executable: nil, cells: [], refusal: refusal, warnings: [:])
  }

  private enum Attempt {
    case built(ProgramCache.Entry, warnings: [Int: [Diagnostic]])
    case refused(BuiltProgram.Refusal)
  }

  private func attempt(_ cells: [Cell]) async throws -> Attempt {
    let program = ProgramText(cells, path: lesson.path)
    let key = try program.text + "\n" + compiler.fingerprint
    if let entry = cache.find(key) { return .built(entry, warnings: warnings(in: entry)) }
    var diagnostics: [Diagnostic] = []
    let entry = try await cache.insert(key) { draft in
      try program.text.write(toFile: draft.source, atomically: false, encoding: .utf8)
      switch try await compiler.compile(draft.source, to: draft.program) {
      case .compiled(let warnings):
        try warnings.map(\.absoluteDescription).joined(separator: "\n")
          .write(toFile: "\(draft.folder)/warnings", atomically: false, encoding: .utf8)
        return true
      case .refused(let found):
        diagnostics = found
        return false
      }
    }
    if let entry { return .built(entry, warnings: warnings(in: entry)) }
    return .refused(try await blame(diagnostics, among: cells))
  }

  private func warnings(in entry: ProgramCache.Entry) -> [Int: [Diagnostic]] {
    let text = (try? String(contentsOfFile: "\(entry.folder)/warnings", encoding: .utf8)) ?? ""
    return byCell(Diagnostic.read(text))
  }

  /// The diagnostics that stand in the lesson, by the number of their cell.
  private func byCell(_ diagnostics: [Diagnostic]) -> [Int: [Diagnostic]] {
    let inLesson = diagnostics.filter { $0.path == lesson.path }
    return Dictionary(grouping: inLesson) { lesson.cell(atLine: $0.line)?.number ?? 0 }
  }

  /// Which cell is the first that is at fault.
  ///
  /// A brace that is never closed makes the compiler stumble at the end of the program, far from
  /// where it was opened. So each cell's grammar is looked at on its own first; only if all are in
  /// order do the diagnostics of the whole program count.
  private func blame(
    _ diagnostics: [Diagnostic], among cells: [Cell]
  ) async throws -> BuiltProgram.Refusal {
    for cell in cells {
      let found = try await faultsOfGrammar(in: cell)
      if !found.isEmpty { return BuiltProgram.Refusal(cell: cell, diagnostics: found) }
    }
    let faults = byCell(diagnostics).filter { number, found in
      number > 0 && found.contains { $0.severity == .error }
    }
    guard let first = faults.keys.min(), let cell = cells.first(where: { $0.number == first })
    else {
      throw ToolchainError.brokenCompiler(
        diagnostics.map(\.absoluteDescription).joined(separator: "\n"))
    }
    return BuiltProgram.Refusal(cell: cell, diagnostics: faults[first] ?? [])
  }

  private func faultsOfGrammar(in cell: Cell) async throws -> [Diagnostic] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("cell-\(UUID().uuidString).swift")
    defer { try? FileManager.default.removeItem(at: file) }
    try ProgramText.located(cell, path: lesson.path)
      .write(to: file, atomically: false, encoding: .utf8)
    let found = try await compiler.parse(file.path)
    guard found.contains(where: { $0.severity == .error }) else { return [] }
    return found.movedIntoLesson(lesson.path, lastLine: cell.lines.upperBound)
  }
}

extension [Diagnostic] {
  /// An error at the end of a cell's text is found past its last line, outside the lesson. It is
  /// told at the place of the note that follows it ("to match this opening '{'"), or at the cell's
  /// end.
  fileprivate func movedIntoLesson(_ path: String, lastLine: Int) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for (index, diagnostic) in enumerated() {
      if diagnostic.path == path {
        result.append(diagnostic)
        continue
      }
      let note = dropFirst(index + 1).first.flatMap {
        $0.severity == .note && $0.path == path ? $0 : nil
      }
      result.append(
        Diagnostic(
          path: path, line: note?.line ?? lastLine, column: note?.column ?? 1,
          severity: diagnostic.severity, message: diagnostic.message,
          excerpt: note?.excerpt ?? []))
    }
    return result
  }
}

extension Diagnostic {
  /// As the compiler printed it, to be read again.
  fileprivate var absoluteDescription: String {
    (["\(path):\(line):\(column): \(severity.rawValue): \(message)"] + excerpt)
      .joined(separator: "\n")
  }
}
