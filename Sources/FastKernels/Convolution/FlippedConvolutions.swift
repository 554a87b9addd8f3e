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
    let geometry = Conv1dGeometry(
      input, weight: weight, bias: bias, options: options, name: "convolve1d")
    return Im2col(PlainConvolution(geometry))
      .convolve(input, weight: weight.withKernelsReversed, bias: bias)
  }

  /// The gradients of `convolve1d`.
  public static func convolve1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    let geometry = Conv1dGeometry(input, weight: weight, options: options, name: "convolve1d")
    return gradientsOfFlipped(geometry, gradOutput, input: input, weight: weight)
  }

  /// The mathematician's convolution of pictures; `ConvolutionKernels` has the formula.
  public static func convolve2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(
      input, weight: weight, bias: bias, options: options, name: "convolve2d")
    return conv2d(
      input, weight: weight.withKernelsReversed, bias: bias, geometry: geometry,
      algorithm: algorithm(for: geometry))
  }

  /// The gradients of `convolve2d`.
  public static func convolve2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, options: options, name: "convolve2d")
    return gradientsOfFlipped(geometry, gradOutput, input: input, weight: weight)
  }

  private static func gradientsOfFlipped<Geometry: ConvolutionGeometry>(
    _ geometry: Geometry, _ gradOutput: Tensor<Float>, input: Tensor<Float>,
    weight: Tensor<Float>
  ) -> WeightedGradients<Float> {
    var result = gradients(
      of: geometry, gradOutput, input: input, weight: weight.withKernelsReversed)
    result.gradWeight = result.gradWeight.withKernelsReversed
    return result
  }
}

extension Tensor<Float> {
  /// Weights `[OC, IC/G, sizes]` with the numbers of each kernel from the last to the first.
  fileprivate var withKernelsReversed: Tensor {
    let kernel = shape.dropFirst(2).reduce(1, *)
    return Tensor(shape: shape) { reversed in
      withUnsafeScalars { numbers in
        for start in stride(from: 0, to: count, by: kernel) {
          for k in 0..<kernel { reversed[start + k] = numbers[start + kernel - 1 - k] }
        }
      }
    }
  }
}
