/// The shapes of a loss that is taken number by number.
public enum LossGeometry {
  /// Whether a loss can be taken.
  ///
  /// - Parameters:
  ///   - name: the operation's name, for the message.
  ///   - input: the shape of x.
  ///   - target: the shape of t.
  ///   - weight: the shape of the losses' factors, or nil.
  ///   - positiveWeight: the shape of what a yes counts more, or nil.
  /// - Throws: `ShapeError` unless input, target and weights have one shape; a positive weight may
  ///   leave out axes at the front, over which it is repeated.
  public static func check(
    _ name: String, input: [Int], target: [Int], weight: [Int]? = nil,
    positiveWeight: [Int]? = nil
  ) throws(ShapeError) {
    guard input == target else {
      throw ShapeError("\(name) of input \(input) with target \(target): the shapes must be equal")
    }
    if let weight, weight != input {
      throw ShapeError(
        "\(name) of input \(input) with weight \(weight): the shapes must be equal")
    }
    if let positiveWeight {
      guard positiveWeight.count <= input.count,
        positiveWeight == Array(input.suffix(positiveWeight.count))
      else {
        throw ShapeError(
          "\(name) of input \(input) with positive weight \(positiveWeight): the weight's shape must "
            + "be the input's, or its last axes")
      }
    }
  }

  /// Stops the program unless the shapes fit.
  public static func requireFit(
    _ name: String, input: [Int], target: [Int], weight: [Int]? = nil,
    positiveWeight: [Int]? = nil
  ) {
    ShapeError.orStop { () throws(ShapeError) in
      try check(
        name, input: input, target: target, weight: weight, positiveWeight: positiveWeight)
    }
  }
}
