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
    return onRows(input, weight) { conv1d($0, weight: $1, bias: bias, options: options) }
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
    return onPictures(input, weight) { conv2d($0, weight: $1, bias: bias, options: options) }
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
    return onSingle(gradOutput, input, weight, rank: 1) {
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
    return onSingle(gradOutput, input, weight, rank: 2) {
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
    return onRows(input, weight) { convolve1d($0, weight: $1, bias: bias, options: options) }
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
    return onPictures(input, weight) { convolve2d($0, weight: $1, bias: bias, options: options) }
  }
}

/// Applies an operation on pictures `[N, C, H, W]` to a matrix and a matrix kernel as well, which
/// count as one picture of one channel.
///
/// - Parameters:
///   - input: `[N, C, H, W]`, or `[H, W]` together with a kernel `[KH, KW]`.
///   - weight: `[OC, IC/G, KH, KW]`, or `[KH, KW]`.
///   - operation: is called once, with four axes each.
/// - Returns: what the operation gives, for a matrix without the first two axes.
public func onPictures<Scalar>(
  _ input: Tensor<Scalar>, _ weight: Tensor<Scalar>,
  _ operation: (Tensor<Scalar>, Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == 2, weight.rank == 2 else { return operation(input, weight) }
  let result = operation(
    input.reshaped([1, 1] + input.shape), weight.reshaped([1, 1] + weight.shape))
  return result.slice(0, 0)
}

/// Applies an operation on rows `[N, C, W]` to a single row and kernel as well, which count as one
/// row of one channel.
///
/// - Parameters:
///   - input: `[N, C, W]`, or `[W]` together with a kernel `[KW]`.
///   - weight: `[OC, IC/G, KW]`, or `[KW]`.
///   - operation: is called once, with three axes each.
/// - Returns: what the operation gives, for a single row without the first two axes.
public func onRows<Scalar>(
  _ input: Tensor<Scalar>, _ weight: Tensor<Scalar>,
  _ operation: (Tensor<Scalar>, Tensor<Scalar>) -> Tensor<Scalar>
) -> Tensor<Scalar> {
  guard input.rank == 1, weight.rank == 1 else { return operation(input, weight) }
  let result = operation(
    input.reshaped([1, 1] + input.shape), weight.reshaped([1, 1] + weight.shape))
  return result.slice(0, 0)
}

/// Applies a backward pass to tensors of `rank` axes as well, which count as one row or picture of
/// one channel.
private func onSingle<Scalar>(
  _ gradOutput: Tensor<Scalar>, _ input: Tensor<Scalar>, _ weight: Tensor<Scalar>, rank: Int,
  _ backward: (Tensor<Scalar>, Tensor<Scalar>, Tensor<Scalar>) -> WeightedGradients<Scalar>
) -> WeightedGradients<Scalar> {
  guard input.rank == rank, weight.rank == rank, gradOutput.rank == rank else {
    return backward(gradOutput, input, weight)
  }
  func lifted(_ tensor: Tensor<Scalar>) -> Tensor<Scalar> {
    tensor.reshaped([1, 1] + tensor.shape)
  }
  var gradients = backward(lifted(gradOutput), lifted(input), lifted(weight))
  gradients.gradInput = gradients.gradInput.reshaped(input.shape)
  gradients.gradWeight = gradients.gradWeight.reshaped(weight.shape)
  return gradients
}
