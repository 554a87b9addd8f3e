import FastKernels
import Kernels
import ReferenceKernels
import Tensors

// Transposed convolutions are sums of products: the bound is γₙ · Σ|w||x|, with the numbers of terms of
// the convolution that they turn round. Where Winograd's algorithm can compute that one's gradient by its
// input, and so the transposed convolution, it has a bound of its own besides.

extension Yardstick {
  static func convTranspose1d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Float> {
    let turned = Conv1dGeometry(transposedInput: x, weight: w, bias: b, options: options)
    return noteSums(x, w, b, terms: turned.productsPerInput) {
      Reference.convTranspose1d($0, weight: $1, bias: $2, options: options)
    }
  }

  static func convTranspose1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Float> {
    let turned = Conv1dGeometry(transposedInput: x, weight: w, options: options)
    let perChannel = dy.count / max(1, turned.channels.input)
    return noteGradients(
      dy, x, w, terms: (turned.productsPerOutput, turned.productsPerWeight, perChannel)
    ) {
      Reference.convTranspose1dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  static func convTranspose2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: TransposedConvolutionOptions
  ) -> Tensor<Float> {
    let turned = Conv2dGeometry(transposedInput: x, weight: w, bias: b, options: options)
    var result = sums(x, w, b, terms: turned.productsPerInput) {
      Reference.convTranspose2d($0, weight: $1, bias: $2, options: options)
    }
    result.choice = Choice(Fast.inputGradientAlgorithm(for: turned), turned) {
      $0.ofInputGradient(x, w, b)
    }
    return note(result)
  }

  static func convTranspose2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: TransposedConvolutionOptions
  ) -> WeightedGradients<Float> {
    let turned = Conv2dGeometry(transposedInput: x, weight: w, options: options)
    let perChannel = dy.count / max(1, turned.channels.input)
    return noteGradients(
      dy, x, w, terms: (turned.productsPerOutput, turned.productsPerWeight, perChannel),
      input: Choice(Fast.algorithm(for: turned), turned) { $0.ofOutput(dy, w) },
      weight: Choice(Fast.weightGradientAlgorithm(for: turned), turned) {
        $0.ofWeightGradient(x, dy)
      }
    ) {
      Reference.convTranspose2dBackward($0, input: $1, weight: $2, options: options)
    }
  }
}
