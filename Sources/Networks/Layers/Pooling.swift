public import Kernels
public import Tensors

/// The largest number of each window of pictures, `[N, C, H, W]` to `[N, C, OH, OW]`.
public final class MaxPool2d: Layer {
  /// The window and how it moves.
  public let options: PoolingOptions
  private var input: Tensor<Float>?

  /// The largest number of each window.
  ///
  /// - Parameters:
  ///   - kernelSize: how high and wide the window is.
  ///   - stride: how far it moves; its own size, unless told.
  ///   - padding: how many places of padding surround the picture.
  ///   - ceilMode: whether a last window that doesn't fit wholly counts.
  public init(
    _ kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0, ceilMode: Bool = false
  ) {
    options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return pass.kernels.maxPool2d(input, options: options)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.maxPool2dBackward(gradOutput, input: kept(input, by: self), options: options)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try Pool2dGeometry(input: input, options: options, name: "maxPool2d").outputShape
  }

  public func window(on input: [Int]) -> Window { .sliding(options) }
}

/// The largest number of each window of rows, `[N, C, L]` to `[N, C, OL]`.
public final class MaxPool1d: Layer {
  /// The window and how it moves.
  public let options: PoolingOptions
  private var input: Tensor<Float>?

  /// The largest number of each window.
  ///
  /// - Parameters:
  ///   - kernelSize: how long the window is.
  ///   - stride: how far it moves; its own size, unless told.
  ///   - padding: how many places of padding surround the row.
  public init(_ kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0) {
    options = PoolingOptions(kernelSize: kernelSize, stride: stride, padding: padding)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    return pass.kernels.maxPool1d(input, options: options)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.maxPool1dBackward(gradOutput, input: kept(input, by: self), options: options)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try Pool1dGeometry(input: input, options: options, name: "maxPool1d").outputShape
  }

  public func window(on input: [Int]) -> Window { .sliding(options) }
}

/// The mean of each window of pictures, `[N, C, H, W]` to `[N, C, OH, OW]`.
public final class AvgPool2d: Layer {
  /// The window and how it moves.
  public let options: PoolingOptions
  private var inputShape: [Int]?

  /// The mean of each window; places of the padding count.
  ///
  /// - Parameters:
  ///   - kernelSize: how high and wide the window is.
  ///   - stride: how far it moves; its own size, unless told.
  ///   - padding: how many places of padding surround the picture.
  public init(_ kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0) {
    options = PoolingOptions(kernelSize: kernelSize, stride: stride, padding: padding)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    inputShape = pass.isTraining ? input.shape : nil
    return pass.kernels.avgPool2d(input, options: options, countIncludePad: true)
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    pass.kernels.avgPool2dBackward(
      gradOutput, inputShape: kept(inputShape, by: self), options: options, countIncludePad: true)
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    try Pool2dGeometry(input: input, options: options, name: "avgPool2d").outputShape
  }

  public func window(on input: [Int]) -> Window { .sliding(options) }
}
