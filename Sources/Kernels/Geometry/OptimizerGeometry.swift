/// The shapes of one step of an optimiser, and the ranges of its options.
///
/// The options' ranges are those outside of which no step is meant: a negative learning rate climbs.
public enum OptimizerGeometry {
  /// Whether a step can be taken.
  ///
  /// - Parameters:
  ///   - name: the operation's name, for the message.
  ///   - parameter: the shape of w.
  ///   - gradient: the shape of g.
  ///   - memory: the names and shapes of what the optimiser remembers; nil for what it doesn't yet.
  /// - Throws: `ShapeError` unless all have the parameter's shape.
  public static func check(
    _ name: String, parameter: [Int], gradient: [Int], memory: [(name: String, shape: [Int]?)]
  ) throws(ShapeError) {
    for (other, shape) in [("gradient", gradient)] + memory {
      if let shape, shape != parameter {
        throw ShapeError(
          "\(name) of parameter \(parameter) with \(other) \(shape): the shapes must be equal")
      }
    }
  }

  /// - Throws: `ShapeError` unless each number is at least 0, and at most its bound.
  static func check(
    _ name: String, _ numbers: [(name: String, value: Double, most: Double)]
  ) throws(ShapeError) {
    for (option, value, most) in numbers where !(value >= 0 && value <= most) {
      throw ShapeError(
        "\(name): the \(option) must be at least 0"
          + (most < .greatestFiniteMagnitude ? " and at most 1" : " and finite"))
    }
  }
}

extension SGDOptions {
  /// Whether steps with these options are steps of descent.
  ///
  /// - Throws: `ShapeError` if a number is out of its range, or Nesterov's variant has no momentum.
  public func check() throws(ShapeError) {
    let most = Double.greatestFiniteMagnitude
    try OptimizerGeometry.check(
      "sgd",
      [
        ("learning rate", learningRate, most), ("momentum", momentum, most),
        ("dampening", dampening, most), ("weight decay", weightDecay, most),
      ])
    guard !nesterov || (momentum > 0 && dampening == 0) else {
      throw ShapeError("sgd: Nesterov's variant needs a momentum above 0 and a dampening of 0")
    }
  }
}

extension RMSpropOptions {
  /// Whether steps with these options are steps of descent.
  ///
  /// - Throws: `ShapeError` if a number is out of its range.
  public func check() throws(ShapeError) {
    let most = Double.greatestFiniteMagnitude
    try OptimizerGeometry.check(
      "rmsprop",
      [
        ("learning rate", learningRate, most), ("alpha", alpha, 1), ("eps", eps, most),
        ("weight decay", weightDecay, most), ("momentum", momentum, most),
      ])
  }
}

extension AdamOptions {
  /// Whether steps with these options are steps of descent.
  ///
  /// - Throws: `ShapeError` if a number is out of its range.
  public func check() throws(ShapeError) {
    let most = Double.greatestFiniteMagnitude
    try OptimizerGeometry.check(
      "adam",
      [
        ("learning rate", learningRate, most), ("eps", eps, most),
        ("weight decay", weightDecay, most),
      ])
    for beta in [beta1, beta2] where !(beta >= 0 && beta < 1) {
      throw ShapeError("adam: the betas must be at least 0 and below 1")
    }
  }
}
