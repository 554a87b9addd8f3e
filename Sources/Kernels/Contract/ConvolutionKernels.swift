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
  ///   - input: `x`, `[N, IC, W]`.
  ///   - weight: `w`, `[OC, IC/G, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: `y`, `[N, OC, OW]` with
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
  /// (`Conv1dGeometry.forEachTap` lists them). A place that padding repeats gets the gradients of
  /// its images too.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OW]`.
  ///   - input: `x` as it was given to `conv1d`, `[N, IC, W]`.
  ///   - weight: `w` as it was given to `conv1d`, `[OC, IC/G, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, W]`, `dw` `[OC, IC/G, KW]` and `db` `[OC]`, the last whether or not
  ///   there was a bias.
  /// - Precondition: the shapes fit, as in `conv1d`, and dy has the shape of y.
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
  ///   - input: `x`, `[N, IC, H, W]`.
  ///   - weight: `w`, `[OC, IC/G, KH, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: `y`, `[N, OC, OH, OW]` with
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
  /// (`Conv2dGeometry.forEachTap` lists them). A place that padding repeats gets the gradients of
  /// its images too.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OH, OW]`.
  ///   - input: `x` as it was given to `conv2d`, `[N, IC, H, W]`.
  ///   - weight: `w` as it was given to `conv2d`, `[OC, IC/G, KH, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, H, W]`, `dw` `[OC, IC/G, KH, KW]` and `db` `[OC]`, the last whether
  ///   or not there was a bias.
  /// - Precondition: the shapes fit, as in `conv2d`, and dy has the shape of y.
  /// - Complexity: twice `conv2d`'s multiply-adds.
  ///
  /// PyTorch calls its parts `conv2d_input` and `conv2d_weight`.
  static func conv2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The gradients of `conv2d` by weight and bias alone: what a network's first layer needs, whose input is a
  /// picture and nothing that could be learned.
  ///
  ///     dw[oc,ic,kh,kw] and db[oc] as in `conv2dBackward`
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OH, OW]`.
  ///   - input: `x` as it was given to `conv2d`, `[N, IC, H, W]`.
  ///   - weight: `w` as it was given to `conv2d`, `[OC, IC/G, KH, KW]`.
  ///   - options: the same.
  /// - Returns: `dw` and `db`, each in its tensor's shape, `db` `[OC]` whether or not there was a bias.
  /// - Precondition: the shapes fit, as in `conv2d`, and dy has the shape of y.
  /// - Complexity: `conv2d`'s multiply-adds.
  static func conv2dParameterGradients(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> ParameterGradients<Scalar>

  /// `conv2d` and then `relu`, which can be done in one pass over memory.
  ///
  ///     y = max(0, conv2d(x, w, b))
  ///
  /// Its backward is that of the two in turn.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, H, W]`.
  ///   - weight: `w`, `[OC, IC/G, KH, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: as for `conv2d`.
  /// - Returns: `y`, `[N, OC, OH, OW]`, of `conv2d`'s sizes.
  /// - Precondition: the shapes fit, as in `conv2d`.
  /// - Complexity: `conv2d`'s multiply-adds, and a comparison for each output.
  static func conv2dReLU(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The convolution of volumes.
  ///
  ///     y[n,oc,od,oh,ow] = b[oc]
  ///         + Σ ic,kd,kh,kw  w[oc,ic,kd,kh,kw] · x[n, g·IC/G + ic, id, ih, iw]
  ///
  /// The places `id`, `ih` and `iw` follow from `od`, `oh` and `ow` as in `conv2d`.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, D, H, W]`.
  ///   - weight: `w`, `[OC, IC/G, KD, KH, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: stride, padding, dilation and groups G.
  /// - Returns: `y`, `[N, OC, OD, OH, OW]`, each size by `conv2d`'s formula.
  /// - Precondition: the shapes fit (`Conv3dGeometry` has the rules); otherwise the program stops
  ///   with a message that names both shapes and the rule.
  /// - Complexity: N·OC·OD·OH·OW·(IC/G)·KD·KH·KW multiply-adds.
  ///
  /// PyTorch calls it `conv3d`, ONNX `Conv`.
  static func conv3d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `conv3d`: those of `conv2d` with one axis more.
  ///
  ///     dx[n, g·IC/G + ic, id, ih, iw]
  ///         = Σ oc,od,oh,ow  w[oc,ic,kd,kh,kw] · dy[n,oc,od,oh,ow]
  ///     dw[oc,ic,kd,kh,kw]
  ///         = Σ n,od,oh,ow   x[n, g·IC/G + ic, id, ih, iw] · dy[n,oc,od,oh,ow]
  ///     db[oc]
  ///         = Σ n,od,oh,ow   dy[n,oc,od,oh,ow]
  ///
  /// The sums run over all taps, which `Conv3dGeometry.forEachTap` lists. A place that padding
  /// repeats gets the gradients of its images too.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OD, OH, OW]`.
  ///   - input: `x` as it was given to `conv3d`, `[N, IC, D, H, W]`.
  ///   - weight: `w` as it was given to `conv3d`, `[OC, IC/G, KD, KH, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, D, H, W]`, `dw` `[OC, IC/G, KD, KH, KW]` and `db` `[OC]`, the last
  ///   whether or not there was a bias.
  /// - Precondition: the shapes fit, as in `conv3d`, and dy has the shape of y.
  /// - Complexity: twice `conv3d`'s multiply-adds.
  static func conv3dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The convolution of rows as mathematicians define it: the kernel is flipped.
  ///
  ///     y[n,oc,ow] = b[oc] + Σ ic,kw  w[oc, ic, KW−1−kw] · x[n, g·IC/G + ic, iw]
  ///
  /// With `padding: .full` it is all of (w ∗ x)[i] = Σ k  w[k]·x[i − k].
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, W]`.
  ///   - weight: `w`, `[OC, IC/G, KW]`, as it is before the flip.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: as for `conv1d`.
  /// - Returns: `y`, `[N, OC, OW]`, of `conv1d`'s size.
  /// - Precondition: the shapes fit, as in `conv1d`.
  /// - Complexity: `conv1d`'s multiply-adds.
  ///
  /// NumPy calls it `convolve`, which is full unless told otherwise.
  static func convolve1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `convolve1d`: those of `conv1d`, where the flipped weight meets the input.
  ///
  ///     dx[n, g·IC/G + ic, iw] = Σ oc,ow  w[oc, ic, KW−1−kw] · dy[n,oc,ow]
  ///     dw[oc, ic, KW−1−kw]    = Σ n,ow   x[n, g·IC/G + ic, iw] · dy[n,oc,ow]
  ///     db[oc]                 = Σ n,ow   dy[n,oc,ow]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OW]`.
  ///   - input: `x` as it was given to `convolve1d`, `[N, IC, W]`.
  ///   - weight: `w` as it was given to `convolve1d`, `[OC, IC/G, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, W]`, `dw` `[OC, IC/G, KW]`, flipped back, and `db` `[OC]`.
  /// - Precondition: the shapes fit, as in `conv1d`, and dy has the shape of y.
  /// - Complexity: twice `conv1d`'s multiply-adds.
  static func convolve1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The convolution of pictures as mathematicians define it: the kernel is flipped both ways.
  ///
  ///     y[n,oc,oh,ow] = b[oc]
  ///         + Σ ic,kh,kw  w[oc, ic, KH−1−kh, KW−1−kw] · x[n, g·IC/G + ic, ih, iw]
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, H, W]`.
  ///   - weight: `w`, `[OC, IC/G, KH, KW]`, as it is before the flip.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: as for `conv2d`.
  /// - Returns: `y`, `[N, OC, OH, OW]`, of `conv2d`'s sizes.
  /// - Precondition: the shapes fit, as in `conv2d`.
  /// - Complexity: `conv2d`'s multiply-adds.
  ///
  /// With `padding: .full` SciPy calls it `convolve2d`.
  static func convolve2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `convolve2d`: those of `conv2d`, where the flipped weight meets the input.
  ///
  ///     dx[n, g·IC/G + ic, ih, iw]      = Σ oc,oh,ow  w[oc, ic, KH−1−kh, KW−1−kw] · dy[n,oc,oh,ow]
  ///     dw[oc, ic, KH−1−kh, KW−1−kw]    = Σ n,oh,ow   x[n, g·IC/G + ic, ih, iw] · dy[n,oc,oh,ow]
  ///     db[oc]                          = Σ n,oh,ow   dy[n,oc,oh,ow]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OH, OW]`.
  ///   - input: `x` as it was given to `convolve2d`, `[N, IC, H, W]`.
  ///   - weight: `w` as it was given to `convolve2d`, `[OC, IC/G, KH, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, H, W]`, `dw` `[OC, IC/G, KH, KW]`, flipped back, and `db` `[OC]`.
  /// - Precondition: the shapes fit, as in `conv2d`, and dy has the shape of y.
  /// - Complexity: twice `conv2d`'s multiply-adds.
  static func convolve2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Scalar>
}

extension Kernels {
  /// The gradients of `conv2d` by weight and bias: for kernels that compute all three together.
  public static func conv2dParameterGradients(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: ConvolutionOptions
  ) -> ParameterGradients<Scalar> {
    let gradients = conv2dBackward(gradOutput, input: input, weight: weight, options: options)
    return ParameterGradients(gradWeight: gradients.gradWeight, gradBias: gradients.gradBias)
  }

  /// `conv2d` and then `relu`, one after the other: for kernels that can't do both in one pass.
  public static func conv2dReLU(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: ConvolutionOptions
  ) -> Tensor<Scalar> {
    relu(conv2d(input, weight: weight, bias: bias, options: options))
  }
}
