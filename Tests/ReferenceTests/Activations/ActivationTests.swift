import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `relu`, `leakyRelu`, `elu`, `sigmoid`, `tanh`, `softmax` and `logSoftmax`.
@Suite struct ActivationTests {
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "The output is the definition, the gradient its differences", arguments: ActivationCall.all)
  func equalsDefinition(_ call: ActivationCall) {
    let difference = call.reference(in: Double.self)
      .difference(from: call.expected, tolerance: call.tolerance)
    #expect(difference == nil)
  }

  @Test("Float is Double's to its precision", arguments: ActivationCall.all)
  func floatIsClose(_ call: ActivationCall) {
    let difference = call.reference(in: Float.self)
      .difference(from: call.reference(in: Double.self), tolerance: 1e-6)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives, where nothing is rounded")
  func floatEqualsDouble() {
    let x = Tensor<Double>.randomWhole([3, 5], seed: 1)
    for operation in [ActivationCall.Operation.relu, .leakyRelu(0.25)] {
      let call = ActivationCall(reason: "", operation: operation, x: x)
      let dy = Tensor<Double>.randomWhole([3, 5], seed: 2)
      #expect(Tensor<Double>(call.forward(Tensor<Float>(x))) == call.forward(x))
      let inFloat = call.backward(
        Tensor<Float>(dy), input: Tensor<Float>(x), output: .zeros([3, 5]))
      #expect(Tensor<Double>(inFloat) == call.backward(dy, input: x, output: .zeros([3, 5])))
    }
  }

  @Test(
    "The gradient passes the check", arguments: ActivationCall.all.filter { $0.x.count > 0 })
  func gradientCheck(_ call: ActivationCall) {
    let dx = call.backward(call.dy, input: call.x, output: call.forward(call.x))
    let check = GradientCheck(of: dx, at: call.x, along: call.dy) { call.forward($0) }
    #expect(check.passes, "\(check)")
  }

  @Test("The table lets no activation pass that is wrong", arguments: ActivationTwins.all)
  func twins(_ twin: Twin<ActivationCall>) {
    let isCaught = twin.isCaught(by: ActivationCall.all)
    #expect(isCaught)
  }

  @Test("What has a usual value needs no name")
  func usualValues() {
    let x = Tensor<Double>.random([2, 3], seed: 1)
    #expect(Reference.leakyRelu(x) == Reference.leakyRelu(x, negativeSlope: 0.01))
    #expect(Reference.elu(x) == Reference.elu(x, alpha: 1))
    #expect(Reference.softmax(x) == Reference.softmax(x, axis: 1))
    #expect(Reference.logSoftmax(x) == Reference.logSoftmax(x, axis: 1))
  }

  // MARK: At the kink, and beyond what exp can hold

  @Test("At the kink the gradient is that of the side below")
  func kink() {
    let (zero, dy) = (Tensor([0, -0.0]), Tensor([3, 5]))
    #expect(Reference.relu(zero) == Tensor([0, 0]))
    #expect(Reference.reluBackward(dy, input: zero) == Tensor([0, 0]))
    #expect(
      Reference.leakyReluBackward(dy, input: zero, negativeSlope: 0.5) == Tensor([1.5, 2.5]))
    #expect(Reference.eluBackward(dy, input: zero, alpha: 2) == Tensor([6, 10]))
  }

  @Test(
    "A NaN stays one through every activation",
    arguments: [
      ActivationCall.Operation.relu, .leakyRelu(0.01), .elu(1), .sigmoid, .tanh, .softmax(axis: 0),
      .logSoftmax(axis: 0),
    ])
  func nan(_ operation: ActivationCall.Operation) {
    let call = ActivationCall(reason: "", operation: operation, x: Tensor<Double>([.nan]))
    #expect(call.forward(call.x)[0].isNaN)
  }

  @Test("A NaN doesn't spread beyond its line")
  func nanStaysInItsLine() {
    let y = Reference.softmax(Tensor([[.nan, 1], [0, 0]]))
    #expect(y[0, 0].isNaN && y[0, 1].isNaN)
    #expect(y.slice(1) == Tensor([0.5, 0.5]))
  }

  @Test("Softmax of numbers whose exponentials are infinite")
  func largeLogits() {
    #expect(Reference.softmax(Tensor([1000, 1000, 0])) == Tensor([0.5, 0.5, 0]))
    #expect(Reference.softmax(Tensor([-1000, -1000])) == Tensor([0.5, 0.5]))
    #expect(Reference.logSoftmax(Tensor([1000, 0])) == Tensor([0, -1000]))
    #expect(Reference.softmax(Tensor([0, -.infinity])) == Tensor([1, 0]))
    #expect(Reference.logSoftmax(Tensor([0, -.infinity])) == Tensor([0, -.infinity]))
  }

  @Test("Sigmoid and tanh end at their bounds")
  func bounds() {
    #expect(Reference.sigmoid(Tensor([-1000, 0, 1000])) == Tensor([0, 0.5, 1]))
    #expect(Reference.tanh(Tensor([-1000, 0, 1000])) == Tensor([-1, 0, 1]))
    #expect(Reference.elu(Tensor([-1000]), alpha: 3) == Tensor([-3]))
    #expect(
      Reference.sigmoidBackward(Tensor([1, 1]), output: Tensor([0, 1])) == Tensor([0, 0]))
  }
}
