// The mathematician's convolution turns the kernel round and slides it like the other. Turning both
// axes of a kernel round is reading its numbers from the last to the first, so a weight is copied
// once, each kernel backwards, and the rest is `conv1d` and `conv2d`.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The mathematician's convolution of rows; `ConvolutionKernels` has the formula.
  public static func convolve1d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    _ = Conv1dGeometry(
      input, weight: weight, bias: bias, options: options, name: "convolve1d")
    return conv1d(input, weight: reversedRows(weight), bias: bias, options: options)
  }

  /// The gradients of `convolve1d`.
  public static func convolve1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    _ = Conv1dGeometry(input, weight: weight, options: options, name: "convolve1d")
    var gradients = conv1dBackward(
      gradOutput, input: input, weight: reversedRows(weight), options: options)
    gradients.gradWeight = reversedRows(gradients.gradWeight)
    return gradients
  }

  /// The mathematician's convolution of pictures; `ConvolutionKernels` has the formula.
  public static func convolve2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    _ = Conv2dGeometry(
      input, weight: weight, bias: bias, options: options, name: "convolve2d")
    return conv2d(input, weight: reversedKernels(weight), bias: bias, options: options)
  }

  /// The gradients of `convolve2d`.
  public static func convolve2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    _ = Conv2dGeometry(input, weight: weight, options: options, name: "convolve2d")
    var gradients = conv2dBackward(
      gradOutput, input: input, weight: reversedKernels(weight), options: options)
    gradients.gradWeight = reversedKernels(gradients.gradWeight)
    return gradients
  }

  private static func reversedRows(_ weight: Tensor<Float>) -> Tensor<Float> {
    weight.reversed(stretch: weight.shape[2])
  }

  private static func reversedKernels(_ weight: Tensor<Float>) -> Tensor<Float> {
    weight.reversed(stretch: weight.shape[2] * weight.shape[3])
  }
}

extension Tensor<Float> {
  /// Each stretch of numbers from the last to the first.
  fileprivate func reversed(stretch: Int) -> Tensor {
    Tensor(shape: shape) { reversed in
      withUnsafeScalars { numbers in
        for start in stride(from: 0, to: count, by: Swift.max(1, stretch)) {
          for k in 0..<stretch { reversed[start + k] = numbers[start + stretch - 1 - k] }
        }
      }
    }
  }
}
