// A transposed convolution is the gradient by the input of the convolution that it turns round, and
// its own gradients are that convolution's forward pass and its gradient by the weight. Nothing
// here computes; `InputGradient`, `Fast.convolve` and `WeightGradient` do.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The transposed convolution of rows; `TransposedConvolutionKernels` has the formula.
  public static func convTranspose1d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Float> {
    let turnedRound = Conv1dGeometry(
      transposedInput: input, weight: weight, bias: bias, options: options)
    return InputGradient(PlainConvolution(turnedRound)).compute(input, weight: weight, bias: bias)
  }

  /// The gradients of `convTranspose1d`.
  public static func convTranspose1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Float> {
    let turnedRound = Conv1dGeometry(transposedInput: input, weight: weight, options: options)
    return gradients(transposed: turnedRound, gradOutput, input: input, weight: weight)
  }

  /// The transposed convolution of pictures; `TransposedConvolutionKernels` has the formula.
  public static func convTranspose2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Float> {
    let turnedRound = Conv2dGeometry(
      transposedInput: input, weight: weight, bias: bias, options: options)
    return InputGradient(PlainConvolution(turnedRound)).compute(input, weight: weight, bias: bias)
  }

  /// The gradients of `convTranspose2d`.
  public static func convTranspose2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Float> {
    let turnedRound = Conv2dGeometry(transposedInput: input, weight: weight, options: options)
    return gradients(transposed: turnedRound, gradOutput, input: input, weight: weight)
  }

  private static func gradients<Geometry: ConvolutionGeometry>(
    transposed turnedRound: Geometry, _ gradOutput: Tensor<Float>, input: Tensor<Float>,
    weight: Tensor<Float>
  ) -> WeightedGradients<Float> {
    turnedRound.requireInputShape(gradOutput)
    let convolution = PlainConvolution(turnedRound)
    return WeightedGradients(
      gradInput: convolve(turnedRound, gradOutput, weight: weight, bias: nil),
      gradWeight: WeightGradient(convolution).compute(input, input: gradOutput),
      gradBias: ChannelLines(gradOutput).sums(of: gradOutput))
  }
}
