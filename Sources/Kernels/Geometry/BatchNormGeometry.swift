import Tensors

/// The sizes of one batch normalisation, checked.
public struct BatchNormGeometry: Equatable, Sendable {
  /// The input as `[N, C, S]`.
  public let lines: AxisLines

  /// N, how many pictures.
  public var pictures: Int { lines.before }
  /// C, how many channels; each is normalised on its own.
  public var channels: Int { lines.size }
  /// S, the product of the sizes after the channel; 1 where there are none.
  public var places: Int { lines.after }

  /// M = N·S, how many numbers each channel has.
  public var numbersPerChannel: Int { pictures * places }

  /// The geometry of a batch normalisation.
  ///
  /// - Parameters:
  ///   - input: the shape of x, `[N, C]` or `[N, C, sizes]`.
  ///   - perChannel: the names and shapes of what has one number for each channel, `[C]`; nil for
  ///     what isn't given.
  ///   - hasRunning: whether there are running statistics.
  ///   - phase: training, which needs several numbers for each channel, or evaluation, which needs
  ///     running statistics.
  /// - Throws: `ShapeError` where they don't fit.
  public init(
    input: [Int], perChannel: [(name: String, shape: [Int]?)], hasRunning: Bool,
    phase: BatchNormOptions.Phase
  ) throws(ShapeError) {
    func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(ShapeError) {
      guard condition else { throw ShapeError("batchNorm of input \(input): \(rule())") }
    }
    try demand(
      input.count >= 2,
      "the input must be [N, C] or [N, C, sizes], but has \(ShapeError.axes(input.count))")
    lines = try AxisLines(shape: input, axis: 1)
    for (name, shape) in perChannel {
      guard let shape else { continue }
      try demand(
        shape == [input[1]],
        "the \(name) must be [\(input[1])], one number for each channel, not \(shape)")
    }
    switch phase {
    case .training:
      try demand(
        numbersPerChannel > 1,
        "training needs more than one number for each channel, but there "
          + (numbersPerChannel == 1 ? "is 1" : "are none"))
    case .evaluation:
      try demand(hasRunning, "evaluation needs a running mean and variance")
    }
  }

  /// The geometry of these tensors.
  ///
  /// - Precondition: they fit; otherwise the program stops with `ShapeError`'s message.
  public init<Scalar>(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>?, bias: Tensor<Scalar>?,
    running: BatchNormStatistics<Scalar>?, options: BatchNormOptions
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try BatchNormGeometry(
        input: input.shape,
        perChannel: [
          ("weight", weight?.shape), ("bias", bias?.shape), ("running mean", running?.mean.shape),
          ("running variance", running?.variance.shape),
        ], hasRunning: running != nil, phase: options.phase)
    }
  }
}
