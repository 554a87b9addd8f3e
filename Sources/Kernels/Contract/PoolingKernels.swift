import Tensors

/// Pooling: one number for a window, each channel on its own.
public protocol PoolingKernels: KernelChapter {
  /// The largest number of each window of rows.
  ///
  ///     y[n,c,ow] = max kw  x[n, c, ow·stride − before + kw·dilation]
  ///
  /// Padding counts as −∞, so it never wins; a window with nothing else, which only dilation can
  /// make, gives −∞. A NaN counts as larger than any number.
  ///
  /// - Parameters:
  ///   - input: x, `[N, C, W]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last window
  ///     that doesn't fit.
  /// - Returns: y, `[N, C, OW]`; `WindowAxis.output` has the size.
  /// - Precondition: shape and options fit (`PoolGeometry` has the rules); otherwise the program
  ///   stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `max_pool1d`, ONNX `MaxPool`.
  static func maxPool1d(_ input: Tensor<Scalar>, options: PoolingOptions) -> Tensor<Scalar>

  /// The gradient of `maxPool1d`: each window's goes to its largest number, all of it.
  ///
  ///     dx[n,c,iw] = Σ dy[n,c,ow] over the windows whose maximum lies at iw
  ///
  /// A tie goes to the first maximum in the window's order.
  ///
  /// - Parameters:
  ///   - gradOutput: dy, `[N, C, OW]`.
  ///   - input: x as it was given to `maxPool1d`, with the same `options`.
  static func maxPool1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar>

  /// The largest number of each window of pictures.
  ///
  ///     y[n,c,oh,ow] = max kh,kw  x[n, c, ih, iw]
  ///
  /// The places `ih` and `iw` are those of `conv2d`. Padding counts as −∞, so it never wins; a
  /// window with nothing else, which only dilation can make, gives −∞. A NaN counts as larger than
  /// any number.
  ///
  /// - Parameters:
  ///   - input: x, `[N, C, H, W]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last window
  ///     that doesn't fit.
  /// - Returns: y, `[N, C, OH, OW]`; `WindowAxis.output` has the sizes.
  /// - Precondition: shape and options fit (`PoolGeometry` has the rules); otherwise the program
  ///   stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `max_pool2d`, ONNX `MaxPool`.
  static func maxPool2d(_ input: Tensor<Scalar>, options: PoolingOptions) -> Tensor<Scalar>

  /// The gradient of `maxPool2d`: each window's goes to its largest number, all of it. A tie goes
  /// to the first maximum in row order.
  static func maxPool2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar>

  /// The mean of each window of rows.
  ///
  ///     y[n,c,ow] = 1/m · Σ kw  x[n, c, ow·stride − before + kw·dilation]
  ///
  /// - Parameters:
  ///   - input: x, `[N, C, W]`.
  ///   - countIncludePad: whether m counts the window's places on the padding, whose zeros pull the
  ///     mean down, or only those on the input. Places beyond the padding, under a last window that
  ///     ceil mode keeps, never count.
  /// - Returns: y, `[N, C, OW]`. A window without any place on the input, which only dilation can
  ///   make, gives 0.
  ///
  /// PyTorch calls it `avg_pool1d`, ONNX `AveragePool`.
  static func avgPool1d(
    _ input: Tensor<Scalar>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The gradient of `avgPool1d`: every place under a window gets an equal share of it.
  ///
  ///     dx[n,c,iw] = Σ 1/m · dy[n,c,ow] over the windows that iw lies under
  ///
  /// - Parameter inputShape: `[N, C, W]`; x itself isn't needed.
  static func avgPool1dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], options: PoolingOptions,
    countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The mean of each window of pictures.
  ///
  ///     y[n,c,oh,ow] = 1/m · Σ kh,kw  x[n, c, ih, iw]
  ///
  /// - Parameters:
  ///   - input: x, `[N, C, H, W]`.
  ///   - countIncludePad: what m counts, as in `avgPool1d`.
  /// - Returns: y, `[N, C, OH, OW]`.
  ///
  /// PyTorch calls it `avg_pool2d`, ONNX `AveragePool`.
  static func avgPool2d(
    _ input: Tensor<Scalar>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The gradient of `avgPool2d`: every place under a window gets an equal share of it.
  static func avgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], options: PoolingOptions,
    countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The largest number of each channel.
  ///
  ///     y[n,c,0,0] = max h,w  x[n,c,h,w]
  ///
  /// - Returns: y, `[N, C, 1, 1]`.
  /// - Precondition: x is `[N, C, H, W]` and its pictures aren't empty.
  ///
  /// ONNX calls it `GlobalMaxPool`, PyTorch `amax` over the last two axes.
  static func globalMaxPool2d(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `globalMaxPool2d`: all of it to the first maximum in row order.
  static func globalMaxPool2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// The mean of each channel.
  ///
  ///     y[n,c,0,0] = 1/(H·W) · Σ h,w  x[n,c,h,w]
  ///
  /// - Returns: y, `[N, C, 1, 1]`.
  /// - Precondition: x is `[N, C, H, W]` and its pictures aren't empty.
  ///
  /// ONNX calls it `GlobalAveragePool`, PyTorch `adaptive_avg_pool2d` to one by one.
  static func globalAvgPool2d(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `globalAvgPool2d`: an equal share to each place.
  static func globalAvgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int]
  ) -> Tensor<Scalar>

