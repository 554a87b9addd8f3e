import Kernels
import Tensors

extension WeightedGradients {
  fileprivate var all: [Tensor<Scalar>] { [gradInput, gradWeight, gradBias] }
}

extension OperationSample {
  // Convolutions: as many multiply-adds for a picture as the reference does in a few hundredths of a
  // second.
  static let convolutions = [
    OperationSample("conv1d") { n in
      let (x, w) = (random([n, 16, 1024], 1), random([16, 16, 5], 2))
      let options = ConvolutionOptions(padding: 2)
      return weighted(
        x, w, output: [n, 16, 1024], products: 16 * 5, yielding: n * 16 * 1024,
        { [$0.conv1d(x, weight: w, bias: nil, options: options)] },
        { $0.conv1dBackward($1, input: x, weight: w, options: options).all })
    },
    OperationSample("conv3d") { n in
      let (x, w) = (random([n, 4, 8, 16, 16], 1), random([8, 4, 3, 3, 3], 2))
      let options = ConvolutionOptions(padding: 1)
      return weighted(
        x, w, output: [n, 8, 8, 16, 16], products: 4 * 27, yielding: n * 8 * 2048,
        { [$0.conv3d(x, weight: w, bias: nil, options: options)] },
        { $0.conv3dBackward($1, input: x, weight: w, options: options).all })
    },
    OperationSample("conv2dReLU") { n in
      let (x, w) = (random([n, 16, 32, 32], 1), random([16, 16, 3, 3], 2))
      return [
        .forward(reading: x, w, multiplyAdds: n * 16 * 1024 * 16 * 9) {
          [
            $0.conv2dReLU(
              x, weight: w, bias: nil, options: ConvolutionOptions(padding: 1))
          ]
        }
      ]
    },
    OperationSample("convolve1d") { n in
      let (x, w) = (random([n, 16, 1024], 1), random([16, 16, 5], 2))
      let options = ConvolutionOptions(padding: 2)
      return weighted(
        x, w, output: [n, 16, 1024], products: 16 * 5, yielding: n * 16 * 1024,
        { [$0.convolve1d(x, weight: w, bias: nil, options: options)] },
        { $0.convolve1dBackward($1, input: x, weight: w, options: options).all })
    },
    OperationSample("convolve2d") { n in
      let (x, w) = (random([n, 16, 32, 32], 1), random([16, 16, 3, 3], 2))
      let options = ConvolutionOptions(padding: 1)
      return weighted(
        x, w, output: [n, 16, 32, 32], products: 16 * 9, yielding: n * 16 * 1024,
        { [$0.convolve2d(x, weight: w, bias: nil, options: options)] },
        { $0.convolve2dBackward($1, input: x, weight: w, options: options).all })
    },
    OperationSample("convTranspose1d") { n in
      let (x, w) = (random([n, 16, 512], 1), random([16, 16, 4], 2))
      let options = TransposedConvolutionOptions(stride: 2, padding: 1)
      return weighted(
        x, w, output: [n, 16, 1024], products: 16 * 4, yielding: x.count,
        { [$0.convTranspose1d(x, weight: w, bias: nil, options: options)] },
        { $0.convTranspose1dBackward($1, input: x, weight: w, options: options).all })
    },
    OperationSample("convTranspose2d") { n in
      let (x, w) = (random([n, 16, 16, 16], 1), random([16, 16, 4, 4], 2))
      let options = TransposedConvolutionOptions(stride: 2, padding: 1)
      return weighted(
        x, w, output: [n, 16, 32, 32], products: 16 * 16, yielding: x.count,
        { [$0.convTranspose2d(x, weight: w, bias: nil, options: options)] },
        { $0.convTranspose2dBackward($1, input: x, weight: w, options: options).all })
    },
  ]

  static let linearOperations = [
    OperationSample("linear") { n in
      let (x, w) = (random([4 * n, 784], 1), random([256, 784], 2))
      return weighted(
        x, w, output: [4 * n, 256], products: 784, yielding: 4 * n * 256,
        { [$0.linear(x, weight: w, bias: nil)] },
        { $0.linearBackward($1, input: x, weight: w).all })
    },
    OperationSample("flatten") { n in
      let x = maps(n)
      let dy = x.reshaped([n, x.count / n])
      return [
        Call(pass: .forward, bytesRead: nil, multiplyAdds: 0) {
          .real([$0.flatten(x, firstAxis: 1, lastAxis: -1)])
        },
        Call(pass: .backward, bytesRead: nil, multiplyAdds: 0) {
          .real([$0.flattenBackward(dy, inputShape: x.shape)])
        },
      ]
    },
    OperationSample("pad") { n in
      let x = maps(n)
      let dy = random([n, 64, 58, 58], 2)
      return [
        .forward(reading: x) { [$0.pad(x, padding: 1, mode: .zeros, value: 0)] },
        .backward(reading: dy) {
          [$0.padBackward(dy, inputShape: x.shape, padding: 1, mode: .zeros)]
        },
      ]
    },
  ]

  static let normalizations = [
    OperationSample("batchNorm") { n in
      let (x, dy) = (maps(n), maps(n, seed: 2))
      let (w, b) = (random([64], 3), random([64], 4))
      let running = BatchNormStatistics<Float>(channels: 64)
      let options = BatchNormOptions(phase: .training)
      return [
        .forward(reading: x) {
          let result = $0.batchNorm(x, weight: w, bias: b, running: running, options: options)
          return [result.output] + (result.running.map { [$0.mean, $0.variance] } ?? [])
        },
        .backward(reading: x, dy) {
          $0.batchNormBackward(dy, input: x, weight: w, running: running, options: options).all
        },
      ]
    },
    OperationSample("dropout") { n in
      let (x, dy) = (maps(n), maps(n, seed: 2))
      let mask = Tensor<Float>.randomWhole(x.shape, in: 0...1, seed: 3)
      return [
        .forward(reading: x, mask) { [$0.dropout(x, mask: mask, probability: 0.5)] },
        .backward(reading: dy, mask) { [$0.dropoutBackward(dy, mask: mask, probability: 0.5)] },
      ]
    },
  ]

  private static func random(_ shape: [Int], _ seed: UInt64) -> Tensor<Float> {
    .random(shape, seed: seed)
  }

  /// Both passes of an operation with weights.
  ///
  /// - Parameters:
  ///   - output: y's shape.
  ///   - products: how many products there are for each of the numbers that the next one counts.
  ///   - yielding: how many numbers that is: the outputs, or the inputs of a transposed convolution.
  private static func weighted(
    _ x: Tensor<Float>, _ w: Tensor<Float>, output: [Int], products: Int, yielding count: Int,
    _ forward: @escaping (any Kernels<Float>.Type) -> [Tensor<Float>],
    _ backward: @escaping (any Kernels<Float>.Type, _ dy: Tensor<Float>) -> [Tensor<Float>]
  ) -> [Call] {
    let dy = random(output, 3)
    return [
      .forward(reading: x, w, multiplyAdds: products * count, forward),
      .backward(reading: x, w, dy, multiplyAdds: 2 * products * count) { backward($0, dy) },
    ]
  }
}
