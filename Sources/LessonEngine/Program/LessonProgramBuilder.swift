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

  init(_ lesson: Lesson, library: LessonLibrary, noting notes: Compiler.Notes = .nothing) {
    self.lesson = lesson
    compiler = Compiler(library: library, notes: notes)
    cache = ProgramCache(library)
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
    let program = ProgramText(cells)
    let key = try program.text + "\n" + compiler.fingerprint
    if let entry = cache.find(key) { return .built(entry, warnings: warnings(in: entry)) }
    if let refusal = try await GrammarCheck(lesson, compiler).firstRefusal(among: cells) {
      return .refused(refusal)
    }
    var diagnostics: [Diagnostic] = []
    var forwardUse: BuiltProgram.Refusal?
    let entry = try await cache.insert(key) { draft in
      try program.text.write(toFile: draft.source, atomically: false, encoding: .utf8)
      switch try await compiler.compile(draft.source, to: draft.program) {
      case .compiled(let warnings):
        let check = ForwardUseCheck(lesson, compiler)
        if let refusal = try await check.firstRefusal(among: cells, in: draft.folder) {
          forwardUse = refusal
          return false
        }
        try warnings.map(\.compilerOutput).joined(separator: "\n")
          .write(toFile: "\(draft.folder)/warnings", atomically: false, encoding: .utf8)
        return true
      case .refused(let found):
        diagnostics = found
        return false
      }
    }
    if let entry { return .built(entry, warnings: warnings(in: entry)) }
    return .refused(try forwardUse ?? blame(diagnostics, among: cells))
  }

  private func warnings(in entry: ProgramCache.Entry) -> [Int: [Diagnostic]] {
    let text = (try? String(contentsOfFile: "\(entry.folder)/warnings", encoding: .utf8)) ?? ""
    return byCell(Diagnostic.read(text))
  }

  /// The diagnostics that stand in the lesson, by the number of their cell.
  private func byCell(_ diagnostics: [Diagnostic]) -> [Int: [Diagnostic]] {
    let inLesson = diagnostics.filter { $0.path == ProgramText.path }
    return Dictionary(grouping: inLesson.map { $0.moved(to: lesson.path) }) {
      lesson.cell(atLine: $0.line)?.number ?? 0
    }
  }

  /// Which cell is the first that is at fault, according to the compiler.
  ///
  /// A cell that declares a name a second time makes every use of it ambiguous, those in the cells
  /// before as well; it is the declaration that is at fault.
  private func blame(
    _ diagnostics: [Diagnostic], among cells: [Cell]
  ) throws -> BuiltProgram.Refusal {
    let redeclarations = diagnostics.indices.filter {
      diagnostics[$0].message.hasPrefix("invalid redeclaration")
    }
    let culprits = redeclarations.map { index in
      // The note after it says where the name was declared first.
      let note = diagnostics[(index + 1)...].first.flatMap { $0.severity == .note ? $0 : nil }
      return Redeclaration(diagnostics[index], firstAt: note?.line).told(in: lesson)
    }
    let faults = byCell(culprits.isEmpty ? diagnostics : culprits).filter { number, found in
      number > 0 && found.contains { $0.severity == .error }
    }
    guard let first = faults.keys.min(), let cell = cells.first(where: { $0.number == first })
    else {
      throw ToolchainError.brokenCompiler(
        diagnostics.map(\.compilerOutput).joined(separator: "\n"))
    }
    return BuiltProgram.Refusal(cell: cell, diagnostics: faults[first] ?? [])
  }
}
