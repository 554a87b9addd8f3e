import Networks
import Tensors
import Testing

/// How numbers are drawn, and when.
@Suite struct InitializerTests {
  /// Mean and variance of many numbers.
  private func moments(_ tensor: Tensor<Float>) -> (mean: Double, variance: Double) {
    let numbers = tensor.scalars.map(Double.init)
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / Double(numbers.count))
  }

  /// The variance that each has on a weight [64, 32, 3, 3]: fan-in 288, fan-out 576.
  private static let variances: [(initializer: Initializer, variance: Double)] = [
    (.he, 2 / 288), (.xavier, 2 / 864), (.byFanIn(288), 1 / 864),
    (.uniform(bound: 0.5), 0.25 / 3), (.normal(deviation: 1 / 3), 1 / 9), (.constant(2), 0),
  ]

  @Test("Mean and variance are those of the distribution", arguments: variances)
  func distribution(_ initializer: Initializer, _ variance: Double) {
    var random = SeededRandom(seed: 3)
    let drawn = moments(initializer.draw([64, 32, 3, 3], &random))
    let count = 64.0 * 32 * 9
    let mean = if case .constant(let number) = initializer { Double(number) } else { 0.0 }
    // Four standard deviations: those of a mean of so many, and of a variance (a normal's is the widest).
    #expect((drawn.mean - mean).magnitude <= 4 * (variance / count).squareRoot())
    #expect((drawn.variance - variance).magnitude <= 4 * variance * (2 / count).squareRoot())
  }

  @Test("Even draws stay within their bound, and come near it")
  func bounds() {
    var random = SeededRandom(seed: 3)
    let drawn = Initializer.byFanIn(100).draw([500, 100], &random).scalars
    #expect(drawn.allSatisfy { $0.magnitude <= 0.1 })
    #expect(drawn.max()! > 0.0999 && drawn.min()! < -0.0999)
  }

  @Test("A transposed convolution's numbers follow from its outputs: PyTorch's fan-in")
  func transposedFanIn() {
    let layer = ConvTranspose2d(
      inputChannels: 64, outputChannels: 8, kernelSize: [3, 2], groups: 2)
    #expect(layer.weight.shape == [64, 4, 3, 2])
    #expect(layer.weight.initializer == .byFanIn(4 * 3 * 2))
    #expect(layer.bias?.initializer == .byFanIn(4 * 3 * 2))
  }

  @Test("A layer with an initialiser of its own begins with a bias of 0")
  func ownInitializer() {
    let layers: [any Layer] = [
      Conv2d(inputChannels: 2, outputChannels: 3, kernelSize: 3, initializer: .he),
      ConvTranspose2d(inputChannels: 2, outputChannels: 3, kernelSize: 3, initializer: .he),
      Linear(inputs: 2, outputs: 3, initializer: .xavier),
    ]
    for layer in layers {
      #expect(layer.state[1].initializer == .constant(0))
      #expect(layer.state[1].value == Tensor.zeros([3]))
    }
  }

  @Test("Numbers follow from the seed, and no two parameters have the same")
  func seeds() {
    let (a, b) = (Architecture.convnet16.make(), Architecture.convnet16.make())
    func numbers(_ network: Sequential) -> [[Float]] {
      network.namedParameters.map(\.parameter.value.scalars)
    }
    #expect(numbers(a) == numbers(b))
    let first = numbers(a)
    #expect(Set(first.map { $0[0] / $0.map(\.magnitude).max()! }).count == first.count)
    b.initialize(seed: 1)
    #expect(zip(first, numbers(b)).allSatisfy { $0 != $1 })
    b.initialize(seed: 0)
    #expect(numbers(b) == first)
  }

  @Test("What was set stays until numbers are drawn anew, and so does the gradient")
  func parameter() {
    let parameter = Parameter("weight", .weight, shape: [2, 3], initializer: .uniform(bound: 1))
    let drawn = parameter.value
    #expect(parameter.value == drawn)
    parameter.value = .zeros([2, 3])
    parameter.add(gradient: .zeros([2, 3]))
    #expect(parameter.value == .zeros([2, 3]))
    parameter.initialize(seed: 0)
    #expect(parameter.value == drawn)
    #expect(parameter.gradient == nil)
  }

  @Test("Numbers of another shape stop the program with both shapes")
  func otherShape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let parameter = Parameter("weight", .weight, shape: [2, 3], initializer: .constant(1))
      parameter.value = .zeros([3, 2])
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      message.contains(
        "weight has the shape [2, 3], and can't become numbers of shape [3, 2]"))
  }
}
