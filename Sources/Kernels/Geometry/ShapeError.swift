import Tensors

/// Shapes or options that don't fit together, in words that name both and the rule.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  public let description: String

  /// An error in these words, which should name the shapes and the rule.
  public init(_ description: String) { self.description = description }

  /// An error with the operation and both shapes before the rule.
  static func of(_ name: String, input: [Int], weight: [Int], _ rule: String) -> ShapeError {
    ShapeError("\(name) of input \(input) with weight \(weight): \(rule)")
  }

  /// Words with commas between them. (`joined` isn't there without the standard library's Unicode
  /// tables.)
  static func list(_ words: [String]) -> String {
    var list = ""
    for word in words { list += list.isEmpty ? word : ", " + word }
    return list
  }

  /// "1 axis", "2 axes".
  static func axes(_ count: Int) -> String { "\(count) " + (count == 1 ? "axis" : "axes") }

  /// The value of `body`; a `ShapeError` stops the program with its message.
  ///
  /// Kernels check their shapes so: what doesn't fit is a mistake in the program. Who has shapes
  /// from outside asks the geometry first, which throws.
  public static func orStop<Value>(_ body: () throws(ShapeError) -> Value) -> Value {
    do {
      return try body()
    } catch {
      fatalError(error.description)
    }
  }

  /// Whether a gradient has the shape of what it is the gradient of.
  ///
  /// - Throws: `ShapeError` with both shapes unless it has.
  public static func checkGradient(_ gradient: [Int], of output: [Int]) throws(ShapeError) {
    guard gradient == output else {
      throw ShapeError(
        "the gradient of the output has the shape \(gradient), but the output has \(output)")
    }
  }

  /// Stops the program unless a gradient has the shape of what it is the gradient of.
  public static func requireGradient(_ gradient: [Int], of output: [Int]) {
    orStop { () throws(ShapeError) in try checkGradient(gradient, of: output) }
  }
}
