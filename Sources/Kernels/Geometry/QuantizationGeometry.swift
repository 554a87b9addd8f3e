/// Which scale and zero point each number of a quantised tensor has, checked.
public struct QuantizationGeometry: Equatable, Sendable {
  /// The tensor along the channels' axis; a single channel where there is one scale.
  public let lines: AxisLines

  /// The geometry of a quantised tensor.
  ///
  /// - Parameters:
  ///   - shape: the tensor's.
  ///   - quantization: one scale and zero point, or one of each for every place on its axis.
  ///   - range: from the smallest to the largest number of the quantised type.
  /// - Throws: `ShapeError` where the scales aren't one or one for each channel, a scale isn't
  ///   above zero or a zero point isn't a number of the type.
  public init(
    shape: [Int], quantization: Quantization, range: ClosedRange<Int>
  ) throws(ShapeError) {
    if quantization.scales.count == 1 {
      lines = try AxisLines(shape: [shape.reduce(1, *), 1], axis: 1)
    } else {
      lines = try AxisLines(shape: shape, axis: quantization.axis)
      guard lines.size == quantization.scales.count else {
        throw ShapeError(
          "a tensor of shape \(shape) has \(lines.size) channels along axis \(quantization.axis), "
            + "but there are \(quantization.scales.count) scales")
      }
    }
    for scale in quantization.scales where !(scale > 0 && scale < .infinity) {
      throw ShapeError("a scale must be above zero, and finite")
    }
    for zeroPoint in quantization.zeroPoints where !range.contains(zeroPoint) {
      throw ShapeError(
        "the zero point \(zeroPoint) isn't from \(range.lowerBound) to \(range.upperBound), "
          + "the numbers of the quantised type")
    }
  }

  /// The same by the range of `type`, but a misfit stops the program.
  ///
  /// - Precondition: they fit; otherwise the program stops with the message.
  public init<Quantized: QuantizedNumber>(
    stoppingUnlessFits shape: [Int], quantization: Quantization, as type: Quantized.Type
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try QuantizationGeometry(shape: shape, quantization: quantization, range: type.range)
    }
  }
}

/// Which factor each sum of a convolution in whole numbers is multiplied with, checked.
public struct RequantizationGeometry: Equatable, Sendable {
  /// The sums along the output channels; a single channel where there is one factor.
  public let lines: AxisLines

  /// The geometry of a requantisation.
  ///
  /// - Parameters:
  ///   - shape: that of the sums, `[N, OC, OH, OW]`.
  ///   - factors: one for all output channels or one for each.
  ///   - zeroPoint: the output's.
  ///   - range: from the smallest to the largest number of the quantised type.
  /// - Throws: `ShapeError` where the factors aren't one or one for each output channel, one isn't
  ///   above zero, or the zero point isn't a number of the type.
  public init(
    shape: [Int], factors: [Double], zeroPoint: Int, range: ClosedRange<Int>
  ) throws(ShapeError) {
    func demand(_ condition: Bool, _ rule: @autoclosure () -> String) throws(ShapeError) {
      guard condition else { throw ShapeError("requantize of sums \(shape): \(rule())") }
    }
    if factors.count == 1 {
      lines = try AxisLines(shape: [shape.reduce(1, *), 1], axis: 1)
    } else {
      try demand(
        shape.count >= 2 && factors.count == shape[1],
        "there must be 1 factor, or one for each place on the second axis, not \(factors.count)")
      lines = try AxisLines(shape: shape, axis: 1)
    }
    try demand(
      factors.allSatisfy { $0 > 0 && $0 < .infinity }, "a factor must be above zero, and finite")
    try demand(
      range.contains(zeroPoint),
      "the zero point \(zeroPoint) isn't from \(range.lowerBound) to \(range.upperBound), "
        + "the numbers of the quantised type")
  }

  /// The same by the range of `type`, but a misfit stops the program.
  ///
  /// - Precondition: they fit; otherwise the program stops with the message.
  public init<Quantized: QuantizedNumber>(
    stoppingUnlessFits shape: [Int], factors: [Double], zeroPoint: Int, as type: Quantized.Type
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try RequantizationGeometry(
        shape: shape, factors: factors, zeroPoint: zeroPoint, range: type.range)
    }
  }
}

/// The zero points of a convolution in whole numbers, checked.
public struct ZeroPoints: Equatable, Sendable {
  /// xz, the input's.
  public let input: Int
  let weights: [Int]

  /// wz[oc], the zero point of output channel `oc`'s weights.
  public func weight(output oc: Int) -> Int { weights.count == 1 ? weights[0] : weights[oc] }

  /// The zero points of one convolution.
  ///
  /// - Parameters:
  ///   - geometry: the convolution's, which knows its output channels.
  ///   - input: `xz`, the input's.
  ///   - inputRange: from the smallest to the largest number of the input's type.
  ///   - weights: `wz`, one for all output channels or one for each.
  ///   - weightRange: from the smallest to the largest number of the weight's type.
  /// - Throws: `ShapeError` unless there is one zero point of the weights, or one for each output
  ///   channel, and each is a number of its type.
  public init(
    _ geometry: Conv2dGeometry, input: Int, inputRange: ClosedRange<Int>, weights: [Int],
    weightRange: ClosedRange<Int>
  ) throws(ShapeError) {
    guard weights.count == 1 || weights.count == geometry.channels.output else {
      throw ShapeError(
        "conv2dInteger has \(geometry.channels.output) output channels, so there must be 1 or "
          + "\(geometry.channels.output) zero points of the weight, not \(weights.count)")
    }
    try Self.check(input, of: "input", in: inputRange)
    for zeroPoint in weights { try Self.check(zeroPoint, of: "weight", in: weightRange) }
    self.input = input
    self.weights = weights
  }

  private static func check(
    _ zeroPoint: Int, of name: String, in range: ClosedRange<Int>
  ) throws(ShapeError) {
    guard range.contains(zeroPoint) else {
      throw ShapeError(
        "the zero point \(zeroPoint) of the \(name) isn't from \(range.lowerBound) to "
          + "\(range.upperBound), the numbers of its type")
    }
  }

  /// The same by the ranges of the two types, but a misfit stops the program.
  ///
  /// - Precondition: they fit; otherwise the program stops with the message.
  public init<Input: QuantizedNumber, Weight: QuantizedNumber>(
    stoppingUnlessFits geometry: Conv2dGeometry, input: Int, of inputType: Input.Type,
    weights: [Int], of weightType: Weight.Type
  ) {
    self = ShapeError.orStop { () throws(ShapeError) in
      try ZeroPoints(
        geometry, input: input, inputRange: inputType.range, weights: weights,
        weightRange: weightType.range)
    }
  }
}
