/// Stops the program with `message` unless `condition` holds.
///
/// Shapes that don't fit are a mistake in the program, and this is how the library says so. (An
/// optimised `precondition` would stop the program without its message.) What comes from outside,
/// such as files and command lines, is checked first and gives a thrown error instead.
@inlinable
public func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  guard condition else { fatalError(message()) }
}
