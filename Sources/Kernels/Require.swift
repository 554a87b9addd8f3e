/// Stops the program with `message` unless `condition` holds.
///
/// Shapes that don't fit are a mistake in the program, and this is how kernels say so. (An
/// optimised `precondition` would stop the program without its message.) What comes from outside,
/// such as files and command lines, is checked first and gives a thrown `ShapeError` instead.
@inlinable
public func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  guard condition else { fatalError(message()) }
}

/// Shapes or options that don't fit together, in words that name both and the rule.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
