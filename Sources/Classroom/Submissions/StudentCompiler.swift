import Exchange
import Foundation
import LessonEngine

/// Makes a program of a student's file: the file as a module of its own, and around it what calls its
/// functions for the runner.
struct StudentCompiler {
  private let library: LessonLibrary
  private let compiler: Compiler
  /// What students begin with.
  private let starter: BareCode

  init(library: LessonLibrary, starter: String = "") {
    self.library = library
    self.starter = BareCode(starter)
    compiler = Compiler(library: library)
  }

  /// What came of a student's file.
  enum Outcome {
    /// The path of the program, and what the compiler warned of.
    case built(String, warnings: [Diagnostic])
    /// What is wrong with the file.
    case refused(Refusal)
  }

  /// What a student's code is built with, besides what is the compiler's own.
  private static let modules = LessonLibrary.borrowedModules + ["Tensors", "Exchange"]

  /// The module that a student's file becomes.
  static let moduleName = "Student"

  /// What the compiler may use up on a student's file, in all its steps together. An honest one takes half a
  /// second.
  private static let seconds = 20.0

  /// What it may use up in the next step.
  private static func limits(since start: SuspendingClock.Instant) -> Compiler.Limits {
    var limits = Compiler.Limits()
    limits.seconds = max(1, seconds - start.duration(to: .now) / .seconds(1))
    (limits.memory, limits.fileSize) = (4 << 30, 100 << 20)
    return limits
  }

  /// Makes the program of a student's file.
  ///
  /// - Parameters:
  ///   - submission: the file.
  ///   - functions: what the judge will ask for.
  ///   - imports: what the file may import.
  ///   - folder: an empty folder in which to do it.
  /// - Throws: `ToolchainError` where it can't be compiled for reasons of ours.
  func build(
    _ submission: Submission, functions: [FunctionDescription], imports: [String], in folder: String
  ) async throws -> Outcome {
    let forbidden = ForbiddenWords.found(in: submission.text, path: submission.path)
    if !forbidden.isEmpty { return .refused(.forbidden(forbidden)) }
    let workshop = Workshop(folder: folder, submission: submission)
    do {
      try workshop.setUp(modules: library.modulesFolder)
      let start = SuspendingClock.now
      let imported = try await Compiler.$limits.withValue(Self.limits(since: start)) {
        try await modules(importedBy: workshop)
      }
      let foreign = imported.filter { !imports.contains($0) && !Self.implicitModules.contains($0) }
      if let refusal = workshop.refusal(importing: foreign, allowed: imports) {
        return .refused(refusal)
      }
      let compiled = try await Compiler.$limits.withValue(Self.limits(since: start)) {
        try await compileModule(workshop)
      }
      guard case .success(let warnings) = compiled else {
        if case .failure(let refusal) = compiled { return .refused(refusal) }
        preconditionFailure("a result is one or the other")
      }
      let object = ObjectFile(path: workshop.object, compiler: LessonLibrary.compiler)
      if let refusal = try await object.refusal() { return .refused(refusal) }
      if let refusal = try await object.removeLinkerOptions() { return .refused(refusal) }
      return try await Compiler.$limits.withValue(Self.limits(since: start)) {
        try await link(workshop, DriverText(functions, imports: imported), functions, warnings)
      }
    } catch let stop as CompilerStop {
      return .refused(.compilerStopped(stop))
    }
  }

  /// What every file of Swift imports without saying so.
  private static let implicitModules = [
    "Swift", "_Concurrency", "_StringProcessing", "SwiftOnoneSupport",
  ]

  // MARK: The student's module

