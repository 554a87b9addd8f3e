public import Exchange
public import LessonEngine

/// Why a student's file isn't run at all.
public enum Refusal: Error, Sendable {
  /// Its first line says that it is for another exercise.
  case otherExercise(String)
  /// The compiler says what is wrong with it.
  case doesNotCompile([Diagnostic])
  /// The compiler gave up on it.
  case compilerStopped(CompilerStop)
  /// It says what no exercise needs.
  case forbidden([Diagnostic])
  /// It imports modules that the exercise doesn't allow.
  case foreignImports([String], allowed: [String], [Diagnostic])
  /// It defines names that belong to others.
  case foreignSymbols([String])
  /// It puts something where Swift puts nothing: code that would run before the program does, say.
  case foreignSections([Substring])
  /// It makes more of it than of any solution can be made.
  case tooLarge
  /// It compiles, but no program can be made of it: what the linker says.
  case doesNotLink(String)
  /// It has no function as the judge asks for, but perhaps another of this name, in this line. How it begins in
  /// the starter, where it is there.
  case missingFunction(FunctionDescription, declared: Int?, inStarter: String?)

  /// What is wrong, where, and what to do about it.
  ///
  /// - Parameter path: that of the student's file.
  public func words(path: String) -> String {
    let words = allWords(path: path)
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    // What a compiler finds to say of a hostile file has no end.
    let shown = lines.prefix(Self.mostLines).map { line in
      line.count > 400 ? "\(line.prefix(400))…" : String(line)
    }
    let more =
      lines.count > Self.mostLines ? ["and \(lines.count - Self.mostLines) lines more"] : []
    return (shown + more).joined(separator: "\n")
  }

  private static let mostLines = 60

  private func allWords(path: String) -> String {
    let file = shownPath(path)
    switch self {
    case .otherExercise(let name):
      return
        "\(file):1: this file is for \(name), as its first line says. Hand in the file for this "
        + "exercise, or mend the line"
    case .doesNotCompile(let diagnostics):
      // A file without its import is full of unknown types.
      let advice =
        diagnostics.contains { $0.message == "cannot find type 'Tensor' in scope" }
        ? ["Is 'import Tensors' missing?"] : []
      return (["it doesn't compile"] + diagnostics.map(\.description) + advice)
        .joined(separator: "\n")
    case .compilerStopped(.ranTooLong(let seconds)):
      return
        "it doesn't compile: the compiler was stopped after \(Int(seconds)) s. Is there a very long "
        + "expression or list in it? Give it a name for each part"
    case .compilerStopped(.outOfMemory(let bytes)):
      return
        "it doesn't compile: the compiler asked for more memory than the \(bytes >> 30) GB that it may "
        + "have. Is there a very long expression or list in it?"
    case .compilerStopped(.crashed(let reason)):
      return
        "it doesn't compile: the compiler itself crashed on it (\(reason)). That is a mistake of the "
        + "compiler; written in another way, it may work"
    case .forbidden(let diagnostics):
      return diagnostics.map(\.description).joined(separator: "\n")
    case .foreignImports(let modules, let allowed, let diagnostics):
      let rule =
        allowed.isEmpty
        ? "A file for this exercise may import nothing"
        : "A file for this exercise may import \(allowed.joined(separator: " and ")) alone"
      let places = diagnostics.map(\.description)
      return
        ((places.isEmpty ? ["\(file): it imports \(modules.joined(separator: ", "))"] : places)
        + [rule]).joined(separator: "\n")
    case .foreignSymbols(let names):
      return
        "\(file): it defines a name that isn't its own, \(names[0]), and so isn't run. An exercise needs "
        + "plain functions and types only"
    case .foreignSections(let names):
      return
        "\(file): it puts something into the section \(names[0]), where Swift puts nothing, and so isn't "
        + "run. An exercise needs plain functions and types only"
    case .tooLarge:
      return "\(file): what becomes of it is larger than of any solution, so it isn't run"
    case .doesNotLink(let reason):
      return
        "\(file): it compiles, but no program can be made of it (\(reason)). Does it use something of "
        + "the system that isn't in the modules it imports?"
    case .missingFunction(let function, let line, let starter):
      let signature = starter ?? function.signature
      return line.map {
        "\(file):\($0): this function isn't as the exercise asks for it. It must be\n  \(signature)"
      } ?? "\(file): it has no function \(function.name). It must be\n  \(signature)"
    }
  }
}
