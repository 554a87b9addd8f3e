/// Which scale and zero point each number of a quantised tensor has, checked.
public struct QuantizationGeometry: Equatable, Sendable {
  /// The tensor along the channels' axis; a single channel where there is one scale.
  public let lines: AxisLines

  /// - Parameters:
  ///   - shape: the tensor's.
  ///   - range: the quantised type's.
  /// - Throws: `ShapeError` where the scales aren't one or one for each channel, a scale isn't above
  ///   zero or a zero point isn't a number of the type.
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

  /// - Precondition: they fit; otherwise the program stops with the message.
  public init(stoppingUnlessFits shape: [Int], quantization: Quantization, range: ClosedRange<Int>)
  {
    self = ShapeError.orStop { () throws(ShapeError) in
      try QuantizationGeometry(shape: shape, quantization: quantization, range: range)
    }
  }
}
