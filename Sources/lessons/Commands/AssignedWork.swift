import Classroom
import Foundation
import LessonEngine

/// A student's file, and the exercise that it is for.
struct Assignment {
  let exercise: Exercise
  /// The file's absolute path.
  let path: String
  /// Whether it is the student's own in the Workbook, so that what it earns is progress.
  let isOwn: Bool
}

/// What a person wants graded.
struct AssignedWork {
  /// The exercise that files are for, where their first lines don't say.
  let exercise: String?

  /// The files that these words mean; those that the student has begun, if there are no words.
  func assignments(_ words: [String]) throws -> [Assignment] {
    guard !words.isEmpty else { return try begun(nil) }
    return try words.flatMap { word in
      isFile(word) ? [try file(word)] : try begun(word)
    }
  }

  /// Whether a word is the path of a file, and not an exercise's name.
  private func isFile(_ word: String) -> Bool {
    word.hasSuffix(".swift") || FileManager.default.fileExists(atPath: word)
  }

  private func file(_ word: String) throws -> Assignment {
    let path = URL(fileURLWithPath: word).path
    let lookup = try ExerciseLookup()
    if let exercise {
      return Assignment(exercise: try lookup.exercise(exercise), path: path, isOwn: false)
    }
    let named: String?
    do {
      named = try Submission(readingFrom: path).exercise
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
    guard let named else {
      throw ExitStatus.malformed.saying(
        "\(shownPath(path)) doesn't say which exercise it is for. Say it with --exercise "
          + "03/valid-convolution, or in its first line: // Exercise 03-convolution/valid-convolution"
      )
    }
    let identifier = lookup.identifiers[named] ?? named
    guard let folder = lookup.catalog.folder(identifiedBy: identifier) else {
      throw ExitStatus.malformed.saying(
        "\(shownPath(path)):1: this file is for the exercise \(named), which this course doesn't have"
      )
    }
    let exercise = try lookup.read(folder)
    return Assignment(
      exercise: exercise, path: path, isOwn: path == lookup.workbook.path(of: exercise))
  }

  private func begun(_ word: String?) throws -> [Assignment] {
    let lookup = try ExerciseLookup()
    let all = try lookup.exercises(word)
    let begun = all.filter(lookup.workbook.has)
    guard let first = all.first, begun.isEmpty else {
      return begun.map { Assignment(exercise: $0, path: lookup.workbook.path(of: $0), isOwn: true) }
    }
    let missing =
      all.count == 1
      ? "\(shownPath(lookup.workbook.path(of: first))) isn't there" : "nothing has been begun"
    throw ExitStatus.malformed.saying(
      "\(missing), so there is nothing to grade. Begin with: swift run lessons start \(lookup.shortName(first))"
    )
  }
}
