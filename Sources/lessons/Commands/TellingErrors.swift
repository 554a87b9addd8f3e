import Foundation
import LessonEngine

/// The library that lessons are compiled against.
func findLibrary() throws -> LessonLibrary {
  do {
    return try LessonLibrary()
  } catch {
    throw ExitStatus.toolchain.saying(error.description)
  }
}

/// Reads a lesson; what is wrong with its file is told, and ends the command.
func tellingLessonErrors<Result>(_ read: () throws(LessonError) -> Result) throws -> Result {
  do {
    return try read()
  } catch {
    throw ExitStatus.malformed.saying(error.description)
  }
}

/// Changes files; what the file system refuses is told behind `words`, and ends the command: "01-sums could
/// not be copied to Workbook: No space left on device".
func tellingFileErrors<Result>(
  _ words: String, as status: ExitStatus = .malformed, _ body: () throws -> Result
) throws -> Result {
  do {
    return try body()
  } catch {
    throw status.saying("\(words): \(systemWords(error))")
  }
}

/// Runs `body`; what the toolchain complains of, and what can't be written beside the build, is told
/// and ends the command with the exit code of the toolchain.
func tellingToolchainErrors<Result>(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
) async throws -> Result {
  do {
    return try await body()
  } catch let error where error is ToolchainError || error is CocoaError {
    throw ExitStatus.toolchain.saying(toolchainWords(error))
  }
}

/// What the toolchain complains of, or what can't be written beside the build.
func toolchainWords(_ error: any Error) -> String {
  guard let error = error as? CocoaError else { return "\(error)" }
  return "\(error.filePath.map { "\(shownPath($0)): " } ?? "")\(systemWords(error)). "
    + "Lessons are compiled in the build folder, which must be writable"
}
