/// Something in a lesson that runs, or in an exercise that can be graded, but that its author should mend.
public struct AuthorFault: Sendable, Equatable, CustomStringConvertible {
  /// The absolute path of the file.
  public let path: String
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong; after a semicolon, what to do.
  public let message: String

  /// A fault in a file.
  ///
  /// - Parameters:
  ///   - path: the file's absolute path.
  ///   - line: the line, counted from 1; 1 if it is about the whole file.
  ///   - message: what is wrong; after a semicolon, what to do.
  package init(path: String, line: Int = 1, message: String) {
    (self.path, self.line, self.message) = (path, line, message)
  }

  /// `Lessons/03-convolution/README.md:57: …`
  public var description: String { "\(shownPath(path)):\(line): \(message)" }
}