  /// The means of windows laid out so that a given number of them covers the picture.
  ///
  ///     y[n,c,oh,ow] = the mean of x[n,c,h,w] over
  ///         h from oh·H/OH rounded down, up to but not including (oh + 1)·H/OH rounded up,
  ///         w likewise
  ///
  /// - Parameters:
  ///   - input: x, `[N, C, H, W]`.
  ///   - outputSize: OH and OW. They may be larger than H and W: then numbers repeat.
  /// - Returns: y, `[N, C, OH, OW]`.
  ///
  /// PyTorch calls it `adaptive_avg_pool2d`.
  static func adaptiveAvgPool2d(_ input: Tensor<Scalar>, outputSize: PerAxis) -> Tensor<Scalar>

  /// The gradient of `adaptiveAvgPool2d`: every place under a window gets an equal share of it.
  static func adaptiveAvgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], outputSize: PerAxis
  ) -> Tensor<Scalar>
}

extension PoolingKernels {
  /// The largest number of each window of rows; `PoolingKernels` has the formula.
  public static func maxPool1d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return onRows(input) { maxPool1d($0, options: options) }
  }

  /// The largest number of each window of pictures; `PoolingKernels` has the formula. A matrix
  /// `[H, W]` counts as one picture of one channel.
  public static func maxPool2d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    dilation: PerAxis = 1, ceilMode: Bool = false
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation,
      ceilMode: ceilMode)
    return onPictures(input) { maxPool2d($0, options: options) }
  }

  /// The mean of each window of rows; `PoolingKernels` has the formula.
  public static func avgPool1d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
    return onRows(input) {
      avgPool1d($0, options: options, countIncludePad: countIncludePad)
    }
  }

  /// The mean of each window of pictures; `PoolingKernels` has the formula. A matrix `[H, W]`
  /// counts as one picture of one channel.
  public static func avgPool2d(
    _ input: Tensor<Scalar>, kernelSize: PerAxis, stride: PerAxis? = nil, padding: Padding = 0,
    ceilMode: Bool = false, countIncludePad: Bool = true
  ) -> Tensor<Scalar> {
    let options = PoolingOptions(
      kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
    return onPictures(input) {
      avgPool2d($0, options: options, countIncludePad: countIncludePad)
    }
  }
}

/// Applies an operation on pictures `[N, C, H, W]` to a matrix as well, which counts as one picture
/// of one channel.
public func onPictures<Scalar>(
  _ input: Tensor<Scalar>, _ operation: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == 2 else { return operation(input) }
  return operation(input.reshaped([1, 1] + input.shape)).slice(0, 0)
}

/// Applies an operation on rows `[N, C, W]` to a single row as well, which counts as one row of one
/// channel.
public func onRows<Scalar>(
  _ input: Tensor<Scalar>, _ operation: (Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == 1 else { return operation(input) }
  return operation(input.reshaped([1, 1] + input.shape)).slice(0, 0)
}
