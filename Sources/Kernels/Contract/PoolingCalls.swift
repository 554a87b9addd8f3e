import Tensors

// The poolings as people write them: options by name, and in place of pictures `[N, C, H, W]` a matrix,
// which counts as one picture of one channel; in place of rows `[N, C, W]` a single row.

extension PoolingKernels {
  /// The largest number of each window of rows, its options by name.
  ///
  ///     Fast.maxPool1d(x, kernelSize: 2)
  ///
  /// A row `[W]` counts as one row of one channel. Formula, shapes and errors are those of the
  /// `maxPool1d` that takes `PoolingOptions`, where each option is explained.
  public static func maxPool1d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return onSingle(rank: 1, input) { maxPool1d($0, options: options) }
  }

  /// The largest number of each window of pictures, its options by name.
  ///
  ///     Fast.maxPool2d(x, kernelSize: 3, stride: 2, padding: 1)
  ///
  /// A matrix `[H, W]` counts as one picture of one channel. Formula, shapes and errors are those
  /// of the `maxPool2d` that takes `PoolingOptions`, where each option is explained.
  public static func maxPool2d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return onSingle(rank: 2, input) { maxPool2d($0, options: options) }
  }

  /// The mean of each window of rows, its options by name.
  ///
  /// A row `[W]` counts as one row of one channel. Formula, shapes and errors are those of the
  /// `avgPool1d` that takes `PoolingOptions`, where each option is explained.
  public static func avgPool1d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
    return onSingle(rank: 1, input) {
      avgPool1d($0, options: options, countIncludePad: countIncludePad)
    }
  }

  /// The mean of each window of pictures, its options by name.
  ///
  /// A matrix `[H, W]` counts as one picture of one channel. Formula, shapes and errors are those
  /// of the `avgPool2d` that takes `PoolingOptions`, where each option is explained.
  public static func avgPool2d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
    return onSingle(rank: 2, input) {
      avgPool2d($0, options: options, countIncludePad: countIncludePad)
    }
  }

  /// The gradient of `maxPool1d`, its options by name. For a single row it is one again.
  ///
  /// Formula, shapes and errors are those of the `maxPool1dBackward` that takes `PoolingOptions`.
  public static func maxPool1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, kernelSize: PerAxis,
    stride: PerAxis? = nil, padding: Padding = 0, dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return onSingle(rank: 1, gradOutput, input) {
      maxPool1dBackward($0, input: $1, options: options)
    }
  }

  /// The gradient of `avgPool1d`, its options by name.
  ///
  /// Formula, shapes and errors are those of the `avgPool1dBackward` that takes `PoolingOptions`.
  public static func avgPool1dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], kernelSize: PerAxis,
    stride: PerAxis? = nil, padding: Padding = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
    let isSingle = inputShape.count == 1
    return onSingle(rank: 1, gradOutput) {
      avgPool1dBackward(
        $0, inputShape: isSingle ? [1, 1] + inputShape : inputShape, options: options,
        countIncludePad: countIncludePad)
    }
  }

  /// The gradient of `maxPool2d`, its options by name. For a single matrix it is one again.
  ///
  /// Formula, shapes and errors are those of the `maxPool2dBackward` that takes `PoolingOptions`.
  public static func maxPool2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, kernelSize: PerAxis,
    stride: PerAxis? = nil, padding: Padding = 0, dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return onSingle(rank: 2, gradOutput, input) {
      maxPool2dBackward($0, input: $1, options: options)
    }
  }

  /// The gradient of `avgPool2d`, its options by name.
  ///
  /// Formula, shapes and errors are those of the `avgPool2dBackward` that takes `PoolingOptions`.
  public static func avgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], kernelSize: PerAxis,
    stride: PerAxis? = nil, padding: Padding = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
    let isSingle = inputShape.count == 2
    return onSingle(rank: 2, gradOutput) {
      avgPool2dBackward(
        $0, inputShape: isSingle ? [1, 1] + inputShape : inputShape, options: options,
        countIncludePad: countIncludePad)
    }
  }
}
