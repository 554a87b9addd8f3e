import Tensors

// The convolutions as people write them: options by name, and in place of pictures `[N, C, H, W]` a
// matrix, which counts as one picture of one channel; in place of rows `[N, C, W]` a single row.

extension ConvolutionKernels {
  /// The convolution of rows, its options by name.
  ///
  ///     Fast.conv1d(x, weight: w, stride: 2, padding: .same)
  ///
  /// A row `[W]` with a kernel `[KW]` counts as one row of one channel, and the answer is a row
  /// `[OW]` again. Formula, shapes and errors are those of the `conv1d` that takes
  /// `ConvolutionOptions`, where each option is explained.
  public static func conv1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 1, input, weight) { conv1d($0, weight: $1, bias: bias, options: options) }
  }

  /// The convolution of pictures with kernels, its options by name.
  ///
  ///     Fast.conv2d(x, weight: w, bias: b, stride: 2, padding: 1)
  ///
  /// A matrix `[H, W]` with a matrix kernel `[KH, KW]` counts as one picture of one channel, and
  /// the answer is a matrix `[OH, OW]` again. Formula and errors are those of the `conv2d` that
  /// takes `ConvolutionOptions`.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, H, W]` or `[H, W]`.
  ///   - weight: `w`, `[OC, IC/G, KH, KW]` or `[KH, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - stride: how far the kernel moves from one output to the next: one number, or one for
  ///     height and one for width.
  ///   - padding: how many places surround the input, on each side; or a rule, such as `.same`.
  ///   - paddingMode: what those places hold.
  ///   - dilation: how far apart the kernel's own numbers lie on the input; 1 is side by side.
  ///   - groups: G, into how many independent groups the channels are split.
  /// - Returns: `y`, `[N, OC, OH, OW]`, or `[OH, OW]` for a matrix.
  public static func conv2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, input, weight) { conv2d($0, weight: $1, bias: bias, options: options) }
  }

  /// The gradients of `conv1d`, its options by name. For a single row and kernel they are rows again.
  ///
  /// Formulas, shapes and errors are those of the `conv1dBackward` that takes `ConvolutionOptions`.
  public static func conv1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 1, gradOutput, input, weight) {
      conv1dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  /// The gradients of `conv2d`, its options by name. For a matrix and a matrix kernel they are
  /// matrices again.
  ///
  ///     Reference.conv2dBackward(dY, input: X, weight: K).gradWeight
  ///
  /// Formulas, shapes and errors are those of the `conv2dBackward` that takes `ConvolutionOptions`.
  public static func conv2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, gradOutput, input, weight) {
      conv2dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  /// The convolution of volumes with kernels, its options by name.
  ///
  /// Formula, shapes and errors are those of the `conv3d` that takes `ConvolutionOptions`, where
  /// each option is explained.
  public static func conv3d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Tensor<Scalar> {
    conv3d(
      input, weight: weight, bias: bias,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// The mathematician's convolution of rows, which flips the kernel, its options by name.
  ///
  ///     Fast.convolve1d(x, weight: w, padding: .full)
  ///
  /// Rows are taken as `conv1d` takes them. Formula, shapes and errors are those of the
  /// `convolve1d` that takes `ConvolutionOptions`, where each option is explained.
  public static func convolve1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 1, input, weight) {
      convolve1d($0, weight: $1, bias: bias, options: options)
    }
  }

  /// The mathematician's convolution of pictures, which flips the kernel both ways, its options by
  /// name.
  ///
  /// Matrices are taken as `conv2d` takes them. Formula, shapes and errors are those of the
  /// `convolve2d` that takes `ConvolutionOptions`, where each option is explained.
  public static func convolve2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, input, weight) {
      convolve2d($0, weight: $1, bias: bias, options: options)
    }
  }

  /// `conv2d` and then `relu` in one pass, the options by name. Matrices are taken as `conv2d` takes
  /// them.
  public static func conv2dReLU(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, input, weight) {
      conv2dReLU($0, weight: $1, bias: bias, options: options)
    }
  }

  /// The gradients of `conv3d`, its options by name.
  ///
  /// Formulas, shapes and errors are those of the `conv3dBackward` that takes `ConvolutionOptions`.
  public static func conv3dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    conv3dBackward(
      gradOutput, input: input, weight: weight,
      options: ConvolutionOptions(
        stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
        groups: groups))
  }

  /// The gradients of `convolve1d`, its options by name. For a single row and kernel they are
  /// rows again.
  ///
  /// Formulas, shapes and errors are those of the `convolve1dBackward` that takes
  /// `ConvolutionOptions`.
  public static func convolve1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 1, gradOutput, input, weight) {
      convolve1dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  /// The gradients of `convolve2d`, its options by name. For a matrix and a matrix kernel they
  /// are matrices again.
  ///
  /// Formulas, shapes and errors are those of the `convolve2dBackward` that takes
  /// `ConvolutionOptions`.
  public static func convolve2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, paddingMode: PaddingMode = .zeros,
    dilation: PerAxis = 1, groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    let options = ConvolutionOptions(
      stride: stride, padding: padding, paddingMode: paddingMode, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, gradOutput, input, weight) {
      convolve2dBackward($0, input: $1, weight: $2, options: options)
    }
  }
}
