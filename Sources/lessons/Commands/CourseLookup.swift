import ArgumentParser
import Foundation
import LessonEngine

/// The lessons that a command works on, and the errors that are told alike by all commands.
struct CourseLookup {
  let course: Course

  /// The lessons around the current folder or, failing that, around the package.
  init() throws {
    let executable = Bundle.main.executablePath ?? "."
    guard
      let course = Course.find(from: [FileManager.default.currentDirectoryPath, executable])
    else {
      Messages.error(
        "there is no folder Lessons here or in a folder around this one. "
          + "Go to the folder of the course and try again")
      throw ExitStatus.malformed.code
    }
    self.course = course
  }

  /// Reads the lesson that a person named.
  func lesson(_ text: String) throws -> Lesson {
    do {
      return try course.lesson(course.name(for: text))
    } catch let error as Course.NameError {
      Messages.error(error.description + Self.commandHint(text, error))
      if case .unknown(_, nearest: nil) = error {
        Messages.note("The lessons are: \(course.names.joined(separator: ", "))")
      }
      throw ExitStatus.malformed.code
    } catch let error as LessonError {
      Messages.error(error.description)
      throw ExitStatus.malformed.code
    }
  }

  /// The lessons that a person named or, where they named none, all.
  func lessons(_ names: [String]) throws -> [Lesson] {
    try (names.isEmpty ? course.names : names).map(lesson)
  }

  /// A misspelt command looks like a lesson's name, so the commands are among the guesses.
  private static func commandHint(_ text: String, _ error: Course.NameError) -> String {
    guard case .unknown(_, nearest: nil) = error else { return "" }
    let commands = LessonsCommand.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    return Spelling.nearest(to: text, among: commands).map {
      "; did you mean the command '\($0)'?"
    } ?? ""
  }
}

/// The library that lessons are compiled against.
func findLibrary() throws -> LessonLibrary {
  do {
    return try LessonLibrary()
  } catch {
    Messages.error(error.description)
    throw ExitStatus.toolchain.code
  }
}

/// Runs `body`; what the toolchain complains of, and what can't be written beside the build, is told
/// and ends the command with the exit code of the toolchain.
func tellingToolchainErrors<Result>(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
) async throws -> Result {
  do {
    return try await body()
  } catch let error as ToolchainError {
    Messages.error(error.description)
    throw ExitStatus.toolchain.code
  } catch let error as CocoaError {
    Messages.error(
      "\(error.filePath.map { "\(shownPath($0)): " } ?? "")\(error.localizedDescription) "
        + "Lessons are compiled in the build folder, which must be writable")
    throw ExitStatus.toolchain.code
  }
}
