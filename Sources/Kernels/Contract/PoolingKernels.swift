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
  ///   - input: `x`, `[N, C, W]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last window
  ///     that doesn't fit.
  /// - Returns: `y`, `[N, C, OW]`; `WindowAxis.output` has the size.
  /// - Precondition: shape and options fit (`PoolGeometry` has the rules); otherwise the program
  ///   stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `max_pool1d`, ONNX `MaxPool`.
  static func maxPool1d(_ input: Tensor<Scalar>, options: PoolingOptions) -> Tensor<Scalar>

  /// The gradient of `maxPool1d`: each window's goes to its largest number, all of it.
  ///
  ///     dx[n,c,iw] = Σ dy[n,c,ow] over the windows whose maximum lies at iw
  ///
  /// A tie goes to the first maximum in the window's order. A NaN counts as larger than any number.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, OW]`.
  ///   - input: `x` as it was given to `maxPool1d`, `[N, C, W]`.
  ///   - options: the same.
  /// - Returns: `dx`, `[N, C, W]`.
  /// - Precondition: shape and options fit, as in `maxPool1d`, and dy has the shape of y.
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
  ///   - input: `x`, `[N, C, H, W]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last window
  ///     that doesn't fit.
  /// - Returns: `y`, `[N, C, OH, OW]`; `WindowAxis.output` has the sizes.
  /// - Precondition: shape and options fit (`PoolGeometry` has the rules); otherwise the program
  ///   stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `max_pool2d`, ONNX `MaxPool`.
  static func maxPool2d(_ input: Tensor<Scalar>, options: PoolingOptions) -> Tensor<Scalar>

  /// The gradient of `maxPool2d`: each window's goes to its largest number, all of it.
  ///
  ///     dx[n,c,ih,iw] = Σ dy[n,c,oh,ow] over the windows whose maximum lies at ih,iw
  ///
  /// A tie goes to the first maximum in row order. A NaN counts as larger than any number.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, OH, OW]`.
  ///   - input: `x` as it was given to `maxPool2d`, `[N, C, H, W]`.
  ///   - options: the same.
  /// - Returns: `dx`, `[N, C, H, W]`.
  /// - Precondition: shape and options fit, as in `maxPool2d`, and dy has the shape of y.
  static func maxPool2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, options: PoolingOptions
  ) -> Tensor<Scalar>

  /// The mean of each window of rows.
  ///
  ///     y[n,c,ow] = 1/m · Σ kw  x[n, c, ow·stride − before + kw·dilation]
  ///
  /// A window without any place on the input, which only dilation can make, gives 0.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C, W]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last
  ///     window that doesn't fit.
  ///   - countIncludePad: whether m counts the window's places on the padding, whose zeros pull the
  ///     mean down, or only those on the input. Places beyond the padding, under a last window that
  ///     ceil mode keeps, never count.
  /// - Returns: `y`, `[N, C, OW]`; `WindowAxis.output` has the size.
  /// - Precondition: shape and options fit (`PoolGeometry` has the rules); otherwise the program
  ///   stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `avg_pool1d`, ONNX `AveragePool`.
  static func avgPool1d(
    _ input: Tensor<Scalar>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The gradient of `avgPool1d`: every place under a window gets an equal share of it.
  ///
  ///     dx[n,c,iw] = Σ 1/m · dy[n,c,ow] over the windows that iw lies under
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, OW]`.
  ///   - inputShape: `[N, C, W]`; x itself isn't needed.
  ///   - options: the same as for `avgPool1d`.
  ///   - countIncludePad: what m counts, the same.
  /// - Returns: `dx`, `[N, C, W]`.
  /// - Precondition: shape and options fit, as in `avgPool1d`, and dy has the shape of y.
  static func avgPool1dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], options: PoolingOptions,
    countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The mean of each window of pictures.
  ///
  ///     y[n,c,oh,ow] = 1/m · Σ kh,kw  x[n, c, ih, iw]
  ///
  /// The places `ih` and `iw` are those of `conv2d`. A window without any place on the input, which
  /// only dilation can make, gives 0.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C, H, W]`.
  ///   - options: the window's size, stride, padding and dilation, and what becomes of a last
  ///     window that doesn't fit.
  ///   - countIncludePad: what m counts, as in `avgPool1d`.
  /// - Returns: `y`, `[N, C, OH, OW]`; `WindowAxis.output` has the sizes.
  /// - Precondition: shape and options fit (`PoolGeometry` has the rules); otherwise the program
  ///   stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `avg_pool2d`, ONNX `AveragePool`.
  static func avgPool2d(
    _ input: Tensor<Scalar>, options: PoolingOptions, countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The gradient of `avgPool2d`: every place under a window gets an equal share of it.
  ///
  ///     dx[n,c,ih,iw] = Σ 1/m · dy[n,c,oh,ow] over the windows that ih,iw lies under
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, OH, OW]`.
  ///   - inputShape: `[N, C, H, W]`; x itself isn't needed.
  ///   - options: the same as for `avgPool2d`.
  ///   - countIncludePad: what m counts, the same.
  /// - Returns: `dx`, `[N, C, H, W]`.
  /// - Precondition: shape and options fit, as in `avgPool2d`, and dy has the shape of y.
  static func avgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], options: PoolingOptions,
    countIncludePad: Bool
  ) -> Tensor<Scalar>

  /// The largest number of each channel.
  ///
  ///     y[n,c,0,0] = max ih,iw  x[n,c,ih,iw]
  ///
  /// A NaN counts as larger than any number.
  ///
  /// - Parameter input: `x`, `[N, C, H, W]`.
  /// - Returns: `y`, `[N, C, 1, 1]`.
  /// - Precondition: `x` has four axes and its pictures aren't empty.
  ///
  /// ONNX calls it `GlobalMaxPool`, PyTorch `amax` over the last two axes.
  static func globalMaxPool2d(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `globalMaxPool2d`: all of it to the first maximum in row order.
  ///
  ///     dx[n,c,ih,iw] = dy[n,c,0,0] at the first maximum, and 0 elsewhere
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, 1, 1]`.
  ///   - input: `x` as it was given to `globalMaxPool2d`, `[N, C, H, W]`.
  /// - Returns: `dx`, `[N, C, H, W]`.
  /// - Precondition: `x` fits, as in `globalMaxPool2d`, and `dy` has the shape of `y`.
  static func globalMaxPool2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>
  ) -> Tensor<Scalar>

  /// The mean of each channel.
  ///
  ///     y[n,c,0,0] = 1/(H·W) · Σ ih,iw  x[n,c,ih,iw]
  ///
  /// - Parameter input: `x`, `[N, C, H, W]`.
  /// - Returns: `y`, `[N, C, 1, 1]`.
  /// - Precondition: `x` has four axes and its pictures aren't empty.
  ///
  /// ONNX calls it `GlobalAveragePool`, PyTorch `adaptive_avg_pool2d` to one by one.
  static func globalAvgPool2d(_ input: Tensor<Scalar>) -> Tensor<Scalar>

  /// The gradient of `globalAvgPool2d`: an equal share to each place.
  ///
  ///     dx[n,c,ih,iw] = 1/(H·W) · dy[n,c,0,0]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, 1, 1]`.
  ///   - inputShape: `[N, C, H, W]`; x itself isn't needed.
  /// - Returns: `dx`, `[N, C, H, W]`.
  /// - Precondition: the shape fits, as in `globalAvgPool2d`, and dy has the shape of y.
  static func globalAvgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int]
  ) -> Tensor<Scalar>

  /// The means of windows laid out so that a given number of them covers the picture.
  ///
  ///     y[n,c,oh,ow] = the mean of x[n,c,ih,iw] over
  ///         ih from oh·H/OH rounded down, up to but not including (oh + 1)·H/OH rounded up,
  ///         iw likewise
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C, H, W]`.
  ///   - outputSize: OH and OW. They may be larger than H and W: then numbers repeat.
  /// - Returns: `y`, `[N, C, OH, OW]`.
  /// - Precondition: shape and size fit (`AdaptivePool2dGeometry` has the rules); otherwise the
  ///   program stops with a message that names the shape and the rule.
  ///
  /// PyTorch calls it `adaptive_avg_pool2d`.
  static func adaptiveAvgPool2d(_ input: Tensor<Scalar>, outputSize: PerAxis) -> Tensor<Scalar>

  /// The gradient of `adaptiveAvgPool2d`: every place under a window gets an equal share of it.
  ///
  ///     dx[n,c,ih,iw] = Σ 1/m · dy[n,c,oh,ow] over the windows that h,w lies under, of m places
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, C, OH, OW]`.
  ///   - inputShape: `[N, C, H, W]`; x itself isn't needed.
  ///   - outputSize: OH and OW, the same.
  /// - Returns: `dx`, `[N, C, H, W]`.
  /// - Precondition: shape and size fit, as in `adaptiveAvgPool2d`, and dy has the shape of y.
  static func adaptiveAvgPool2dBackward(
    _ gradOutput: Tensor<Scalar>, inputShape: [Int], outputSize: PerAxis
  ) -> Tensor<Scalar>
}
