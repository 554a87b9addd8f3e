import Foundation
public import LessonEngine

/// The exercises of a course.
public struct ExerciseCatalog: Sendable {
  /// The course that they belong to.
  public let course: Course

  /// The exercises of these lessons.
  public init(_ course: Course) { self.course = course }

  /// Why a name means no exercise.
  public enum NameError: Error, Equatable, CustomStringConvertible {
    /// The lesson has no exercise of this name; `nearest` is one with a similar name, if there is one.
    case unknown(String, lesson: String, nearest: String?)
    /// Several exercises of the lesson begin so: these.
    case ambiguous(String, [String])

    public var description: String {
      switch self {
      case .unknown(let name, let lesson, let nearest):
        "lesson \(lesson) has no exercise '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      case .ambiguous(let name, let names):
        "'\(name)' could be \(names.joined(separator: " or "))"
      }
    }
  }

  /// The folders of a lesson's exercises, in order.
  ///
  /// - Parameter lesson: the lesson's name.
  public func folders(of lesson: String) -> [String] {
    let folder = "\(course.folder(of: lesson))/exercises"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let folders = names.sorted().map { "\(folder)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: "\($0)/README.md") }
    // One that can't be read is told of when it is needed.
    let orders = folders.map { (try? Exercise(readingFrom: $0))?.frontMatter.order ?? .max }
    return folders.indices.sorted { (orders[$0], $0) < (orders[$1], $1) }.map { folders[$0] }
  }

  /// The folders of all exercises, in the order of the lessons.
  public var folders: [String] { course.names.flatMap(folders) }

  /// The folder of the exercise that a person means by its name, its number in the lesson's order, or a
  /// beginning that only it has.
  ///
  /// - Parameters:
  ///   - text: what the person wrote.
  ///   - lesson: the lesson's name.
  public func folder(for text: String, in lesson: String) throws(NameError) -> String {
    let folders = folders(of: lesson)
    let names = folders.map { URL(fileURLWithPath: $0).lastPathComponent }
    if let index = names.firstIndex(of: text) { return folders[index] }
    if let number = Int(text), folders.indices ~= number - 1 { return folders[number - 1] }
    let beginning = names.indices.filter { names[$0].hasPrefix(text.lowercased()) }
    if beginning.count == 1, !text.isEmpty { return folders[beginning[0]] }
    if beginning.count > 1 { throw .ambiguous(text, beginning.map { names[$0] }) }
    throw .unknown(text, lesson: lesson, nearest: Spelling.nearest(to: text, among: names))
  }

  /// The folder of the exercise with this identifier, `03-convolution/valid-convolution`; nil if there is
  /// none.
  public func folder(identifiedBy identifier: String) -> String? {
    let words = identifier.split(separator: "/").map(String.init)
    guard words.count == 2 else { return nil }
    return folders(of: words[0]).first { URL(fileURLWithPath: $0).lastPathComponent == words[1] }
  }
}
