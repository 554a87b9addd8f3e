import Foundation
import Subprocess

/// What the checks ask the machine, so that a test can show them another one.
public struct Surroundings: Sendable {
  /// The variables of the process.
  public var environment: [String: String]
  /// The folders from which the course is looked for.
  public var starts: [String]
  /// What a program, found by its name or path, says and whether it ends well; nil where there is none.
  public var ask: @Sendable (_ program: String, _ arguments: [String]) async -> Answer?
  /// How many processors there are.
  public var processorCount: Int
  /// The free bytes of the disk on which a folder lies.
  public var freeBytes: @Sendable (_ folder: String) -> Int?
  /// Whether we are the user who may do everything.
  public var isRoot: Bool

  /// What a program said on its standard output and standard error.
  public struct Answer: Sendable {
    /// Whether its exit code was 0.
    public let succeeded: Bool
    /// All that it said.
    public let words: String

    /// The first line of that.
    var firstLine: String {
      words.split(separator: "\n").first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }
  }

  /// Those of this machine.
  public static var here: Surroundings {
    Surroundings(
      environment: ProcessInfo.processInfo.environment,
      starts: [FileManager.default.currentDirectoryPath, Bundle.main.executablePath ?? "."],
      ask: askProgram, processorCount: ProcessInfo.processInfo.activeProcessorCount,
      freeBytes: { folder in
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
      },
      isRoot: geteuid() == 0)
  }

  private static func askProgram(_ program: String, _ arguments: [String]) async -> Answer? {
    let executable: Executable = program.contains("/") ? .path(.init(program)) : .name(program)
    let result = try? await run(
      executable, arguments: Arguments(arguments), output: .string(limit: 100_000),
      error: .string(limit: 100_000))
    return result.map {
      Answer(
        succeeded: $0.terminationStatus.isSuccess, words: $0.standardOutput + $0.standardError)
    }
  }
}
