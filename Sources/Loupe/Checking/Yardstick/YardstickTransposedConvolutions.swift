import Kernels
import ReferenceKernels
import Tensors

// Transposed convolutions are sums of products: the bound is γₙ · Σ|w||x|, with the numbers of terms of
// the convolution that they turn round.

extension Yardstick {
  static func convTranspose1d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Float> {
    let turned = Conv1dGeometry(transposedInput: x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.convTranspose1d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: turned.productsPerInput + (b == nil ? 0 : 1),
        magnitude: Reference.convTranspose1d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)))
  }

  static func convTranspose1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Float> {
    let turned = Conv1dGeometry(transposedInput: x, weight: w, options: options)
    let exact = Reference.convTranspose1dBackward(
      dy.double, input: x.double, weight: w.double, options: options)
    let magnitudes = Reference.convTranspose1dBackward(
      dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
      options: options)
    return note(
      gradInput: Result(
        exact.gradInput, terms: turned.productsPerOutput, magnitude: magnitudes.gradInput),
      gradWeight: Result(
        exact.gradWeight, terms: turned.productsPerWeight, magnitude: magnitudes.gradWeight),
      gradBias: Result(
        exact.gradBias, terms: dy.count / max(1, dy.shape[1]), magnitude: magnitudes.gradBias))
  }

  static func convTranspose2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Float> {
    let turned = Conv2dGeometry(transposedInput: x, weight: w, bias: b, options: options)
    return note(
      Result(
        Reference.convTranspose2d(x.double, weight: w.double, bias: b?.double, options: options),
        terms: turned.productsPerInput + (b == nil ? 0 : 1),
        magnitude: Reference.convTranspose2d(
          x.double.magnitudes, weight: w.double.magnitudes, bias: b?.double.magnitudes,
          options: options)))
  }

  static func convTranspose2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Float> {
    let turned = Conv2dGeometry(transposedInput: x, weight: w, options: options)
    let exact = Reference.convTranspose2dBackward(
      dy.double, input: x.double, weight: w.double, options: options)
    let magnitudes = Reference.convTranspose2dBackward(
      dy.double.magnitudes, input: x.double.magnitudes, weight: w.double.magnitudes,
      options: options)
    return note(
      gradInput: Result(
        exact.gradInput, terms: turned.productsPerOutput, magnitude: magnitudes.gradInput),
      gradWeight: Result(
        exact.gradWeight, terms: turned.productsPerWeight, magnitude: magnitudes.gradWeight),
      gradBias: Result(
        exact.gradBias, terms: dy.count / max(1, dy.shape[1]), magnitude: magnitudes.gradBias))
  }
}
