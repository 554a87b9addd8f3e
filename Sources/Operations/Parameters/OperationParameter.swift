/// A parameter of an operation: its name, which words it takes, what it is unless told.
public protocol OperationParameter: Sendable {
  /// "padding-mode".
  var name: String { get }
  /// What else it may be called.
  var aliases: [String] { get }
  /// What it does, in a line.
  var meaning: String { get }
  /// What it is unless told.
  var fallback: ParameterFallback { get }
  /// Which words it takes.
  var kind: ParameterKind { get }

  /// What the words say; without words, what it is unless told.
  ///
  /// - Throws: `OperationError` if they can't be read, or are missing and must not be.
  func value(_ words: String?) throws(OperationError) -> any Sendable
}

/// What a parameter is unless told.
public enum ParameterFallback: Equatable, Sendable {
  /// What these words say.
  case words(String)
  /// It must be given; the words are an example.
  case none(example: String)
  /// Nothing, or the same as the parameter of this name: "kernel-size".
  case absent(String?)
}

/// A parameter with the type of its value: what `Arguments` gives for it.
///
///     static let stride = Parameter<PerAxis>("stride", "1", "how far the kernel moves")
public struct Parameter<Value: ParameterValue>: OperationParameter {
  public let name: String
  public let aliases: [String]
  public let meaning: String
  public let fallback: ParameterFallback
  public let kind: ParameterKind

  /// A parameter that needn't be given, with what it is unless told.
  init(_ name: String, aliases: [String] = [], _ standard: String, _ meaning: String) {
    self.init(name, aliases: aliases, .words(standard), meaning)
  }

  init(
    _ name: String, aliases: [String] = [], _ fallback: ParameterFallback,
    kind: ParameterKind = Value.kind, _ meaning: String
  ) {
    self.name = name
    self.aliases = aliases
    self.meaning = meaning
    self.fallback = fallback
    self.kind = kind
  }

  public func value(_ words: String?) throws(OperationError) -> any Sendable {
    switch (words, fallback) {
    case (let words?, _), (nil, .words(let words)):
      guard let value = Value(words: words) else {
        throw OperationError(.call, "\(name) takes \(kind.form), not '\(words)'")
      }
      return value
    case (nil, .none): throw OperationError(.call, "\(name) is missing: it takes \(kind.form)")
    case (nil, .absent): return Value?.none
    }
  }
}
