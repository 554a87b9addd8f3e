import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `mse`, `binaryCrossEntropy`, `binaryCrossEntropyWithLogits`, `l1Penalty` and `l2Penalty`.
@Suite struct LossTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("The loss is the definition, its gradients the differences", arguments: LossCall.all)
  func equalsDefinition(_ call: LossCall) {
    let difference = call.reference(in: Double.self)
      .difference(from: call.expected, tolerance: call.tolerance)
    #expect(difference == nil)
  }

  @Test("Float is Double's to its precision", arguments: LossCall.all)
  func floatIsClose(_ call: LossCall) {
    let difference = call.reference(in: Float.self)
      .difference(from: call.reference(in: Double.self), tolerance: 1e-5)
    #expect(difference == nil)
  }

  @Test("On whole numbers Float gives what Double gives, where nothing is rounded")
  func floatEqualsDouble() {
    let x = Tensor<Double>.randomWhole([4, 8], seed: 1)
    let t = Tensor<Double>.randomWhole([4, 8], seed: 2)
    let (xf, tf) = (Tensor<Float>(x), Tensor<Float>(t))
    #expect(Tensor<Double>(Reference.mse(xf, target: tf)) == Reference.mse(x, target: t))
    #expect(
      Tensor<Double>(Reference.l1Penalty(xf, strength: 0.5))
        == Reference.l1Penalty(x, strength: 0.5))
    #expect(
      Tensor<Double>(Reference.l2Penalty(xf, strength: 0.5))
        == Reference.l2Penalty(x, strength: 0.5))
  }

  @Test("The gradients by input and target pass the check", arguments: LossCall.all)
  func gradientCheck(_ call: LossCall) {
    let (x, t, dy) = (call.x, call.target, call.dy)
    let gradients = call.backward(dy, x, t)
    let byInput = GradientCheck(of: gradients["gradInput"]!, at: x, along: dy) {
      call.forward($0, t)
    }
    #expect(byInput.passes, "\(byInput)")
    guard let gradTarget = gradients["gradTarget"] else { return }
    let byTarget = GradientCheck(of: gradTarget, at: t, along: dy) { call.forward(x, $0) }
    #expect(byTarget.passes, "\(byTarget)")
  }

  @Test("The table lets no loss pass that is wrong", arguments: LossTwins.all)
  func twins(_ twin: Twin<LossCall>) {
    let isCaught = twin.isCaught(by: LossCall.all)
    #expect(isCaught)
  }

  @Test("Unless told otherwise a loss is a mean")
  func usualReduction() {
    let (x, t) = (Tensor([[0.25, 0.5]]), Tensor([[1, 0]]))
    #expect(Reference.mse(x, target: t) == Reference.mse(x, target: t, reduction: .mean))
    #expect(
      Reference.binaryCrossEntropy(x, target: t)
        == Reference.binaryCrossEntropy(x, target: t, weight: nil, reduction: .mean))
  }

  // MARK: At the ends

  @Test("A logarithm below −100 counts as −100: a wrong certainty costs 100")
  func wrongCertainty() {
    let (x, t) = (Tensor([0, 1, 0, 1]), Tensor([1, 0, 0, 1]))
    let losses = Reference.binaryCrossEntropy(x, target: t, weight: nil, reduction: .none)
    #expect(losses == Tensor([100, 100, 0, 0]))
  }

  @Test("The gradient of a certainty is at most 10¹²; by the target it is infinite")
  func gradientOfCertainty() {
    let (x, t) = (Tensor<Double>([0, 1, 0, 1]), Tensor<Double>([1, 0, 0, 1]))
    let gradients = Reference.binaryCrossEntropyBackward(
      Tensor<Double>([1, 1, 1, 1]), input: x, target: t, weight: nil, reduction: .none)
    #expect(gradients.gradInput == Tensor<Double>([-1e12, 1e12, 0, 0]))
    #expect(
      gradients.gradTarget
        == Tensor<Double>([.infinity, -.infinity, .infinity, -.infinity]))
  }

  @Test("From logits even a certainty beyond exp's range has its loss")
  func largeLogits() {
    let (x, t) = (Tensor([1000, -1000, 1000, -1000]), Tensor([0, 1, 1, 0]))
    let losses = Reference.binaryCrossEntropyWithLogits(
      x, target: t, weight: nil, positiveWeight: nil, reduction: .none)
    #expect(losses == Tensor([1000, 1000, 0, 0]))
    let gradients = Reference.binaryCrossEntropyWithLogitsBackward(
      Tensor([1, 1, 1, 1]), input: x, target: t, weight: nil, positiveWeight: nil,
      reduction: .none)
    #expect(gradients.gradInput == Tensor([1, -1, 0, 0]))
  }

  @Test("From logits the loss is that of the sigmoid")
  func logitsAreSigmoids() {
    let call = LossCall(operation: .withLogits, reason: "", reduction: .none)
    let viaSigmoid = Reference.binaryCrossEntropy(
      Reference.sigmoid(call.x), target: call.target, weight: nil, reduction: .none)
    let difference = ["": call.forward(call.x, call.target)]
      .difference(from: ["": viaSigmoid], tolerance: 1e-12)
    #expect(difference == nil)
  }

  @Test("The L1 penalty pulls no weight that is 0")
  func l1AtTheKink() {
    let dw = Reference.l1PenaltyBackward(
      Tensor(shape: [], [2]), weight: Tensor([-3, 0, -0.0, 5]), strength: 0.5)
    #expect(dw == Tensor([-1, 0, 0, 1]))
  }

  @Test("A step along the L2 penalty is a weight decay of twice its strength")
  func l2IsWeightDecay() {
    let w = Tensor<Double>([4, -8])
    let dw = Reference.l2PenaltyBackward(Tensor<Double>(shape: [], [1]), weight: w, strength: 0.125)
    let byPenalty = Reference.sgdStep(
      w, gradient: dw, velocity: nil, options: SGDOptions(learningRate: 0.5))
    let byDecay = Reference.sgdStep(
      w, gradient: .zeros([2]), velocity: nil,
      options: SGDOptions(learningRate: 0.5, weightDecay: 0.25))
    #expect(byPenalty.parameter == byDecay.parameter)
  }

  @Test("The mean over no numbers is NaN")
  func noNumbers() {
    #expect(Reference.mse(Tensor<Float>.zeros([0, 3]), target: .zeros([0, 3])).scalars[0].isNaN)
  }
}
