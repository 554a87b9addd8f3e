import Foundation

/// Finds a cell that uses a variable which only a later cell declares.
///
/// The cells are one program, and at its top level Swift lets a function name a variable that is set
/// further down. Called before then, it reads memory that nothing has been written to. To a reader,
/// who runs one cell after the other, such a name isn't there yet; so it is an error.
struct ForwardUseCheck {
  let lesson: Lesson
  let compiler: Compiler

  init(_ lesson: Lesson, _ compiler: Compiler) {
    self.lesson = lesson
    self.compiler = compiler
  }

  /// The first cell that needs a later one, and why; nil where none does.
  ///
  /// Names that an earlier cell merely mentions are looked up by the compiler, in a program that ends
  /// with that cell. In most lessons there are none, and this costs nothing.
  func firstRefusal(
    among cells: [Cell], in folder: String
  ) async throws -> BuiltProgram.Refusal? {
    var isSuspect = Set<Int>()
    for (index, cell) in cells.enumerated() {
      let names = Self.declared(in: cell)
      for earlier in cells[..<index] where !names.isDisjoint(with: Self.words(in: earlier)) {
        isSuspect.insert(earlier.number)
      }
    }
    for suspect in cells where isSuspect.contains(suspect.number) {
      let source = "\(folder)/until-\(suspect.number).swift"
      try ProgramText(cells.filter { $0.number <= suspect.number }).text
        .write(toFile: source, atomically: false, encoding: .utf8)
      let missing = try await compiler.typeCheck(source).filter {
        $0.severity == .error && $0.path == ProgramText.path
          && $0.message.hasSuffix("in scope") && suspect.lines.contains($0.line)
      }
      if !missing.isEmpty {
        return BuiltProgram.Refusal(
          cell: suspect,
          diagnostics: missing.map {
            $0.moved(to: lesson.path, adding: "; a later cell declares it")
          })
      }
    }
    return nil
  }

  /// The names of the variables that a cell declares, at any depth.
  private static func declared(in cell: Cell) -> Set<Substring> {
    Set(cell.code.matches(of: /\b(?:let|var)\s+(\w+)/).map(\.1))
  }

  private static func words(in cell: Cell) -> Set<Substring> {
    Set(cell.code.matches(of: /\w+/).map(\.0))
  }
}
