import Foundation
import Subprocess

#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// Runs the Swift compiler on a lesson's program.
struct Compiler: Sendable {
  let library: LessonLibrary
  /// What the program does besides running.
  var notes = Notes.nothing

  /// What a program tells of its lines while it runs.
  enum Notes: Sendable {
    case nothing
    /// The value of each assignment and each call.
    case values

    fileprivate var arguments: [String] {
      self == .values ? ["-Xfrontend", "-playground"] : []
    }
  }

  /// How a compilation ended.
  enum Outcome: Sendable {
    case compiled(warnings: [Diagnostic])
    case refused([Diagnostic])
  }

  /// Unoptimised, so that it is quick and every line is where it was written; in Swift 5 mode, in
  /// which a beginner's top-level variables just work.
  private static let arguments = [
    "-Onone", "-gline-tables-only", "-swift-version", "5", "-diagnostic-style=llvm", "-module-name",
    "Lesson",
  ]

  /// What the result depends on besides the program's text.
  var fingerprint: String {
    get throws(ToolchainError) {
      try (Self.arguments + notes.arguments + library.importArguments).joined(separator: " ") + "\n"
        + library.fingerprint
    }
  }

  /// Compiles and links the program at `source` into `executable`.
  func compile(_ source: String, to executable: String) async throws -> Outcome {
    let libraries = await Self.pngArguments()
    let result = try await swiftc(
      Self.arguments + notes.arguments + library.importArguments + [source] + library.objects
        + libraries
        + ["-o", executable], scratch: folder(of: source))
    let diagnostics = Diagnostic.read(result.output)
    if result.succeeded { return .compiled(warnings: diagnostics) }
    guard diagnostics.contains(where: { $0.severity == .error }) else {
      throw ToolchainError.brokenCompiler(result.output)
    }
    return .refused(diagnostics)
  }

  /// What is wrong with the program at `source`; nothing is compiled.
  func typeCheck(_ source: String) async throws -> [Diagnostic] {
    let arguments = ["-typecheck", "-swift-version", "5", "-diagnostic-style=llvm"]
    return Diagnostic.read(
      try await swiftc(arguments + library.importArguments + [source], scratch: folder(of: source))
        .output)
  }

  /// What is wrong with the grammar of these sources, each on its own; nothing is looked up.
  func parse(_ sources: [String]) async throws -> [Diagnostic] {
    Diagnostic.read(
      try await swiftc(
        ["-frontend", "-parse", "-diagnostic-style=llvm"] + sources,
        scratch: folder(of: sources.first ?? "/")
      ).output
    ).filter {
      // Only one source of a program may have statements outside functions, and any cell has.
      !$0.message.hasSuffix("are not allowed at the top level")
    }
  }

  private func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// Runs the compiler, which may leave temporary files in `scratch`.
  private func swiftc(
    _ arguments: [String], scratch: String
  ) async throws -> (succeeded: Bool, output: String) {
    var options = PlatformOptions()
    // A session of its own, so that it can be ended with all that it has started.
    options.createSession = true
    do {
      let result = try await run(
        .name("swiftc"), arguments: Arguments(arguments),
        environment: .inherit.updating(["TMPDIR": scratch]),
        // The compiler shortens paths below its working folder.
        workingDirectory: FilePath(library.buildFolder), platformOptions: options, input: .none,
        output: .discarded, error: .string(limit: 4_000_000)
      ) { compiler in
        RunningPrograms.add(compiler.processIdentifier.value)
        return compiler.processIdentifier.value
      }
      RunningPrograms.forget(result.closureResult)
      return (result.terminationStatus.isSuccess, result.standardError)
    } catch {
      throw ToolchainError.noCompiler("\(error)")
    }
  }

  /// Where libpng is, as pkg-config tells, or its plain name.
  private static func pngArguments() async -> [String] {
    let result = try? await run(
      .name("pkg-config"), arguments: ["--libs", "libpng"], output: .string(limit: 10_000),
      error: .discarded)
    let words = result?.standardOutput.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.flatMap { $0.isEmpty ? nil : $0 } ?? ["-lpng16"]
  }
}
