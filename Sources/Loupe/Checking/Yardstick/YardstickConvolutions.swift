import FastKernels
import Kernels
import ReferenceKernels
import Tensors

// Convolutions are sums of products, so their bound is γₙ · Σ|w||x|, and Σ|w||x| is the same
// convolution of the magnitudes. Backward they are sums of products too; n is how many outputs a weight,
// a bias or an input can meet.

extension Yardstick {
  static func conv1d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv1dGeometry(x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.conv1d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: geometry.productsPerOutput + (b == nil ? 0 : 1),
        magnitude: Reference.conv1d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)))
  }

  static func conv1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    note(
      Conv1dGeometry(x, weight: w, options: options),
      Reference.conv1dBackward(
        dy.double, input: x.double, weight: w.double, options: options),
      magnitudes: Reference.conv1dBackward(
        dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
        options: options))
  }

  static func conv2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.conv2d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: geometry.productsPerOutput + (b == nil ? 0 : 1),
        magnitude: Reference.conv2d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)),
      algorithm: Fast.algorithm(for: geometry).rawValue)
  }

  static func conv2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    note(
      Conv2dGeometry(x, weight: w, options: options),
      Reference.conv2dBackward(
        dy.double, input: x.double, weight: w.double, options: options),
      magnitudes: Reference.conv2dBackward(
        dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
        options: options))
  }

  // max(0, ·) moves no two numbers further apart, so the bound is the convolution's.
  static func conv2dReLU(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.conv2dReLU(x.double, weight: w.double, bias: b?.double, options: options),
        terms: geometry.productsPerOutput + (b == nil ? 0 : 1),
        magnitude: Reference.conv2d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)),
      algorithm: Fast.algorithm(for: geometry).rawValue)
  }

  static func conv3d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv3dGeometry(x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.conv3d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: geometry.productsPerOutput + (b == nil ? 0 : 1),
        magnitude: Reference.conv3d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)))
  }

  static func conv3dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    note(
      Conv3dGeometry(x, weight: w, options: options),
      Reference.conv3dBackward(
        dy.double, input: x.double, weight: w.double, options: options),
      magnitudes: Reference.conv3dBackward(
        dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
        options: options))
  }

  static func convolve1d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv1dGeometry(x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.convolve1d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: geometry.productsPerOutput + (b == nil ? 0 : 1),
        magnitude: Reference.convolve1d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)))
  }

  static func convolve1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    note(
      Conv1dGeometry(x, weight: w, options: options),
      Reference.convolve1dBackward(
        dy.double, input: x.double, weight: w.double, options: options),
      magnitudes: Reference.convolve1dBackward(
        dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
        options: options))
  }

  static func convolve2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.convolve2d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: geometry.productsPerOutput + (b == nil ? 0 : 1),
        magnitude: Reference.convolve2d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)),
      algorithm: Fast.algorithm(for: geometry).rawValue)
  }

  static func convolve2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    note(
      Conv2dGeometry(x, weight: w, options: options),
      Reference.convolve2dBackward(
        dy.double, input: x.double, weight: w.double, options: options),
      magnitudes: Reference.convolve2dBackward(
        dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
        options: options))
  }

  private static func note(
    _ geometry: some ConvolutionGeometry, _ exact: WeightedGradients<Double>,
    magnitudes: WeightedGradients<Double>
  ) -> WeightedGradients<Float> {
    note(
      gradInput: Result(
        exact.gradInput, terms: geometry.productsPerInput, magnitude: magnitudes.gradInput),
      gradWeight: Result(
        exact.gradWeight, terms: geometry.productsPerWeight, magnitude: magnitudes.gradWeight),
      gradBias: Result(
        exact.gradBias, terms: geometry.productsPerWeight, magnitude: magnitudes.gradBias))
  }
}
