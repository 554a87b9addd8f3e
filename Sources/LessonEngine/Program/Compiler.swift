import Foundation
import Subprocess

#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// Runs the Swift compiler, on a lesson's program or another.
package struct Compiler: Sendable {
  let library: LessonLibrary
  /// What a lesson's program does besides running.
  var notes = Notes.nothing

  /// A compiler of programs that need the library.
  package init(library: LessonLibrary) { self.library = library }

  /// A compiler of lessons' programs that do something besides running.
  init(library: LessonLibrary, notes: Notes) { (self.library, self.notes) = (library, notes) }

  /// What a program tells of its lines while it runs.
  enum Notes: Sendable {
    case nothing
    /// The value of each assignment and each call.
    case values

    fileprivate var arguments: [String] {
      self == .values ? ["-Xfrontend", "-playground"] : []
    }

    /// What has to be added where a function of the program has a function as its parameter. Swift 6.3 notes the
    /// values of parameters as well, and can't do it with a function that may not escape: it stops.
    fileprivate var argumentsWithoutParameters: [String] {
      ["-Xfrontend", "-playground-option", "-Xfrontend", "NoFunctionParameters"]
    }
  }

  /// What the compiler may use up before it is ended: some programs would keep it busy for ever.
  package struct Limits: Sendable {
    /// Seconds, by the clock. The longest lesson takes two.
    package var seconds = 120.0
    /// Address space of each of its processes, in bytes.
    package var memory = 8 << 30
    /// The largest file that it may write, in bytes.
    package var fileSize = 4 << 30

    /// Those for a lesson's program.
    package init() {}
  }

  /// The limits of the compilers that this task starts.
  @TaskLocal package static var limits = Limits()

  /// How a compilation ended.
  package enum Outcome: Sendable {
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
    let arguments =
      try await Self.arguments + notes.arguments + library.importArguments + [source]
      + library.objects + Self.systemLibraries() + ["-o", executable]
    do {
      return try await outcome(of: arguments, scratch: folder(of: source))
    } catch ToolchainError.brokenCompiler where notes == .values {
      return try await outcome(
        of: arguments + notes.argumentsWithoutParameters, scratch: folder(of: source))
    }
  }

  /// Runs the compiler with these arguments, among them that its messages be in the `llvm` style.
  ///
  /// - Parameters:
  ///   - arguments: what `swiftc` is told.
  ///   - scratch: a folder in which it may leave temporary files.
  /// - Throws: `CompilerStop` or `ToolchainError` where it stops without saying what is wrong.
  package func outcome(of arguments: [String], scratch: String) async throws -> Outcome {
    let result = try await swiftc(arguments, scratch: scratch)
    let diagnostics = Diagnostic.read(result.output)
    if result.succeeded { return .compiled(warnings: diagnostics) }
    guard diagnostics.contains(where: { $0.severity == .error }) else {
      if let stop = CompilerStop(output: result.output, memory: Self.limits.memory) { throw stop }
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

  /// Runs the compiler, which may leave temporary files in `scratch`. The launcher sets its limits.
  private func swiftc(
    _ arguments: [String], scratch: String
  ) async throws -> (succeeded: Bool, output: String) {
    let limits = Self.limits
    var options = PlatformOptions()
    // A session and a mark of its own, so that it can be ended with all that it has started: each of the
    // compiler's processes leads a group.
    options.createSession = true
    let mark = UUID().uuidString
    do {
      let compiler = try await Executable.name("swiftc").resolveExecutablePath(in: .inherit)
      // Into a file, because there may be any number of complaints.
      let words = "\(scratch)/compiler-\(UUID().uuidString).txt"
      defer { try? FileManager.default.removeItem(atPath: words) }
      let file = try FileDescriptor.open(
        FilePath(words), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
      let result = try await run(
        .path(FilePath(library.launcher)),
        arguments: Arguments(
          ["--memory", "\(limits.memory)", "--file-size", "\(limits.fileSize)", "--"]
            + [compiler.string] + arguments),
        environment: .inherit.updating([
          "TMPDIR": scratch, .init(rawValue: ProgramFamily.variable)!: mark,
          // What it makes of C's headers it keeps in the home folder unless told, and there may be none.
          "CLANG_MODULE_CACHE_PATH": library.headersFolder,
        ]),
        // The compiler shortens paths below its working folder.
        workingDirectory: FilePath(library.buildFolder), platformOptions: options, input: .none,
        output: .discarded, error: .fileDescriptor(file, closeAfterSpawningProcess: true)
      ) { compiler in
        let family = ProgramFamily(leader: compiler.processIdentifier.value, mark: mark)
        RunningPrograms.add(family)
        return (family, CompilerWatch(family, seconds: limits.seconds))
      }
      let (family, watch) = result.closureResult
      RunningPrograms.forget(family)
      if watch.stop() { throw CompilerStop.ranTooLong(limits.seconds) }
      return (result.terminationStatus.isSuccess, Self.beginning(of: words))
    } catch let stop as CompilerStop {
      throw stop
    } catch {
      throw ToolchainError.noCompiler("\(error)")
    }
  }

  /// As much of what the compiler said as anybody would read.
  private static func beginning(of file: String) -> String {
    guard let handle = FileHandle(forReadingAtPath: file) else { return "" }
    defer { try? handle.close() }
    return String(decoding: (try? handle.read(upToCount: 4_000_000)) ?? Data(), as: UTF8.self)
  }

  /// How to link with libpng, as pkg-config tells, or by its plain name.
  package static func systemLibraries() async -> [String] {
    let result = try? await run(
      .name("pkg-config"), arguments: ["--libs", "libpng"], output: .string(limit: 10_000),
      error: .discarded)
    let words = result?.standardOutput.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.flatMap { $0.isEmpty ? nil : $0 } ?? ["-lpng16"]
  }
}
