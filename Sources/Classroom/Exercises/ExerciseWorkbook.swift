import Foundation
public import LessonEngine

/// Where a student's own files for the exercises of a course lie:
/// `Workbook/exercises/03-convolution/valid-convolution.swift`.
public struct ExerciseWorkbook: Sendable {
  private let folder: String

  /// That of this course.
  public init(_ course: Course) { folder = "\(course.workbook.folder)/exercises" }

  /// The path of the student's file for an exercise, which needn't be there.
  public func path(of exercise: Exercise) -> String { "\(folder)/\(exercise.identifier).swift" }

  /// Whether the student has begun an exercise.
  public func has(_ exercise: Exercise) -> Bool {
    FileManager.default.fileExists(atPath: path(of: exercise))
  }

  /// Puts an exercise's starter where the student works on it, unless there is something: that is never
  /// touched.
  ///
  /// - Returns: whether it was put there.
  /// - Throws: what the file system says. Then there is no half of a file.
  public func start(_ exercise: Exercise) throws -> Bool {
    let (path, files) = (path(of: exercise), FileManager.default)
    if has(exercise) { return false }
    let starter = try String(contentsOfFile: exercise.starter, encoding: .utf8)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let draft = "\(folder)/.\(exercise.name)-\(UUID().uuidString)"
    defer { try? files.removeItem(atPath: draft) }
    try "\(exercise.heading)\n\(starter)".write(toFile: draft, atomically: false, encoding: .utf8)
    do {
      // A file that somebody has put there meanwhile is theirs.
      try files.linkItem(atPath: draft, toPath: path)
    } catch {
      if has(exercise) { return false }
      throw error
    }
    return true
  }
}
