import Foundation

/// A folder of lessons.
public struct Course: Sendable {
  /// The absolute path of the folder `Lessons`.
  public let folder: String
  /// The names of the lessons' folders, in order.
  public let names: [String]

  /// The lessons in this folder.
  public init(folder: String) {
    self.folder = folder
    let files = FileManager.default
    names = ((try? files.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { files.fileExists(atPath: "\(folder)/\($0)/README.md") }
      .sorted()
  }

  /// The nearest folder `Lessons` with a lesson in it: in one of `starts` or in a folder around it.
  public static func find(from starts: [String]) -> Course? {
    for start in starts {
      var folder = URL(fileURLWithPath: start).standardizedFileURL.resolvingSymlinksInPath()
      while true {
        let course = Course(folder: folder.appendingPathComponent("Lessons").path)
        if !course.names.isEmpty { return course }
        if folder.path == "/" { break }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }

  /// Why a name means no lesson.
  public enum NameError: Error, Equatable, CustomStringConvertible {
    /// No lesson begins so; `nearest` is one with a similar name, if there is one.
    case unknown(String, nearest: String?)
    /// Several lessons begin so: these.
    case ambiguous(String, [String])

    public var description: String {
      switch self {
      case .unknown(let name, let nearest):
        "there is no lesson '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
      case .ambiguous(let name, let names):
        "'\(name)' could be \(names.joined(separator: " or "))"
      }
    }
  }

  /// The lesson that a person means by the whole name, its number, or a beginning that only it has: of the
  /// name or, failing that, of a word in it.
  public func name(for text: String) throws(NameError) -> String {
    if names.contains(text) { return text }
    if let number = Int(text) {
      let same = names.filter { Int($0.prefix { $0.isNumber }) == number }
      if same.count == 1 { return same[0] }
      if same.count > 1 { throw .ambiguous(text, same) }
    }
    let beginning = names.filter { $0.lowercased().hasPrefix(text.lowercased()) }
    if beginning.count == 1, !text.isEmpty { return beginning[0] }
    if beginning.count > 1 { throw .ambiguous(text, beginning) }
    // The title without its number is what people remember.
    let titles = names.map { String($0.drop { $0.isNumber }.drop { $0 == "-" }) }
    if let index = titles.firstIndex(of: text.lowercased()) { return names[index] }
    let within = names.filter { Self.hasWord(beginningWith: text, in: $0) }
    if within.count == 1 { return within[0] }
    if within.count > 1 { throw .ambiguous(text, within) }
    let nearest =
      Spelling.nearest(to: text, among: names)
      ?? Spelling.nearest(to: text, among: titles).flatMap { title in
        names.first { $0.hasSuffix(title) }
      }
    throw .unknown(text, nearest: nearest ?? onlyName(containing: text))
  }

  /// Whether a word of the name, or several of them, begin so. A number alone is the lesson's own.
  private static func hasWord(beginningWith text: String, in name: String) -> Bool {
    guard text.contains(where: \.isLetter) else { return false }
    return "-\(name.lowercased())".contains("-\(text.lowercased())")
  }

  /// The one lesson with these letters somewhere in its name, if they are enough to mean something.
  private func onlyName(containing text: String) -> String? {
    let found = names.filter { $0.lowercased().contains(text.lowercased()) }
    return found.count == 1 && text.count(where: \.isLetter) >= 3 ? found[0] : nil
  }

  /// The path of a lesson's README.md.
  public func path(of name: String) -> String { "\(folder)/\(name)/README.md" }

  /// The folder of a lesson.
  public func folder(of name: String) -> String { "\(folder)/\(name)" }

  /// The learner's copies of these lessons.
  public var workbook: Workbook { Workbook(besideLessons: folder) }

  /// Reads the learner's copy of a lesson or, where there is none, the lesson.
  public func lessonToRun(_ name: String) throws(LessonError) -> Lesson {
    try Lesson(readingFrom: workbook.copy(of: name) ?? path(of: name))
  }

  /// Reads one of its lessons.
  public func lesson(_ name: String) throws(LessonError) -> Lesson {
    try Lesson(readingFrom: path(of: name))
  }
}
