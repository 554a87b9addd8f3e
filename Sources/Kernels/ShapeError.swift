/// Shapes or options that don't fit together, in words that name both and the rule.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
