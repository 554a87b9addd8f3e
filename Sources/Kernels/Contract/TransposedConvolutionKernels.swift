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
  ///   - input: x, `[N, IC, W]`.
  ///   - weight: w, `[IC, OC/G, KW]`.
  ///   - bias: b, `[OC]`, or nil for none.
  /// - Returns: y, `[N, OC, OW]` with
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
  static func convTranspose1dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Scalar>

  /// The transposed convolution of pictures.
  ///
  ///     y[n, g·OC/G + oc, oh, ow] = b[g·OC/G + oc] + Σ ic,ih,iw,kh,kw  w[ic,oc,kh,kw] · x[n,ic,ih,iw]
  ///
  ///     oh = ih·stride.height − padding.top  + kh·dilation.height
  ///     ow = iw·stride.width  − padding.left + kw·dilation.width
  ///
  /// What falls outside the output is dropped; `g` is the group of `ic`.
  ///
  /// - Parameters:
  ///   - input: x, `[N, IC, H, W]`.
  ///   - weight: w, `[IC, OC/G, KH, KW]`.
  ///   - bias: b, `[OC]`, or nil for none.
  /// - Returns: y, `[N, OC, OH, OW]` with `OH = (H − 1)·stride.height − padding.top − padding.bottom
  ///   + dilation.height·(KH − 1) + outputPadding.height + 1`, and OW likewise.
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
  static func convTranspose2dBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Scalar>
}

extension TransposedConvolutionKernels {
  /// The transposed convolution of rows; `TransposedConvolutionKernels` has the formula. Rows are
  /// taken as `conv1d` takes them.
  public static func convTranspose1d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
    return onRows(input, weight) { convTranspose1d($0, weight: $1, bias: bias, options: options) }
  }

  /// The transposed convolution of pictures; `TransposedConvolutionKernels` has the formula.
  /// Matrices are taken as `conv2d` takes them.
  public static func convTranspose2d(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
    stride: PerAxis = 1, padding: Padding = 0, outputPadding: PerAxis = 0, dilation: PerAxis = 1,
    groups: Int = 1
  ) -> Tensor<Scalar> {
    let options = TransposedConvolutionOptions(
      stride: stride, padding: padding, outputPadding: outputPadding, dilation: dilation,
      groups: groups)
    return onPictures(input, weight) {
      convTranspose2d($0, weight: $1, bias: bias, options: options)
    }
  }
}
