import FastKernels
import Kernels
import Networks
import ReferenceKernels
import Tensors
import Testing

/// Whole networks on both implementations.
@Suite struct WholeNetworkTests {
  /// Every kind of block, small.
  private func network() -> Sequential {
    let network = Sequential([
      "conv1": Conv2d(inputChannels: 2, outputChannels: 4, kernelSize: [3, 2], padding: 1),
      "relu1": ReLU(),
      "pool1": MaxPool2d(2),
      "bn1": BatchNorm(channels: 4),
      "block": Residual(
        [
          "conv1": Conv2d(
            inputChannels: 4, outputChannels: 6, kernelSize: 3, padding: 1, hasBias: false),
          "bn1": BatchNorm(channels: 6),
          "relu": ReLU(),
          "conv2": Conv2d(inputChannels: 6, outputChannels: 6, kernelSize: 3, padding: 1),
        ],
        shortcut: [Conv2d(inputChannels: 4, outputChannels: 6, kernelSize: 1)] as Sequential),
      "branches": Parallel([
        "one": Conv2d(inputChannels: 6, outputChannels: 3, kernelSize: 1),
        "skip": Identity(),
        "up": [
          MaxPool2d(2),
          ConvTranspose2d(
            inputChannels: 6, outputChannels: 2, kernelSize: 3, stride: 2, padding: 1,
            outputPadding: 1),
        ] as Sequential,
      ]),
      "tanh": Tanh(),
      "pool2": AdaptiveAvgPool2d([2, 3]),
      "flatten": Flatten(),
      "fc": Linear(inputs: 11 * 2 * 3, outputs: 3),
    ])
    network.initialize(seed: 4)
    return network
  }

  /// Steps down the gradient of Σ dy·y.
  private func learn(
    _ network: Sequential, _ side: Side, steps: Int, rate: Float, x: Tensor<Float>,
    dy: Tensor<Float>
  ) -> Tensor<Float> {
    for _ in 0..<steps {
      let pass = Pass(side.kernels, phase: .training)
      network.clearGradients()
      _ = network.forward(x, in: pass)
      network.backwardToParameters(dy, in: pass)
      for parameter in network.learnedParameters {
        guard let gradient = parameter.gradient else { continue }
        parameter.value = parameter.value - rate * gradient
      }
    }
    return network.forward(x, in: Pass(side.kernels, phase: .evaluation))
  }

  @Test("Three steps of learning come to the same on both")
  func threeSteps() throws {
    let x = Tensor<Float>.random([4, 2, 9, 11], seed: 1)
    let dy = Tensor<Float>.random([4, 3], seed: 2)
    #expect(try network().outputShape(of: x.shape) == dy.shape)
    let (reference, fast) = (network(), network())
    let before = learn(network(), .reference, steps: 0, rate: 0.02, x: x, dy: dy)
    let a = learn(reference, .reference, steps: 3, rate: 0.02, x: x, dy: dy)
    let b = learn(fast, .fast, steps: 3, rate: 0.02, x: x, dy: dy)
    // Sums of some hundred products are off by 2⁻²⁴·100 ≈ 2⁻¹⁷; a dozen layers there, a dozen back, three times, and
    // numbers of about 1.
    let bound: Float = 0x1p-11
    #expect(largest(a - b) <= bound)
    for (p, q) in zip(reference.namedParameters, fast.namedParameters) {
      #expect(largest(p.parameter.value - q.parameter.value) <= bound, "\(p.name)")
    }
    // What learning changes is far above what rounding does.
    #expect(largest(a - before) > 100 * bound)
  }

  private func largest(_ tensor: Tensor<Float>) -> Float {
    // A NaN counts as larger than any number.
    tensor.scalars.reduce(0) { $1.isNaN ? .infinity : max($0, $1.magnitude) }
  }

  @Test("On whole numbers a step of learning is equal on both")
  func wholeNumbers() throws {
    func made() -> Sequential {
      let network = Sequential([
        "conv": Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: [3, 2], padding: 1),
        "relu": ReLU(),
        "pool": MaxPool2d(2),
        "block": Residual(["conv": Conv2d(inputChannels: 3, outputChannels: 3, kernelSize: 1)]),
        "up": ConvTranspose2d(inputChannels: 3, outputChannels: 2, kernelSize: 2, stride: 2),
        "flatten": Flatten(),
        "fc": Linear(inputs: 2 * 4 * 6, outputs: 3),
      ])
      for (place, parameter) in network.learnedParameters.enumerated() {
        parameter.value = .randomWhole(parameter.shape, in: -1...1, seed: UInt64(place))
      }
      return network
    }
    let x = Tensor<Float>.randomWhole([2, 2, 4, 6], in: -2...2, seed: 1)
    let dy = Tensor<Float>.randomWhole([2, 3], in: -1...1, seed: 2)
    let (reference, fast) = (made(), made())
    let a = learn(reference, .reference, steps: 1, rate: 0.5, x: x, dy: dy)
    let b = learn(fast, .fast, steps: 1, rate: 0.5, x: x, dy: dy)
    for (p, q) in zip(reference.namedParameters, fast.namedParameters) {
      #expect(p.parameter.value == q.parameter.value, "\(p.name)")
    }
    #expect(a.shape == b.shape)
  }

  @Test("In evaluation dropout and batch norm depend on no batch")
  func evaluation() {
    let network = Sequential(["bn": BatchNorm(channels: 3), "dropout": Dropout(0.5)])
    let x = Tensor<Float>.random([4, 3, 2, 2], seed: 1)
    let pass = Pass(Reference<Float>.self, phase: .evaluation)
    let all = network.forward(x, in: pass)
    let first = network.forward(x.slice(0).reshaped([1, 3, 2, 2]), in: pass)
    #expect(all.slice(0) == first.slice(0))
    _ = network.forward(x, in: Pass(Reference<Float>.self, phase: .training))
    #expect(network.forward(x, in: pass) != all)
  }
}
