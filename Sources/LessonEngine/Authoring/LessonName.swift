/// What a lesson's folder is called: `24-my-topic`, or `my-topic` outside a course.
public struct LessonName: Sendable, Equatable {
  /// The whole name: "24-my-topic".
  public let text: String

  /// Its number in the course, if it has one.
  public var number: Int? { Self.number(of: text) }

  /// The number with which the name of a lesson begins, whatever else is in it.
  public static func number(of name: String) -> Int? {
    Int(name.prefix { $0.isASCII && $0.isNumber })
  }

  /// The name as a heading: "My topic".
  public var title: String {
    let words = text.drop { $0.isNumber }.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Where a lesson stands decides whether its name needs a number.
  public enum Place: Sendable { case inCourse, elsewhere }

  /// What is wrong with a name.
  public struct Fault: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// Takes a name that is one.
  public init(_ text: String, _ place: Place) throws(Fault) {
    let isName =
      switch place {
      case .inCourse: text.wholeMatch(of: /[0-9]{2}(-[a-z0-9]+)+/) != nil
      case .elsewhere: text.wholeMatch(of: /([0-9]{2}-)?[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil
      }
    guard isName, text.contains(where: \.isLetter) else {
      let form =
        place == .inCourse
        ? "two digits and words in small letters, with hyphens between them, as in 24-my-topic"
        : "words in small letters with hyphens between them, as in my-topic or 24-my-topic"
      throw Fault(description: "'\(text)' is no name for a lesson; a name is \(form)")
    }
    self.text = text
  }
}
