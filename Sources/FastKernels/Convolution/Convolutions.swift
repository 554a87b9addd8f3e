// The convolutions of rows and volumes and the gradients of them all. Every rank and padding mode is
// one and the same work on volumes once `PlainConvolution` has seen it; `conv2d` itself is in
// `Fast.swift`, where its algorithm is chosen.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// The convolution of rows; `ConvolutionKernels` has the formula.
  public static func conv1d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv1dGeometry(input, weight: weight, bias: bias, options: options)
    return convolve(geometry, input, weight: weight, bias: bias)
  }

  /// The gradients of `conv1d`.
  public static func conv1dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    let geometry = Conv1dGeometry(input, weight: weight, options: options)
    return gradients(of: geometry, gradOutput, input: input, weight: weight)
  }

  /// The gradients of `conv2d`.
  public static func conv2dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, options: options)
    return gradients(of: geometry, gradOutput, input: input, weight: weight)
  }

  /// The gradients of `conv2d` by weight and bias alone.
  public static func conv2dParameterGradients(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> ParameterGradients<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, options: options)
    geometry.requireOutputShape(gradOutput)
    return ParameterGradients(
      gradWeight: WeightGradient(PlainConvolution(geometry)).compute(gradOutput, input: input),
      gradBias: ChannelLines(gradOutput).sums(of: gradOutput))
  }

  /// The gradient of `conv2d` by its input alone.
  ///
  /// - Parameters:
  ///   - gradOutput: dL/dy, `[N, OC, OH, OW]`.
  ///   - weight: w, `[OC, IC/G, KH, KW]`.
  ///   - inputShape: the shape of x, `[N, IC, H, W]`.
  ///   - options: those of the convolution.
  public static func conv2dInputGradient(
    _ gradOutput: Tensor<Float>, weight: Tensor<Float>, inputShape: [Int],
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(
      stoppingUnlessFits: inputShape, weight: weight.shape, bias: nil, options: options)
    geometry.requireOutputShape(gradOutput)
    return InputGradient(PlainConvolution(geometry)).compute(gradOutput, weight: weight)
  }

  /// The gradient of `conv2d` by its weight alone.
  ///
  /// - Parameters:
  ///   - gradOutput: dL/dy, `[N, OC, OH, OW]`.
  ///   - input: x, `[N, IC, H, W]`.
  ///   - weightShape: the shape of w, `[OC, IC/G, KH, KW]`.
  ///   - options: those of the convolution.
  ///   - algorithm: what computes it; nil for what suits the geometry best.
  /// - Precondition: the algorithm can compute a weight's gradient of this geometry.
  public static func conv2dWeightGradient(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weightShape: [Int],
    options: ConvolutionOptions, algorithm: Conv2dAlgorithm? = nil
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(
      stoppingUnlessFits: input.shape, weight: weightShape, bias: nil, options: options)
    geometry.requireOutputShape(gradOutput)
    let gradient = WeightGradient(PlainConvolution(geometry))
    if let algorithm {
      require(
        gradient.supports(algorithm),
        "\(algorithm.rawValue) can't compute the gradient by a weight of \(weightShape)")
    }
    return gradient.compute(gradOutput, input: input, by: algorithm)
  }

  /// The convolution of volumes; `ConvolutionKernels` has the formula.
  public static func conv3d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv3dGeometry(input, weight: weight, bias: bias, options: options)
    return convolve(geometry, input, weight: weight, bias: bias)
  }

  /// The gradients of `conv3d`.
  public static func conv3dBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    let geometry = Conv3dGeometry(input, weight: weight, options: options)
    return gradients(of: geometry, gradOutput, input: input, weight: weight)
  }

  /// The gradients of a convolution in any number of dimensions.
  static func gradients<Geometry: ConvolutionGeometry>(
    of geometry: Geometry, _ gradOutput: Tensor<Float>, input: Tensor<Float>,
    weight: Tensor<Float>
  ) -> WeightedGradients<Float> {
    geometry.requireOutputShape(gradOutput)
    let convolution = PlainConvolution(geometry)
    return WeightedGradients(
      gradInput: InputGradient(convolution).compute(gradOutput, weight: weight),
      gradWeight: WeightGradient(convolution).compute(gradOutput, input: input),
      gradBias: ChannelLines(gradOutput).sums(of: gradOutput))
  }
}
