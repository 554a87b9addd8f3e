/// Something in a lesson that runs, but that its author should mend.
public struct AuthorFault: Sendable, Equatable, CustomStringConvertible {
  /// The absolute path of the lesson's file.
  public let path: String
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong; after a semicolon, what to do.
  public let message: String

  /// `Lessons/03-convolution/README.md:57: …`
  public var description: String { "\(shownPath(path)):\(line): \(message)" }
}
