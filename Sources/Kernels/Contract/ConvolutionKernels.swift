import Tensors

/// Convolutions of rows, pictures and volumes.
///
/// The kernel is slid without being flipped, as in every framework; mathematicians call that a
/// cross-correlation. `convolve1d` and `convolve2d` are the mathematician's, which flip. What lies
/// outside the input is what the padding mode says, zero unless told. A last window that doesn't fit
/// is dropped: output sizes are rounded down (see `WindowAxis`).
public protocol ConvolutionKernels: KernelChapter {
  /// The convolution of rows.
  ///
  ///     y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc,ic,kw] · x[n, g·IC/G + ic, iw]
  ///
  ///     iw = ow·stride − before + kw·dilation
  ///     g  = the group of oc, which is oc / (OC/G) rounded down
  ///
  /// - Parameters:
  ///   - input: x, `[N, IC, W]`.
  ///   - weight: w, `[OC, IC/G, KW]`.
  ///   - bias: b, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: y, `[N, OC, OW]` with
  ///   `OW = (W + before + after − dilation·(KW − 1) − 1) / stride + 1`, rounded down.
  /// - Precondition: the shapes fit (`Conv1dGeometry` has the rules); otherwise the program stops
  ///   with a message that names both shapes and the rule.
  /// - Complexity: N·OC·OW·(IC/G)·KW multiply-adds.
  ///
  /// PyTorch calls it `conv1d`, ONNX `Conv`.
  static func conv1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `conv1d`.
  ///
  ///     dx[n, g·IC/G + ic, iw] = Σ oc,ow  w[oc,ic,kw] · dy[n,oc,ow]
  ///     dw[oc,ic,kw]           = Σ n,ow   x[n, g·IC/G + ic, iw] · dy[n,oc,ow]
  ///     db[oc]                 = Σ n,ow   dy[n,oc,ow]
  ///
  /// The sums run over all taps: the pairs of output and kernel places that meet the input's place
  /// (`Conv1dGeometry.forEachTap` lists them). A place that padding repeats gets the gradients of its
  /// images too.
  ///
  /// - Parameters:
  ///   - gradOutput: dy, `[N, OC, OW]`.
  ///   - input: x, and `weight` w, as they were given to `conv1d`, with the same `options`.
  /// - Precondition: the shapes fit.
  /// - Complexity: twice `conv1d`'s multiply-adds.
  static func conv1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The convolution of pictures.
  ///
  ///     y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc,ic,kh,kw] · x[n, g·IC/G + ic, ih, iw]
  ///
  ///     ih = oh·stride.height − padding.top  + kh·dilation.height
  ///     iw = ow·stride.width  − padding.left + kw·dilation.width
  ///     g  = the group of oc, which is oc / (OC/G) rounded down
  ///
  /// - Parameters:
  ///   - input: x, `[N, IC, H, W]`.
  ///   - weight: w, `[OC, IC/G, KH, KW]`.
  ///   - bias: b, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: y, `[N, OC, OH, OW]` with
  ///   `OH = (H + padding.top + padding.bottom − dilation.height·(KH − 1) − 1) / stride.height + 1`,
  ///   rounded down, and OW likewise.
  /// - Precondition: the shapes fit (`Conv2dGeometry` has the rules); otherwise the program stops
  ///   with a message that names both shapes and the rule.
  /// - Complexity: N·OC·OH·OW·(IC/G)·KH·KW multiply-adds.
  ///
  /// PyTorch calls it `conv2d`, ONNX `Conv`, Keras `Conv2D`.
  static func conv2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `conv2d`.
  ///
  ///     dx[n, g·IC/G + ic, ih, iw] = Σ oc,oh,ow  w[oc,ic,kh,kw] · dy[n,oc,oh,ow]
  ///     dw[oc,ic,kh,kw]            = Σ n,oh,ow   x[n, g·IC/G + ic, ih, iw] · dy[n,oc,oh,ow]
  ///     db[oc]                     = Σ n,oh,ow   dy[n,oc,oh,ow]
  ///
  /// The sums run over all taps: the pairs of output and kernel places that meet the input's place
  /// (`Conv2dGeometry.forEachTap` lists them). A place that padding repeats gets the gradients of its
  /// images too.
  ///
  /// - Parameters:
  ///   - gradOutput: dy, `[N, OC, OH, OW]`.
  ///   - input: x, and `weight` w, as they were given to `conv2d`, with the same `options`.
  /// - Precondition: the shapes fit.
  /// - Complexity: twice `conv2d`'s multiply-adds.
  static func conv2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// `conv2d` and then `relu`, which can be done in one pass over memory.
  ///
  ///     y = max(0, conv2d(x, w, b))
  ///
  /// Its backward is that of the two in turn.
  static func conv2dReLU(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The convolution of volumes.
  ///
  ///     y[n,oc,od,oh,ow] = b[oc] + Σ ic,kd,kh,kw  w[oc,ic,kd,kh,kw] · x[n, g·IC/G + ic, id, ih, iw]
  ///
  /// The places `id`, `ih` and `iw` follow from `od`, `oh` and `ow` as in `conv2d`.
  ///
  /// - Parameters:
  ///   - input: x, `[N, IC, D, H, W]`.
  ///   - weight: w, `[OC, IC/G, KD, KH, KW]`.
  ///   - bias: b, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: y, `[N, OC, OD, OH, OW]`, each size by `conv2d`'s formula.
  /// - Precondition: the shapes fit (`Conv3dGeometry` has the rules).
  /// - Complexity: N·OC·OD·OH·OW·(IC/G)·KD·KH·KW multiply-adds.
  ///
  /// PyTorch calls it `conv3d`, ONNX `Conv`.
  static func conv3d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `conv3d`: those of `conv2d` with one axis more.
  static func conv3dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The convolution of rows as mathematicians define it: the kernel is flipped.
  ///
  ///     y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc, ic, KW−1−kw] · x[n, g·IC/G + ic, iw]
  ///
  /// Shapes, sizes and errors are those of `conv1d`. With `padding: .full` it is all of
  /// (w ∗ x)[i] = Σ k  w[k]·x[i − k], which NumPy's `convolve` gives unless told otherwise.
  static func convolve1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `convolve1d`: those of `conv1d`, where the flipped weight meets the input.
  static func convolve1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The convolution of pictures as mathematicians define it: the kernel is flipped both ways.
  ///
  ///     y[n,oc,oh,ow] = b[oc] + Σ ic,kh,kw  w[oc, ic, KH−1−kh, KW−1−kw] · x[n, g·IC/G + ic, ih, iw]
  ///
  /// Shapes, sizes and errors are those of `conv2d`. With `padding: .full` it is SciPy's
  /// `convolve2d`.
  static func convolve2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `convolve2d`: those of `conv2d`, where the flipped weight meets the input.
  static func convolve2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>
}

extension Kernels {
  public static func conv2dReLU(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    relu(conv2d(input, weight: weight, bias: bias, options: options))
  }
}
