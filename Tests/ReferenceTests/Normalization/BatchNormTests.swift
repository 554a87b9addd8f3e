import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `batchNorm`.
@Suite struct BatchNormTests {
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "Output, running statistics and gradients are those of lists of numbers",
    arguments: BatchNormCall.all)
  func equalsLists(_ call: BatchNormCall) {
    let difference = call.reference(in: Double.self)
      .difference(from: call.expected, tolerance: call.tolerance)
    #expect(difference == nil)
  }

  @Test("Float is Double's to its precision", arguments: BatchNormCall.all)
  func floatIsClose(_ call: BatchNormCall) {
    let difference = call.reference(in: Float.self)
      .difference(from: call.reference(in: Double.self), tolerance: 2e-5)
    #expect(difference == nil)
  }

  @Test("The gradients pass the check, in both phases", arguments: BatchNormCall.all)
  func gradientCheck(_ call: BatchNormCall) {
    guard call.x.count > 0 else { return }
    let (x, dy) = (call.x, call.dy)
    let weight = call.weight ?? Tensor<Double>(repeating: 1, shape: [call.channels])
    let bias = call.bias ?? .zeros([call.channels])
    func output(
      _ x: Tensor<Double>, _ weight: Tensor<Double>, _ bias: Tensor<Double>
    ) -> Tensor<Double> {
      Reference.batchNorm(
        x, weight: weight, bias: bias, running: call.running, options: call.options
      ).output
    }
    let gradients = Reference.batchNormBackward(
      dy, input: x, weight: call.weight, running: call.running, options: call.options)
    let byInput = GradientCheck(of: gradients.gradInput, at: x, along: dy) {
      output($0, weight, bias)
    }
    let byWeight = GradientCheck(of: gradients.gradWeight, at: weight, along: dy) {
      output(x, $0, bias)
    }
    let byBias = GradientCheck(of: gradients.gradBias, at: bias, along: dy) {
      output(x, weight, $0)
    }
    #expect(byInput.passes, "\(byInput)")
    #expect(byWeight.passes, "\(byWeight)")
    #expect(byBias.passes, "\(byBias)")
  }

  @Test("On whole numbers whose roots are whole Float gives what Double gives")
  func floatEqualsDouble() {
    // Mean 1 and variance 4; with eps 0 every quotient is whole.
    let x = Tensor([[3], [-1], [3], [-1]])
    let result = Reference.batchNorm(x, weight: Tensor([5]), bias: Tensor([2]), eps: 0).output
    #expect(result == Tensor([[7], [-3], [7], [-3]]))
    let exact = Reference.batchNorm(
      Tensor<Double>(x), weight: Tensor<Double>([5]), bias: Tensor<Double>([2]), eps: 0)
    #expect(Tensor<Double>(result) == exact.output)
  }

  @Test("The variance that normalises is the biased one, the one that is kept the unbiased one")
  func biasedAndUnbiased() {
    // 1 and 3: mean 2, biased variance 1, unbiased 2. From the running 0 and 1, by a quarter.
    let result = Reference.batchNorm(
      Tensor([[1], [3]]), updating: BatchNormStatistics(channels: 1), momentum: 0.25, eps: 0)
    #expect(result.output == Tensor([[-1], [1]]))
    #expect(result.running?.mean == Tensor([0.5]))
    #expect(result.running?.variance == Tensor([1.25]))
  }

  @Test("A channel of equal numbers is normalised to zeros")
  func equalNumbers() {
    let result = Reference.batchNorm(Tensor([[7], [7], [7]]), bias: Tensor([2]))
    #expect(result.output == Tensor([[2], [2], [2]]))
  }

  @Test("In evaluation the running statistics stay as they are")
  func evaluation() {
    let running = BatchNormStatistics(mean: Tensor([1]), variance: Tensor([4]))
    #expect(Reference.batchNorm(Tensor([[5], [1]]), by: running, eps: 0) == Tensor([[2], [0]]))
    let result = Reference.batchNorm(
      Tensor([[5], [1]]), weight: nil, bias: nil, running: running,
      options: BatchNormOptions(phase: .evaluation))
    #expect(result.running == running)
  }

  @Test("In training the input's gradient adds up to nothing along ones and along the input")
  func gradientIsOrthogonal() {
    let call = BatchNormCall(reason: "", input: [3, 2, 5], eps: 0)
    let dx = Reference.batchNormBackward(
      call.dy, input: call.x, weight: call.weight, running: nil, options: call.options
    ).gradInput
    for channel in 0..<2 {
      let own = dx.mapPlaces { place, dx in place[1] == channel ? dx : 0 }
      #expect(own.sum().magnitude < 1e-12)
      #expect(dot(own, call.x).magnitude < 1e-12)
    }
  }

  @Test("The table lets no normalisation pass that is wrong", arguments: BatchNormTwins.all)
  func twins(_ twin: Twin<BatchNormCall>) {
    let isCaught = twin.isCaught(by: BatchNormCall.all)
    #expect(isCaught)
  }
}
