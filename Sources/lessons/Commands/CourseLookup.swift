import ArgumentParser
import Foundation
import LessonEngine

/// The course that a command works on, and what is told alike by all commands that look for a lesson in it.
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

  /// Reads the lesson that a person named: one of the course, not the copy of it, or any folder or file
  /// that they give the path of.
  static func lesson(named text: String) throws -> Lesson { try ChosenLesson(text).lesson() }

  /// The lesson that a person wants to run, and where the place that they come to in it is kept: a lesson of
  /// the course, or rather the copy of it if there is one; or any folder or file that they give the path of.
  static func lessonToRun(_ text: String) throws -> (Lesson, Bookmark?) {
    try ChosenLesson(text).lessonToRun()
  }

  /// The whole name of the lesson that a person named.
  func name(_ text: String) throws -> String {
    do {
      return try course.name(for: text)
    } catch {
      Messages.error(error.description + Self.hint(text, error))
      if case .unknown(_, nearest: nil) = error {
        Messages.note("The lessons are: \(course.names.joined(separator: ", "))")
      }
      throw ExitStatus.malformed.code
    }
  }

  /// Makes the learner's copy of a lesson, if there is none yet.
  ///
  /// - Returns: the path of its README.md.
  func makeCopy(of name: String) throws -> String {
    let workbook = course.workbook
    return try tellingFileErrors("\(name) could not be copied to \(shownPath(workbook.folder))") {
      try workbook.makeCopy(of: name, from: course.folder(of: name))
    }
  }

  /// Takes the copy of a lesson away again if nobody has changed it: it would only hide what becomes of the
  /// lesson in the course.
  func removeUnchangedCopy(of name: String) {
    _ = try? course.workbook.removeUnchanged(name, copyOf: course.folder(of: name))
  }

  /// What else than a lesson of the course may be meant: one of one's own, whose path would do; or a
  /// command, for a misspelt one looks like a lesson's name.
  private static func hint(_ text: String, _ error: Course.NameError) -> String {
    if !text.isEmpty, (try? Lesson.file(at: text)) != nil {
      return "; for the one in this folder, say \("./\(text)".quotedForShell)"
    }
    guard case .unknown(_, nearest: nil) = error else { return "" }
    return LessonsCommand.nearestCommand(to: text).map { "; did you mean the command '\($0)'?" }
      ?? ""
  }
}
