public import Tensors

extension LossGeometry {
  /// Whether every number can be a probability.
  ///
  /// - Parameters:
  ///   - name: the operation's name, for the message.
  ///   - input: `x`, in any shape.
  /// - Throws: `ShapeError` unless every number is from 0 to 1, with the first place where one
  ///   isn't.
  public static func checkProbabilities<Scalar: RealNumber>(
    _ name: String, _ input: Tensor<Scalar>
  ) throws(ShapeError) {
    let offset = input.withUnsafeScalars { numbers in
      numbers.firstIndex { !($0 >= 0 && $0 <= 1) }
    }
    guard let offset else { return }
    throw ShapeError(
      "\(name) of input \(input.shape): its numbers must be from 0 to 1, but the one at "
        + "\(input.place(ofOffset: offset)) isn't")
  }
}