  /// The modules that the student's file imports; none where it isn't Swift at all, which the compilation says
  /// better.
  private func modules(importedBy workshop: Workshop) async throws -> [String] {
    let imported = "\(workshop.folder)/imports"
    let outcome = try await compiler.outcome(
      of: ["-frontend", "-emit-imported-modules", "-parse-as-library", "-diagnostic-style=llvm"]
        + ["-module-name", Self.moduleName, "-I", workshop.modules]
        + library.borrowedHeaderArguments
        + [workshop.source, "-o", imported], scratch: workshop.folder)
    guard case .compiled = outcome else { return [] }
    return try String(contentsOfFile: imported, encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }

  /// What the compiler warns of in the student's file, or why it refuses it.
  private func compileModule(_ workshop: Workshop) async throws -> Result<[Diagnostic], Refusal> {
    let outcome = try await compiler.outcome(
      of: [
        "-emit-module", "-emit-module-path", "\(workshop.modules)/\(Self.moduleName).swiftmodule",
      ]
        + ["-c", "-o", workshop.object, "-parse-as-library", "-module-name", Self.moduleName]
        + ["-enable-testing", "-Onone", "-gline-tables-only", "-swift-version", "5"]
        + ["-diagnostic-style=llvm", "-I", workshop.modules] + library.borrowedHeaderArguments
        + [workshop.source],
      scratch: workshop.folder)
    switch outcome {
    case .refused(let diagnostics):
      return .failure(
        .doesNotCompile(workshop.told(diagnostics.filter { $0.severity != .warning })))
    case .compiled(let warnings):
      return .success(workshop.told(warnings.filter { $0.severity == .warning }))
    }
  }

  // MARK: What calls its functions

  private func link(
    _ workshop: Workshop, _ driver: DriverText, _ functions: [FunctionDescription],
    _ warnings: [Diagnostic]
  ) async throws -> Outcome {
    let source = "\(workshop.folder)/main.swift"
    try driver.text.write(toFile: source, atomically: false, encoding: .utf8)
    let program = "\(workshop.folder)/program"
    let outcome: Compiler.Outcome
    do {
      outcome = try await compiler.outcome(
        of: ["-Onone", "-swift-version", "5", "-module-name", "Driver", "-diagnostic-style=llvm"]
          + ["-I", workshop.modules] + library.importArguments + [source, workshop.object]
          + (try library.objects(of: Self.modules)) + ["-o", program], scratch: workshop.folder)
    } catch ToolchainError.brokenCompiler(let output) {
      let reason = output.split(separator: "\n").first { $0.contains("undefined") }
      return .refused(.doesNotLink(String((reason ?? "the linker stopped").prefix(200))))
    }
    switch outcome {
    case .compiled: return .built(program, warnings: warnings)
    case .refused(let diagnostics):
      guard let number = diagnostics.lazy.compactMap({ driver.function(blamedBy: $0) }).first else {
        throw ToolchainError.brokenCompiler(
          diagnostics.map(\.description).joined(separator: "\n"))
      }
      let wanted = functions[number]
      return .refused(
        .missingFunction(
          wanted, declared: workshop.declaration(of: wanted)?.line,
          inStarter: starter.declaration(of: wanted)?.text))
    }
  }
}

/// The folder in which a student's file is compiled.
private struct Workshop {
  let folder: String
  let submission: Submission

  /// The student's file.
  var source: String { "\(folder)/student/\(StudentCompiler.moduleName).swift" }

  /// The modules that it sees.
  var modules: String { "\(folder)/modules" }

  /// What it becomes. Named otherwise than the module, or the compiler stops.
  var object: String { "\(folder)/student.o" }

  func setUp(modules library: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: "\(folder)/student", withIntermediateDirectories: true)
    try files.createDirectory(atPath: modules, withIntermediateDirectories: true)
    // What Tensors itself imports has to lie beside it; the student's file may not import that.
    for module in ["Tensors"] + LessonLibrary.borrowedModules {
      try files.createSymbolicLink(
        atPath: "\(modules)/\(module).swiftmodule",
        withDestinationPath: "\(library)/\(module).swiftmodule")
    }
    try submission.text.write(toFile: source, atomically: false, encoding: .utf8)
  }

  /// The compiler's messages, about the file that the student knows.
  func told(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map { $0.path == source ? $0.moved(to: submission.path) : $0 }
  }

  func refusal(importing foreign: [String], allowed: [String]) -> Refusal? {
    guard !foreign.isEmpty else { return nil }
    let imports = BareCode(submission.text).lines.enumerated()
      .filter { $0.element.contains("import") }
    let found = foreign.prefix(5).compactMap { name in
      imports.first { $0.element.contains(name) }.map { index, _ in
        Diagnostic(
          path: submission.path, line: index + 1, column: 1, severity: .error,
          message: "this exercise allows no import of \(name)")
      }
    }
    return .foreignImports(foreign, allowed: allowed, found)
  }

  func declaration(of function: FunctionDescription) -> (line: Int, text: String)? {
    BareCode(submission.text).declaration(of: function)
  }
}

extension BareCode {
  /// Where a function of this name is declared, and how it begins.
  fileprivate func declaration(
    of function: FunctionDescription
  ) -> (line: Int, text: String)? {
    let name = function.baseName
    return lines.enumerated().first { _, line in
      line.contains("func \(name)(") || line.contains("func \(name)<")
    }.map { index, line in
      (index + 1, line.prefix { $0 != "{" }.trimmingCharacters(in: .whitespaces))
    }
  }
}
