import Kernels

/// Throws the rule unless the condition holds.
func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(ShapeError) {
  guard condition else { throw ShapeError(rule()) }
}
