import FastKernels
import Kernels
import ReferenceKernels
import Tensors

// Convolutions are sums of products, so their bound is γₙ · Σ|w||x|, and Σ|w||x| is the same
// convolution of the magnitudes. Backward they are sums of products too; n is how many outputs a weight,
// a bias or an input can meet. Where Winograd's algorithm can compute one, it has a bound of its own
// besides.

extension Yardstick {
  static func conv1d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv1dGeometry(x, weight: w, bias: b, options: options)
    return noteSums(x, w, b, terms: geometry.productsPerOutput) {
      Reference.conv1d($0, weight: $1, bias: $2, options: options)
    }
  }

  static func conv1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    noteGradients(dy, x, w, Conv1dGeometry(x, weight: w, options: options)) {
      Reference.conv1dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  static func conv2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    return note(
      sums(geometry, x, w, b) { Reference.conv2d($0, weight: $1, bias: $2, options: options) })
  }

  static func conv2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    noteGradients(dy, x, w, Conv2dGeometry(x, weight: w, options: options)) {
      Reference.conv2dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  static func conv3d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv3dGeometry(x, weight: w, bias: b, options: options)
    return note(
      sums(geometry, x, w, b) { Reference.conv3d($0, weight: $1, bias: $2, options: options) })
  }

  static func conv3dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    noteGradients(dy, x, w, Conv3dGeometry(x, weight: w, options: options)) {
      Reference.conv3dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  static func convolve1d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv1dGeometry(x, weight: w, bias: b, options: options)
    return noteSums(x, w, b, terms: geometry.productsPerOutput) {
      Reference.convolve1d($0, weight: $1, bias: $2, options: options)
    }
  }

  static func convolve1dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    noteGradients(dy, x, w, Conv1dGeometry(x, weight: w, options: options)) {
      Reference.convolve1dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  static func convolve2d(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    return note(
      sums(geometry, x, w, b, sliding: w.withKernelsTurnedRound) {
        Reference.convolve2d($0, weight: $1, bias: $2, options: options)
      })
  }

  static func convolve2dBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, weight w: Tensor<Float>,
    options: ConvolutionOptions
  ) -> WeightedGradients<Float> {
    noteGradients(
      dy, x, w, Conv2dGeometry(x, weight: w, options: options), sliding: w.withKernelsTurnedRound
    ) {
      Reference.convolve2dBackward($0, input: $1, weight: $2, options: options)
    }
  }

  // max(0, ·) moves no two numbers further apart, so the bound is the convolution's.
  static func conv2dReLU(
    _ x: Tensor<Float>, weight w: Tensor<Float>, bias b: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(x, weight: w, bias: b, options: options)
    let sums = sums(geometry, x, w, b) {
      Reference.conv2d($0, weight: $1, bias: $2, options: options)
    }
    return note(
      Result(
        exact: Reference.relu(sums.exact), bound: sums.bound, choice: sums.choice))
  }

  /// What a convolution gives that `Fast` has several algorithms for.
  ///
  /// - Parameter kernels: the weight as it slides over x, where that isn't `w` itself.
  private static func sums(
    _ geometry: some ConvolutionGeometry, _ x: Tensor<Float>, _ w: Tensor<Float>,
    _ b: Tensor<Float>?, sliding kernels: Tensor<Float>? = nil,
    _ operation: (Tensor<Double>, Tensor<Double>, Tensor<Double>?) -> Tensor<Double>
  ) -> Result {
    var result = sums(x, w, b, terms: geometry.productsPerOutput, operation)
    result.choice = Choice(Fast.algorithm(for: geometry), geometry) {
      $0.ofOutput(x, kernels ?? w, b)
    }
    return result
  }

  private static func noteGradients(
    _ dy: Tensor<Float>, _ x: Tensor<Float>, _ w: Tensor<Float>,
    _ geometry: some ConvolutionGeometry, sliding kernels: Tensor<Float>? = nil,
    _ backward: (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> WeightedGradients<Double>
  ) -> WeightedGradients<Float> {
    // Of rows there is only one way.
    let hasChoice = geometry.windows.count > 1
    let input = Choice(Fast.inputGradientAlgorithm(for: geometry), geometry) {
      $0.ofInputGradient(dy, kernels ?? w)
    }
    let weight = Choice(Fast.weightGradientAlgorithm(for: geometry), geometry) {
      let bound = $0.ofWeightGradient(dy, x)
      return kernels == nil ? bound : bound.withKernelsTurnedRound
    }
    return noteGradients(
      dy, x, w,
      terms: (geometry.productsPerInput, geometry.productsPerWeight, geometry.productsPerWeight),
      input: hasChoice ? input : nil, weight: hasChoice ? weight : nil, backward)
  }
}

extension Tensor {
  /// A weight of pictures with each kernel's rows and columns turned round.
  fileprivate var withKernelsTurnedRound: Tensor {
    let kernel = shape[2] * shape[3]
    return Tensor(shape: shape) { turned in
      withUnsafeScalars { numbers in
        for place in 0..<count {
          let k = place % kernel
          turned[place] = numbers[place - k + kernel - 1 - k]
        }
      }
    }
  }
}
