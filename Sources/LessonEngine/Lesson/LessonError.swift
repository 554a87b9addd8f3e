/// What is wrong with a lesson's file, and where.
public struct LessonError: Error, Equatable, CustomStringConvertible {
  /// The file's absolute path.
  public let path: String
  /// The line, where the fault has one.
  public let line: Int?
  /// What is wrong and what to do, in a sentence or two.
  public let message: String

  /// An error about the file at an absolute path, and a line of it, counted from 1, where it has
  /// one.
  public init(path: String, line: Int? = nil, _ message: String) {
    self.path = path
    self.line = line
    self.message = message
  }

  /// `Lessons/03-convolution/README.md:57: …`
  public var description: String {
    "\(shownPath(path))\(line.map { ":\($0)" } ?? ""): \(message)"
  }
}
