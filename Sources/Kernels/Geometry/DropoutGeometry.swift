/// The shapes of a dropout, and its probability.
public enum DropoutGeometry {
  /// Whether a dropout can be done.
  ///
  /// - Parameters:
  ///   - input: the shape of x.
  ///   - mask: the shape of the mask.
  ///   - probability: `p`, with which a number goes.
  /// - Throws: `ShapeError` unless the mask has the input's shape and the probability is from 0 to
  ///   1.
  public static func check(
    _ input: [Int], mask: [Int], probability: Double
  ) throws(ShapeError) {
    guard input == mask else {
      throw ShapeError("dropout of input \(input) with mask \(mask): the shapes must be equal")
    }
    guard probability >= 0, probability <= 1 else {
      throw ShapeError("dropout of input \(input): the probability must be from 0 to 1")
    }
  }

  /// Stops the program unless they fit.
  public static func requireFit<Scalar: RealNumber>(
    _ input: [Int], mask: [Int], probability: Scalar
  ) {
    ShapeError.orStop { () throws(ShapeError) in
      try check(input, mask: mask, probability: Double(probability))
    }
  }
}
