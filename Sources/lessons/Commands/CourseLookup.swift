import ArgumentParser
import Foundation
import LessonEngine

/// The lessons that a command works on, and the errors that are told alike by all commands.
struct CourseLookup {
  let course: Course

  /// The lessons around the current folder or, failing that, around the package.
  init() throws {
    guard let found = Self.find() else {
      throw ExitStatus.malformed.saying(
        "there is no folder Lessons here or in a folder around this one. "
          + "Go to the folder of the course and try again")
    }
    self = found
    if Course.find(from: [FileManager.default.currentDirectoryPath]) == nil {
      // Some commands write there.
      Messages.note("There is no course here; this is the one in \(shownPath(course.folder)).")
    }
  }

  private init(_ course: Course) { self.course = course }

  /// The same, or nil where there are none.
  static func find() -> CourseLookup? {
    let executable = Bundle.main.executablePath ?? "."
    return Course.find(from: [FileManager.default.currentDirectoryPath, executable])
      .map { CourseLookup($0) }
  }

  /// Reads the lesson of the course that a person named.
  private func lesson(_ text: String) throws -> Lesson {
    let name = try name(text)
    return try Self.tellingLessonErrors { () throws(LessonError) in try course.lesson(name) }
  }

  /// Reads the lesson that a person named: one of the course, not the copy of it, or any folder or file
  /// that they give the path of.
  static func lesson(named text: String) throws -> Lesson {
    guard let path = path(text) else { return try CourseLookup().lesson(text) }
    return try tellingLessonErrors { () throws(LessonError) in try Lesson(readingFrom: path) }
  }

  /// The whole name of the lesson that a person named.
  func name(_ text: String) throws -> String {
    do {
      return try course.name(for: text)
    } catch {
      Messages.error(error.description + Self.commandHint(text, error))
      if case .unknown(_, nearest: nil) = error {
        Messages.note("The lessons are: \(course.names.joined(separator: ", "))")
      }
      throw ExitStatus.malformed.code
    }
  }

  /// Reads a lesson; what is wrong with its file is told.
  static func tellingLessonErrors(_ read: () throws(LessonError) -> Lesson) throws -> Lesson {
    do {
      return try read()
    } catch {
      throw ExitStatus.malformed.saying(error.description)
    }
  }

  /// Makes the learner's copy of a lesson, if there is none yet.
  ///
  /// - Returns: the path of its README.md.
  func makeCopy(of name: String) throws -> String {
    do {
      let folder = URL(fileURLWithPath: course.path(of: name)).deletingLastPathComponent().path
      return try course.workbook.makeCopy(of: name, from: folder)
    } catch {
      throw ExitStatus.malformed.saying(
        "\(name) could not be copied to \(shownPath(course.workbook.folder)): "
          + error.localizedDescription)
    }
  }

  /// The lesson that a person wants to run, and where the place that they come to in it is kept: a lesson of
  /// the course, or rather the copy of it if there is one; or any folder or file that they give the path of.
  static func lessonToRun(_ text: String) throws -> (Lesson, Bookmark?) {
    let file = ProgressFile()
    if let path = path(text) {
      let lesson = try tellingLessonErrors { () throws(LessonError) in
        try Lesson(readingFrom: path)
      }
      return (lesson, file.map { Bookmark(in: $0, name: lesson.path) })
    }
    let lookup = try CourseLookup()
    let name = try lookup.name(text)
    if let copy = lookup.course.workbook.copy(of: name) {
      Messages.note(
        "This is your copy, \(shownPath(copy)); 'lessons reset \(name)' goes back to the course's.")
    }
    let lesson = try tellingLessonErrors { () throws(LessonError) in
      try lookup.course.lessonToRun(name)
    }
    return (lesson, file.map { Bookmark(in: $0, name: name) })
  }

  /// The path of the Markdown file, if what a person named is the path of a lesson: there is a slash in
  /// it, or it ends with ".md".
  private static func path(_ text: String) -> String? {
    guard text.contains("/") || text.hasSuffix(".md") else { return nil }
    let url = URL(fileURLWithPath: text).standardizedFileURL
    return url.pathExtension == "md" ? url.path : url.appendingPathComponent("README.md").path
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
    throw ExitStatus.toolchain.saying(error.description)
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
  return "\(error.filePath.map { "\(shownPath($0)): " } ?? "")\(error.localizedDescription) "
    + "Lessons are compiled in the build folder, which must be writable"
}
