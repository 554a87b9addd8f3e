/// Why an operation can't be called as it was: a name that isn't there, something that is missing, a
/// word that isn't of its kind, or a tensor whose numbers aren't.
///
/// Shapes and values that don't fit together are a `ShapeError`.
public struct OperationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where the mistake lies.
  public enum Fault: Sendable {
    /// The call itself: names and words.
    case call
    /// The numbers in a tensor.
    case tensor
  }

  /// Whether the call is to be changed, or a file.
  public let fault: Fault

  /// A sentence for the person who made the call.
  public let description: String

  /// An error with its sentence, which should name what was meant.
  public init(_ fault: Fault, _ description: String) {
    self.fault = fault
    self.description = description
  }
}
