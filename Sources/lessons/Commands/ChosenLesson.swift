import Foundation
import LessonEngine

/// The lesson that a person named on the command line.
enum ChosenLesson {
  /// One of the course, by its whole name.
  case ofCourse(CourseLookup, name: String)
  /// One of the person's own, by the absolute path of its file.
  case own(String)

  /// Finds the lesson. What has a slash in it or ends with ".md" is the path of one's own, and so is the folder
  /// that one is in.
  init(_ text: String) throws {
    if text.contains("/"), !FileManager.default.fileExists(atPath: text),
      let exercise = ExerciseLookup.identifier(of: text)
    {
      throw ExitStatus.malformed.saying(
        "\(exercise) is an exercise, not a lesson. Begin it with: swift run lessons start \(text.quotedForShell)"
      )
    }
    if text.contains("/") || text.hasSuffix(".md") || text == "." || text == ".." {
      self = .own(try tellingLessonErrors { () throws(LessonError) in try Lesson.file(at: text) })
    } else {
      let lookup = try CourseLookup()
      self = .ofCourse(lookup, name: try lookup.name(text))
    }
  }

  /// Reads it: as it is in the course, not the copy of it.
  func lesson() throws -> Lesson {
    try tellingLessonErrors { () throws(LessonError) in
      switch self {
      case .ofCourse(let lookup, let name): try lookup.course.lesson(name)
      case .own(let path): try Lesson(readingFrom: path)
      }
    }
  }

  /// Reads it as it is to be run: the copy of it, if there is one, which is said. With it comes where the place
  /// is kept that the person has come to in it.
  func lessonToRun() throws -> (Lesson, Bookmark?) {
    let file = ProgressFile()
    guard case .ofCourse(let lookup, let name) = self else {
      let lesson = try lesson()
      return (lesson, file.map { Bookmark(in: $0, name: lesson.path) })
    }
    if let copy = lookup.course.workbook.copy(of: name) {
      let isBehind = lookup.course.workbook.isBehind(
        name, copyOf: lookup.course.folder(of: name))
      Messages.note(
        "This is your copy, \(shownPath(copy)); "
          + "'lessons reset \(name.quotedForShell)' goes back to the course's"
          + (isBehind ? ", which has changed since you made it; yours is kept." : "."))
    }
    let lesson = try tellingLessonErrors { () throws(LessonError) in
      try lookup.course.lessonToRun(name)
    }
    return (lesson, file.map { Bookmark(in: $0, name: name) })
  }
}
