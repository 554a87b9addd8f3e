import Foundation
import Subprocess

#if canImport(SystemPackage)
  import SystemPackage
#else
  import System
#endif

/// A program of the package, run as a person runs it.
struct Command {
  /// What came of it.
  struct Outcome {
    /// The exit code; a signal's number is added to 128, as a shell does it.
    let code: Int
    let output: String
    let errors: String
  }

  /// The folder in which the build put the programs: they lie beside the test bundle.
  static let folder: String = {
    let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
    let executable = bundle ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: executable).deletingLastPathComponent().path
  }()

  static func path(of program: String) -> String { "\(folder)/\(program)" }

  /// Runs `lessons` in the course's folder.
  static func lessons(
    _ arguments: String..., in course: TemporaryCourse,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await run(path(of: "lessons"), arguments, in: course, environment: environment)
  }

  static func lessons(_ arguments: [String], in course: TemporaryCourse) async throws -> Outcome {
    try await run(path(of: "lessons"), arguments, in: course)
  }

  /// Runs `edges` in the course's folder.
  static func edges(_ arguments: String..., in course: TemporaryCourse) async throws -> Outcome {
    try await run(path(of: "edges"), arguments, in: course)
  }

  /// Runs `ladder` in the course's folder.
  static func ladder(_ arguments: String..., in course: TemporaryCourse) async throws -> Outcome {
    try await run(path(of: "ladder"), arguments, in: course)
  }

  /// Runs `digits` in the course's folder.
  static func digits(_ arguments: String..., in course: TemporaryCourse) async throws -> Outcome {
    try await run(path(of: "digits"), arguments, in: course)
  }

  /// Runs a line of the shell in the course's folder; `$lessons` is the program.
  static func shell(_ line: String, in course: TemporaryCourse) async throws -> Outcome {
    try await run(
      "/bin/sh", ["-c", line], in: course, environment: ["lessons": path(of: "lessons")])
  }

  private static func run(
    _ program: String, _ arguments: [String], in course: TemporaryCourse,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    // What the tests themselves are run with must not show in what they find.
    var changes: [Environment.Key: String?] = [
      "NO_COLOR": nil, "FORCE_COLOR": nil, "COLUMNS": nil, "LINES": nil,
      "TMPDIR": course.temporaryFolder, "XDG_STATE_HOME": course.stateFolder,
    ]
    for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments),
      environment: .inherit.updating(changes), workingDirectory: FilePath(course.folder),
      output: .string(limit: 10_000_000), error: .string(limit: 10_000_000))
    let code =
      switch result.terminationStatus {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    return Outcome(code: code, output: result.standardOutput, errors: result.standardError)
  }
}
