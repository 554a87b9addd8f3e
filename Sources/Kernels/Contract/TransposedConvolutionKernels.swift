import Tensors

/// Transposed convolutions: each input spreads a whole kernel onto the output.
///
/// A transposed convolution is the backward pass of a convolution by its input, taken as an operation
/// of its own: it turns that convolution's output shape into its input shape. It isn't its inverse.
public protocol TransposedConvolutionKernels: KernelChapter {
  /// The transposed convolution of rows.
  ///
  ///     y[n, g·OC/G + oc, ow] = b[g·OC/G + oc] + Σ ic,iw,kw  w[ic,oc,kw] · x[n,ic,iw]
  ///
  ///     ow = iw·stride − before + kw·dilation; what falls outside the output is dropped
  ///     g  = the group of ic
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, W]`.
  ///   - weight: `w`, `[IC, OC/G, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: stride, padding (numbers, not a rule), output padding, dilation and groups G.
  /// - Returns: `y`, `[N, OC, OW]` with
  ///   `OW = (W − 1)·stride − before − after + dilation·(KW − 1) + outputPadding + 1`.
  /// - Precondition: the shapes fit (`ConvolutionGeometry` has the rules); otherwise the program
  ///   stops with a message that names both shapes and the rule.
  /// - Complexity: N·IC·W·(OC/G)·KW multiply-adds.
  ///
  /// PyTorch calls it `conv_transpose1d`, ONNX `ConvTranspose`.
  static func convTranspose1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `convTranspose1d`. By the input it is the convolution that was turned round:
  ///
  ///     dx[n,ic,iw]  = Σ oc,kw   w[ic,oc,kw] · dy[n, g·OC/G + oc, ow]
  ///     dw[ic,oc,kw] = Σ n,iw    x[n,ic,iw]  · dy[n, g·OC/G + oc, ow]
  ///     db[oc]       = Σ n,ow    dy[n,oc,ow]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OW]`.
  ///   - input: `x` as it was given to `convTranspose1d`, `[N, IC, W]`.
  ///   - weight: `w` as it was given to `convTranspose1d`, `[IC, OC/G, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, W]`, `dw` `[IC, OC/G, KW]` and `db` `[OC]`, the last whether or not
  ///   there was a bias.
  /// - Precondition: the shapes fit, as in `convTranspose1d`, and dy has the shape of y.
  /// - Complexity: twice `convTranspose1d`'s multiply-adds.
  static func convTranspose1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The transposed convolution of pictures.
  ///
  ///     y[n, g·OC/G + oc, oh, ow] = b[g·OC/G + oc]
  ///         + Σ ic,ih,iw,kh,kw  w[ic,oc,kh,kw] · x[n,ic,ih,iw]
  ///
  ///     oh = ih·stride.height − padding.top  + kh·dilation.height
  ///     ow = iw·stride.width  − padding.left + kw·dilation.width
  ///     OH = (H − 1)·stride.height − padding.top − padding.bottom
  ///         + dilation.height·(KH − 1) + outputPadding.height + 1
  ///
  /// What falls outside the output is dropped; `g` is the group of `ic`.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, IC, H, W]`.
  ///   - weight: `w`, `[IC, OC/G, KH, KW]`.
  ///   - bias: `b`, `[OC]`, or nil for none.
  ///   - options: stride, padding (numbers, not a rule), output padding, dilation and groups G.
  /// - Returns: `y`, `[N, OC, OH, OW]`, with OH as above and OW likewise.
  /// - Precondition: the shapes fit (`ConvolutionGeometry` has the rules); otherwise the program
  ///   stops with a message that names both shapes and the rule.
  /// - Complexity: N·IC·H·W·(OC/G)·KH·KW multiply-adds.
  ///
  /// PyTorch calls it `conv_transpose2d`, ONNX `ConvTranspose`; wrongly "deconvolution".
  static func convTranspose2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Scalar>

  /// The gradients of `convTranspose2d`: those of `convTranspose1d` with one axis more.
  ///
  ///     dx[n,ic,ih,iw]  = Σ oc,kh,kw  w[ic,oc,kh,kw] · dy[n, g·OC/G + oc, oh, ow]
  ///     dw[ic,oc,kh,kw] = Σ n,ih,iw   x[n,ic,ih,iw]  · dy[n, g·OC/G + oc, oh, ow]
  ///     db[oc]          = Σ n,oh,ow   dy[n,oc,oh,ow]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[N, OC, OH, OW]`.
  ///   - input: `x` as it was given to `convTranspose2d`, `[N, IC, H, W]`.
  ///   - weight: `w` as it was given to `convTranspose2d`, `[IC, OC/G, KH, KW]`.
  ///   - options: the same.
  /// - Returns: `dx` `[N, IC, H, W]`, `dw` `[IC, OC/G, KH, KW]` and `db` `[OC]`, the last whether
  ///   or not there was a bias.
  /// - Precondition: the shapes fit, as in `convTranspose2d`, and dy has the shape of y.
  /// - Complexity: twice `convTranspose2d`'s multiply-adds.
  static func convTranspose2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Scalar>
}

extension TransposedConvolutionKernels {
  /// The transposed convolution of rows, its options by name.
  ///
  /// Rows are taken as `conv1d` takes them. Formula, shapes and errors are those of the
  /// `convTranspose1d` that takes `TransposedConvolutionOptions`, where each option is explained.
  public static func convTranspose1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
    return onSingle(rank: 1, input, weight) {
      convTranspose1d($0, weight: $1, bias: bias, options: options)
    }
  }

  /// The transposed convolution of pictures, its options by name.
  ///
  ///     Fast.convTranspose2d(x, weight: w, stride: 2, padding: 1, outputPadding: 1)
  ///
  /// Matrices are taken as `conv2d` takes them. Formula, shapes and errors are those of the
  /// `convTranspose2d` that takes `TransposedConvolutionOptions`, where each option is explained.
  public static func convTranspose2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, input, weight) {
      convTranspose2d($0, weight: $1, bias: bias, options: options)
    }
  }

  /// The gradients of `convTranspose1d`, its options by name. For a single row and kernel they are
  /// rows again.
  ///
  /// Formulas, shapes and errors are those of the `convTranspose1dBackward` that takes
  /// `TransposedConvolutionOptions`.
  public static func convTranspose1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    let options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
    return onSingle(rank: 1, gradOutput, input, weight) {
      convTranspose1dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  /// The gradients of `convTranspose2d`, its options by name. For a single picture and kernel they are
  /// matrices again.
  ///
  /// Formulas, shapes and errors are those of the `convTranspose2dBackward` that takes
  /// `TransposedConvolutionOptions`.
  public static func convTranspose2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> WeightedGradients<Scalar> {
    let options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
    return onSingle(rank: 2, gradOutput, input, weight) {
      convTranspose2dBackward($0, input: $1, weight: $2, options: options)
    }
  }
}
