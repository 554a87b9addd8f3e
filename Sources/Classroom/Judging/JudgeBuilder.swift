import Exchange
import Foundation
import LessonEngine

/// A judge, compiled: a teacher's `judge.swift` with the library around it.
struct JudgeProgram: Sendable {
  /// Its executable: a name of our own for it, because the cache may be emptied while we grade.
  let path: String
  /// Changes when anything does that a verdict depends on.
  let identity: String
  /// Where it lies, as long as this is there.
  private let folder: ScratchFolder

  fileprivate init(
    _ program: String, identity: String, folder: ScratchFolder, functions: [FunctionDescription],
    tests: [TestDescription]
  ) {
    (path, self.identity, self.folder) = (program, identity, folder)
    (self.functions, self.tests) = (functions, tests)
  }
  /// What it asks of a student's file.
  let functions: [FunctionDescription]
  /// Its tests.
  let tests: [TestDescription]

  /// What all of its tests are worth.
  var points: Int { tests.reduce(0) { $0 + $1.points } }
}

/// Makes programs of judges.
struct JudgeBuilder {
  private let library: LessonLibrary
  private let compiler: Compiler
  private let cache: ProgramCache

  init(library: LessonLibrary) {
    self.library = library
    compiler = Compiler(library: library)
    cache = ProgramCache(library)
  }

  private static let modules =
    LessonLibrary.borrowedModules + LessonLibrary.modules + ["Exchange", "Judging"]

  /// Compiles a judge, unless that has been done before, and asks it what its tests are.
  ///
  /// - Throws: `LessonError` where it is wrong, `ToolchainError` where it can't be compiled for another reason.
  func build(_ path: String) async throws -> JudgeProgram {
    let (text, path) = try textOfFile(path, calling: "judge")
    let program = Self.programText(of: text)
    let key = try "judge\n" + program + "\n" + library.fingerprint(of: Self.modules)
    let folder = try ScratchFolder(library)
    let kept = "\(folder.path)/judge"
    while !FileManager.default.fileExists(atPath: kept) {
      var entry = cache.find(key)
      if entry == nil {
        entry = try await cache.insert(key) { draft in
          try await compile(program, draft, path: path)
          return true
        }
      }
      guard let entry else { throw ToolchainError.broken("the judge was not kept") }
      do {
        try FileManager.default.linkItem(atPath: entry.program, toPath: kept)
      } catch {
        // Emptied already: then once more.
        guard !FileManager.default.fileExists(atPath: entry.program) else { throw error }
      }
    }
    return try await described(kept, in: folder, identity: ProgramCache.hash(key), path: path)
  }

  /// The judge's statements, and then what the runner wants of it.
  private static func programText(of judge: String) -> String {
    """
    #sourceLocation(file: "\(judgePath)", line: 1)
    \(judge)
    #sourceLocation()
    serveRunner()

    """
  }

  private static let judgePath = "/judge/judge.swift"

  private func compile(_ program: String, _ draft: ProgramCache.Entry, path: String) async throws {
    try program.write(toFile: draft.source, atomically: false, encoding: .utf8)
    let outcome = try await compiler.outcome(
      of: ["-Onone", "-gline-tables-only", "-swift-version", "5", "-diagnostic-style=llvm"]
        + ["-module-name", "Judge"] + library.importArguments + [draft.source]
        + (try library.objects(of: Self.modules)) + Compiler.systemLibraries()
        + ["-o", draft.program], scratch: draft.folder)
    guard case .refused(let diagnostics) = outcome else { return }
    let found = diagnostics.filter { $0.severity != .warning }.map {
      $0.path == Self.judgePath ? $0.moved(to: path).description : $0.description
    }
    throw LessonError(path: path, "the judge doesn't compile\n" + found.joined(separator: "\n"))
  }

  private func described(
    _ program: String, in folder: ScratchFolder, identity: String, path: String
  ) async throws -> JudgeProgram {
    let process = JudgeProcess(program, library: library)
    guard case .description(let functions, let tests) = try await process.ask(.describe) else {
      throw LessonError(
        path: path, "the judge ends before it says what its tests are\(process.lastWords())")
    }
    guard !functions.isEmpty, !tests.isEmpty else {
      throw LessonError(
        path: path,
        "the judge has no \(functions.isEmpty ? "Student.function(…)" : "test(…)"), so there is nothing to grade"
      )
    }
    if let wrong = functions.first(where: { $0.labels.count != $0.arguments.count }) {
      throw LessonError(
        path: path,
        "the judge asks for \(wrong.name), whose labels aren't those of \(wrong.arguments.count) arguments; "
          + "write a label for each, as in pool(_:size:)")
    }
    return JudgeProgram(
      program, identity: identity, folder: folder, functions: functions, tests: tests)
  }
}
