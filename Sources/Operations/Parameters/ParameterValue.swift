import Foundation
import Kernels

/// What a parameter can be, read from words as they are typed.
public protocol ParameterValue: Sendable {
  /// Which words say such a value.
  static var kind: ParameterKind { get }

  /// The value that the words say; nil if they say none.
  init?(words: String)
}

/// Which words a parameter takes.
public struct ParameterKind: Equatable, Sendable {
  /// Its name for machines: "whole", "list of numbers".
  public let name: String
  /// In words, with an example where that helps.
  public let form: String
  /// The words, if there are only some.
  public let choices: [String]

  init(_ name: String, _ form: String, choices: [String] = []) {
    self.name = name
    self.form = form
    self.choices = choices
  }

  /// Whether it is a list, whose numbers can also come from a tensor.
  public var isList: Bool { name.hasPrefix("list") }

  /// Whether it is yes or no, which can also be said by its name alone.
  public var isFlag: Bool { self == Bool.kind }
}

extension Int: ParameterValue {
  public static var kind: ParameterKind { ParameterKind("whole", "a whole number") }
  public init?(words: String) { self.init(words) }
}

extension Double: ParameterValue {
  public static var kind: ParameterKind { ParameterKind("number", "a number") }
  public init?(words: String) { self.init(words) }
}

extension Bool: ParameterValue {
  public static var kind: ParameterKind {
    ParameterKind("flag", "true or false", choices: ["true", "false"])
  }

  /// Yes and no also as Python, the ONNX format and people write them: 1 and 0, yes and no.
  public init?(words: String) {
    switch words.lowercased() {
    case "true", "yes", "1": self = true
    case "false", "no", "0": self = false
    default: return nil
    }
  }
}

extension Array: ParameterValue where Element: ParameterValue {
  public static var kind: ParameterKind {
    Element.self == Int.self
      ? ParameterKind("list of wholes", "whole numbers with commas between them, such as 3 or 3,0")
      : ParameterKind("list of numbers", "numbers with commas between them, such as 0.5 or 0.5,2")
  }

  public init?(words: String) {
    self = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false) {
      guard let element = Element(words: word.trimmingCharacters(in: .whitespaces)) else {
        return nil
      }
      append(element)
    }
  }
}

/// May be left out, and is then nil.
extension Optional: ParameterValue where Wrapped: ParameterValue {
  public static var kind: ParameterKind { Wrapped.kind }

  public init?(words: String) {
    guard let value = Wrapped(words: words) else { return nil }
    self = .some(value)
  }
}
