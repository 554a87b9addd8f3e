import FastKernels
import Kernels
import Networks
import ReferenceKernels
import Tensors
import Testing

/// Which kernels compute.
enum Side: String, CaseIterable, CustomTestStringConvertible {
  case reference, fast

  var kernels: any Kernels<Float>.Type {
    self == .reference ? Reference<Float>.self : Fast.self
  }

  var testDescription: String { rawValue }
}

/// A layer of a small size, with what its gradients may be held against.
struct LayerCase: Sendable, CustomTestStringConvertible {
  /// What differences of the layer say exactly, and with which numbers.
  enum Numbers {
    /// It is linear in each number, so a step of 1 between whole numbers is exact.
    case linear
    /// It has kinks, but none within a step of 1 from these whole numbers, which lie 4 apart and not at 0.
    case apart
    /// It has kinks inside. Biases of ½, ¼ … keep what comes to them away from 0 by more than a step of 2⁻¹⁰
    /// moves it, and all sums are exact.
    case halved
    /// It is curved: real numbers, and differences of two step sizes.
    case real
  }

  let name: String
  let input: [Int]
  let numbers: Numbers
  let make: @Sendable () -> any Layer

  init(
    _ name: String, _ input: [Int], _ numbers: Numbers = .linear,
    _ make: @escaping @Sendable () -> any Layer
  ) {
    (self.name, self.input, self.numbers, self.make) = (name, input, numbers, make)
  }

  var testDescription: String { name }

  /// The layer with its numbers, and an input.
  var sample: (layer: any Layer, input: Tensor<Float>) {
    let layer = make()
    var seed: UInt64 = 1
    var bias: Float = 1
    for (_, parameter) in layer.namedParameters where parameter.isLearned {
      seed += 1
      switch numbers {
      case .linear, .apart:
        parameter.value = .randomWhole(parameter.shape, in: -2...2, seed: seed)
      case .halved where parameter.role == .bias:
        bias /= 2
        parameter.value = Tensor(repeating: bias, shape: parameter.shape)
      case .halved:
        parameter.value = .randomWhole(parameter.shape, in: -1...1, seed: seed)
      case .real:
        parameter.value = .random(parameter.shape, seed: seed)
      }
    }
    switch numbers {
    case .linear, .halved: return (layer, .randomWhole(input, seed: 1))
    case .real: return (layer, .random(input, seed: 1))
    case .apart:
      var random = SeededRandom(seed: 1)
      let count = input.reduce(1, *)
      let apart = (0..<count).shuffled(using: &random).map { Float(4 * ($0 - count / 2) + 2) }
      return (layer, Tensor(shape: input, apart))
    }
  }

  static let all: [LayerCase] = [
    LayerCase("rows, stride leaves a remainder", [2, 3, 8]) {
      Conv1d(inputChannels: 3, outputChannels: 2, kernelSize: 3, stride: 2, padding: 1)
    },
    LayerCase("pictures, groups and dilation", [2, 4, 5, 7]) {
      Conv2d(
        inputChannels: 4, outputChannels: 6, kernelSize: [2, 3], stride: [1, 2], padding: 1,
        dilation: [2, 1], groups: 2)
    },
    LayerCase("pictures without bias", [1, 2, 4, 5]) {
      Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: [3, 2], hasBias: false)
    },
    LayerCase("volumes", [1, 2, 3, 4, 3]) {
      Conv3d(inputChannels: 2, outputChannels: 2, kernelSize: [2, 3, 2], padding: 1)
    },
    LayerCase("transposed, output padding", [2, 3, 3, 2]) {
      ConvTranspose2d(
        inputChannels: 3, outputChannels: 2, kernelSize: [3, 2], stride: 2, padding: 1,
        outputPadding: 1)
    },
    LayerCase("transposed, groups and dilation, no bias", [1, 4, 2, 3]) {
      ConvTranspose2d(
        inputChannels: 4, outputChannels: 6, kernelSize: 2, stride: [2, 3], dilation: [1, 2],
        groups: 2, hasBias: false)
    },
    LayerCase("linear", [3, 5]) { Linear(inputs: 5, outputs: 4) },
    LayerCase("linear without bias", [2, 7]) { Linear(inputs: 7, outputs: 3, hasBias: false) },
    LayerCase("flatten", [2, 3, 2, 2]) { Flatten() },
    LayerCase("identity", [2, 3]) { Identity() },
    LayerCase("means of windows", [2, 3, 4, 6]) { AvgPool2d(2) },
    LayerCase("means of whole pictures", [2, 3, 4, 2]) { GlobalAvgPool2d() },
    LayerCase("so many means", [2, 3, 4, 6]) { AdaptiveAvgPool2d([2, 3]) },
    LayerCase("largest of windows, padded", [2, 2, 5, 7], .apart) {
      MaxPool2d(3, stride: 2, padding: 1)
    },
    LayerCase("largest of windows, the last not whole", [1, 2, 6, 5], .apart) {
      MaxPool2d([3, 2], stride: 2, ceilMode: true)
    },
    LayerCase("largest of windows of rows", [2, 3, 7], .apart) { MaxPool1d(2) },
    LayerCase("largest of whole pictures", [2, 3, 3, 5], .apart) { GlobalMaxPool() },
    LayerCase("largest of whole rows", [2, 3, 5], .apart) { GlobalMaxPool() },
    LayerCase("ReLU", [2, 3, 5], .apart) { ReLU() },
    LayerCase("leaky ReLU", [2, 3, 5], .apart) { LeakyReLU(negativeSlope: 0.25) },
    LayerCase("dropout", [2, 3, 5]) { Dropout(0.5) },
    LayerCase("sigmoid", [2, 3, 5], .real) { Sigmoid() },
    LayerCase("tanh", [2, 3, 5], .real) { Tanh() },
    LayerCase("batch norm of pictures", [3, 2, 2, 3], .real) { BatchNorm(channels: 2) },
    LayerCase("batch norm of rows", [7, 3], .real) { BatchNorm(channels: 3) },
    LayerCase("a chain with a convolution and its ReLU", [2, 2, 3, 4], .halved) {
      Sequential([
        "conv": Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: 2), "relu": ReLU(),
        "flatten": Flatten(), "fc": Linear(inputs: 3 * 2 * 3, outputs: 2),
      ])
    },
    LayerCase("residual, x as it is", [2, 2, 3, 4], .halved) {
      Residual([
        "conv1": Conv2d(inputChannels: 2, outputChannels: 2, kernelSize: 3, padding: 1),
        "relu": ReLU(),
        "conv2": Conv2d(inputChannels: 2, outputChannels: 2, kernelSize: 3, padding: 1),
      ])
    },
    LayerCase("residual with a convolution as shortcut", [2, 2, 4, 3], .halved) {
      Residual(
        [
          "conv1": Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: 3, stride: 2, padding: 1)
        ],
        shortcut: [
          Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: 1, stride: 2, hasBias: false)
        ] as Sequential)
    },
    LayerCase("branches of pictures", [2, 3, 3, 4]) {
      Parallel([
        "one": Conv2d(inputChannels: 3, outputChannels: 2, kernelSize: 1), "skip": Identity(),
        "two": Conv2d(inputChannels: 3, outputChannels: 1, kernelSize: [3, 1], padding: [1, 0]),
      ])
    },
    LayerCase("branches of numbers", [3, 4]) {
      Parallel(["a": Linear(inputs: 4, outputs: 2), "b": Identity()])
    },
  ]
}
