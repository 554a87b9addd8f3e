import Tensors

/// The sizes of one linear layer, checked.
public struct LinearGeometry: Equatable, Sendable {
  /// N, the product of the input's axes before the last.
  public let rows: Int
  /// I, how many numbers go in.
  public let inputs: Int
  /// O, how many come out.
  public let outputs: Int
  /// The input's axes before the last, then O.
  public let outputShape: [Int]

  /// The geometry of a linear layer.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, I]`, or with more axes before the last.
  ///   - weight: the shape of w, `[O, I]`.
  ///   - bias: the shape of b, `[O]`, or nil.
  /// - Throws: `ShapeError` where the shapes don't fit, with both and the rule in words.
  public init(input: [Int], weight: [Int], bias: [Int]?) throws(ShapeError) {
    func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(ShapeError) {
      guard condition else { throw ShapeError.of("linear", input: input, weight: weight, rule()) }
    }
    try demand(input.count >= 1, "the input must be [N, I] and have at least 1 axis")
    try demand(
      weight.count == 2, "the weight must be [O, I], 2 axes, but has \(weight.count)")
    let inputs = input[input.count - 1]
    try demand(
      inputs == weight[1],
      "the input's last axis is \(inputs), so the weight's second axis must be \(inputs), "
        + "not \(weight[1])")
    if let bias {
      try demand(
        bias == [weight[0]],
        "the bias must be [\(weight[0])], one number for each output, not \(bias)")
    }
    rows = input.dropLast().reduce(1, *)
    self.inputs = inputs
    outputs = weight[0]
    outputShape = input.dropLast() + [weight[0]]
  }

  /// The geometry of these tensors.
  ///
  /// - Precondition: they fit; otherwise the program stops with `ShapeError`'s message.
  public init<Scalar>(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try LinearGeometry(input: input.shape, weight: weight.shape, bias: bias?.shape)
    }
  }

  /// Stops the program unless the gradient of the output has the output's shape.
  public func requireOutputShape<Scalar>(_ gradOutput: Tensor<Scalar>) {
    ShapeError.requireGradient(gradOutput.shape, of: outputShape)
  }
}
