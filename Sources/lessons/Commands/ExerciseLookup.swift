import Classroom
import Foundation
import LessonEngine

/// The exercises of the course that a command works on, and what is told alike by all commands that look for
/// one.
struct ExerciseLookup {
  let lessons: CourseLookup
  let catalog: ExerciseCatalog
  let workbook: ExerciseWorkbook

  /// Those around the current folder or, failing that, around the package.
  init() throws { self.init(try CourseLookup()) }

  private init(_ lessons: CourseLookup) {
    self.lessons = lessons
    catalog = ExerciseCatalog(lessons.course)
    workbook = ExerciseWorkbook(lessons.course)
  }

  /// The exercises that a person means: `03/valid-convolution`, or `03` for all of a lesson; all of the course,
  /// if the text is nil.
  func exercises(_ text: String?) throws -> [Exercise] { try folders(text).map(read) }

  /// The folders of the exercises that a person means.
  func folders(_ text: String?) throws -> [String] {
    guard let text else { return catalog.folders }
    // Its own name will do where no lesson is called so.
    if let identifier = identifiers[text], !lessons.course.names.contains(text),
      let folder = catalog.folder(identifiedBy: identifier)
    {
      return [folder]
    }
    let words = text.split(separator: "/", maxSplits: 1).map(String.init)
    let lesson = try lessons.name(words.first ?? "")
    guard words.count == 2 else {
      let folders = catalog.folders(of: lesson)
      guard !folders.isEmpty else {
        throw ExitStatus.malformed.saying(
          "lesson \(lesson) has no exercises; 'lessons exercises' lists those there are")
      }
      return folders
    }
    return [try folder(words[1], in: lesson)]
  }

  private func folder(_ name: String, in lesson: String) throws -> String {
    do {
      return try catalog.folder(for: name, in: lesson)
    } catch {
      Messages.error(error.description)
      let names = catalog.folders(of: lesson).map { URL(fileURLWithPath: $0).lastPathComponent }
      if !names.isEmpty { Messages.note("Its exercises are: \(names.joined(separator: ", "))") }
      throw ExitStatus.malformed.code
    }
  }

  /// The one exercise that a person means.
  func exercise(_ text: String) throws -> Exercise {
    let found = try exercises(text)
    guard found.count == 1 else {
      let names = found.map { shortName($0) }.joined(separator: ", ")
      throw ExitStatus.malformed.saying("lesson \(text) has several exercises: \(names)")
    }
    return found[0]
  }

  /// As a person types it: `03/valid-convolution`.
  func shortName(_ exercise: Exercise) -> String {
    let number = exercise.lesson.prefix { $0.isNumber }
    return "\(number.isEmpty ? exercise.lesson[...] : number)/\(exercise.name)".quotedForShell
  }

  /// The identifier of the exercise that a text names; nil if it names none, or there is no course.
  static func identifier(of text: String) -> String? {
    CourseLookup.find().flatMap { ExerciseLookup($0).identifiers[text] }
  }

  /// The exercises by all names that a file or a table may have for them: the identifier, `03/valid-convolution`,
  /// and `valid-convolution` where there is only one of that name.
  var identifiers: [String: String] {
    var found: [String: [String]] = [:]
    for folder in catalog.folders {
      let words = folder.split(separator: "/").suffix(3).map(String.init)
      let (lesson, name) = (words[0], words[2])
      let digits = String(lesson.prefix { $0.isNumber })
      let numbers = [digits] + (Int(digits).map { ["\($0)"] } ?? [])
      for word in Set([name, "\(lesson)/\(name)"] + numbers.map { "\($0)/\(name)" }) {
        found[word, default: []].append("\(lesson)/\(name)")
      }
    }
    return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }

  func read(_ folder: String) throws -> Exercise {
    try tellingLessonErrors { () throws(LessonError) in try Exercise(readingFrom: folder) }
  }
}
