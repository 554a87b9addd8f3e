import Tensors

// The convolutions as people write them: options by name, and in place of pictures `[N, C, H, W]` a
// matrix, which counts as one picture of one channel; in place of rows `[N, C, W]` a single row.

extension ConvolutionKernels {
  /// The convolution of rows; `ConvolutionKernels` has the formula.
  ///
  /// A row `[W]` with a kernel `[KW]` counts as one row of one channel, and the answer is a row
  /// `[OW]` again.
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

  /// The convolution of pictures with kernels; `ConvolutionKernels` has the formula.
  ///
  ///     Fast.conv2d(x, weight: w, bias: b, stride: 2, padding: 1)
  ///
  /// A matrix `[H, W]` with a matrix kernel `[KH, KW]` counts as one picture of one channel, and
  /// the answer is a matrix `[OH, OW]` again.
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

  /// The gradients of `conv1d`; `ConvolutionKernels` has the formulas. For a single row and kernel
  /// they are rows again.
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

  /// The gradients of `conv2d`; `ConvolutionKernels` has the formulas. For a matrix and a matrix
  /// kernel they are matrices again.
  ///
  ///     Reference.conv2dBackward(dY, input: X, weight: K).gradWeight
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

  /// The convolution of volumes with kernels; `ConvolutionKernels` has the formula.
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

  /// The mathematician's convolution of rows, which flips the kernel; `ConvolutionKernels` has the
  /// formula. Rows are taken as `conv1d` takes them.
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

  /// The mathematician's convolution of pictures, which flips the kernel; `ConvolutionKernels` has
  /// the formula. Matrices are taken as `conv2d` takes them.
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
