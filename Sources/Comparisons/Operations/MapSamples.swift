import Kernels
import Tensors

// What goes over feature maps number by number, line by line or window by window.

extension OperationSample {
  static let activations = [
    map("relu", { [$0.relu($1)] }, { [$0.reluBackward($2, input: $1)] }),
    map(
      "leakyRelu", { [$0.leakyRelu($1, negativeSlope: 0.01)] },
      { [$0.leakyReluBackward($2, input: $1, negativeSlope: 0.01)] }),
    map("elu", { [$0.elu($1, alpha: 1)] }, { [$0.eluBackward($2, input: $1, alpha: 1)] }),
    // The gradients of these take what came out, which here is any number that could have.
    map("sigmoid", { [$0.sigmoid($1)] }, { [$0.sigmoidBackward($2, output: $1)] }, shares),
    map("tanh", { [$0.tanh($1)] }, { [$0.tanhBackward($2, output: $1)] }, shares),
    classes(
      "softmax", 0.0001...0.002, { [$0.softmax($1, axis: 1)] },
      { [$0.softmaxBackward($2, output: $1, axis: 1)] }),
    classes(
      "logSoftmax", -9 ... -5, { [$0.logSoftmax($1, axis: 1)] },
      { [$0.logSoftmaxBackward($2, output: $1, axis: 1)] }),
  ]

  static let poolings = [
    OperationSample("maxPool1d") { n in
      let x = Tensor<Float>.random([n, 64, 3136], seed: 1)
      let dy = Tensor<Float>.random([n, 64, 1568], seed: 2)
      let options = PoolingOptions(kernelSize: 2)
      return [
        .forward(reading: x) { [$0.maxPool1d(x, options: options)] },
        .backward(reading: x, dy) { [$0.maxPool1dBackward(dy, input: x, options: options)] },
      ]
    },
    pool(
      "maxPool2d", [28, 28], { [$0.maxPool2d($1, options: PoolingOptions(kernelSize: 2))] },
      { [$0.maxPool2dBackward($2, input: $1, options: PoolingOptions(kernelSize: 2))] }),
    OperationSample("avgPool1d") { n in
      let x = Tensor<Float>.random([n, 64, 3136], seed: 1)
      let dy = Tensor<Float>.random([n, 64, 1568], seed: 2)
      let options = PoolingOptions(kernelSize: 2)
      return [
        .forward(reading: x) { [$0.avgPool1d(x, options: options, countIncludePad: true)] },
        .backward(reading: dy) {
          [
            $0.avgPool1dBackward(
              dy, inputShape: x.shape, options: options, countIncludePad: true)
          ]
        },
      ]
    },
    pool(
      "avgPool2d", [28, 28],
      {
        [$0.avgPool2d($1, options: PoolingOptions(kernelSize: 2), countIncludePad: true)]
      },
      {
        [
          $0.avgPool2dBackward(
            $2, inputShape: $1.shape, options: PoolingOptions(kernelSize: 2),
            countIncludePad: true)
        ]
      }, needsInput: false),
    pool(
      "globalMaxPool2d", [1, 1], { [$0.globalMaxPool2d($1)] },
      { [$0.globalMaxPool2dBackward($2, input: $1)] }),
    pool(
      "globalAvgPool2d", [1, 1], { [$0.globalAvgPool2d($1)] },
      { [$0.globalAvgPool2dBackward($2, inputShape: $1.shape)] }, needsInput: false),
    pool(
      "adaptiveAvgPool2d", [7, 7], { [$0.adaptiveAvgPool2d($1, outputSize: 7)] },
      { [$0.adaptiveAvgPool2dBackward($2, inputShape: $1.shape, outputSize: 7)] },
      needsInput: false),
  ]

  private typealias Forward =
    @Sendable (any Kernels<Float>.Type, _ x: Tensor<Float>) -> [Tensor<Float>]
  private typealias Backward =
    @Sendable (any Kernels<Float>.Type, _ x: Tensor<Float>, _ dy: Tensor<Float>)
    -> [Tensor<Float>]

  /// An operation that leaves the shape of the maps as it is.
  private static func map(
    _ name: String, _ forward: @escaping Forward, _ backward: @escaping Backward,
    _ numbers: @escaping @Sendable (_ pictures: Int, _ seed: UInt64) -> Tensor<Float> = {
      maps($0, seed: $1)
    }
  ) -> OperationSample {
    OperationSample(name) { n in
      let (x, dy) = (numbers(n, 1), maps(n, seed: 2))
      return [
        .forward(reading: x) { forward($0, x) }, .backward(reading: x, dy) { backward($0, x, dy) },
      ]
    }
  }

  /// An operation along the classes of each of many pictures.
  private static func classes(
    _ name: String, _ range: ClosedRange<Float>, _ forward: @escaping Forward,
    _ backward: @escaping Backward
  ) -> OperationSample {
    OperationSample(name) { n in
      let shape = [200 * n, 1000]
      let x = Tensor<Float>.random(shape, in: range, seed: 1)
      let dy = Tensor<Float>.random(shape, seed: 2)
      return [
        .forward(reading: x) { forward($0, x) }, .backward(reading: x, dy) { backward($0, x, dy) },
      ]
    }
  }

  /// A pooling that leaves so many rows and columns.
  private static func pool(
    _ name: String, _ size: [Int], _ forward: @escaping Forward, _ backward: @escaping Backward,
    needsInput: Bool = true
  ) -> OperationSample {
    OperationSample(name) { n in
      let x = maps(n)
      let dy = Tensor<Float>.random([n, 64] + size, seed: 2)
      return [
        .forward(reading: x) { forward($0, x) },
        needsInput
          ? .backward(reading: x, dy) { backward($0, x, dy) }
          : .backward(reading: dy) { backward($0, x, dy) },
      ]
    }
  }
}
