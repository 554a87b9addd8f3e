import Kernels
import Operations
import ReferenceKernels
import TensorFiles
import Tensors
import Testing

/// The same for losses, quantisation and optimisers.
@Suite("Losses, quantisation and steps against the kernels' own calls")
struct LossAndStepTests {
  @Test("losses")
  func losses() throws {
    let (x, t, weight) = (numbers([2, 3]), shares([2, 3], 2), shares([2, 3], 3))
    let (p, one) = (shares([3], 4), Tensor<Double>(shape: [], [2.0]))
    #expect(
      try Call("mse", ["input": x, "target": t], ["reduction": "sum"]).output()
        == Yardstick.mse(x, target: t, reduction: .sum))
    let yesNo = try Call("bce", ["input": t, "target": weight, "weight": x])
    #expect(
      try yesNo.output()
        == Yardstick.binaryCrossEntropy(t, target: weight, weight: x, reduction: .mean))
    #expect(
      try yesNo.gradients(one)["target"]
        == Yardstick.binaryCrossEntropyBackward(
          one, input: t, target: weight, weight: x, reduction: .mean
        ).gradTarget)
    let logits = try Call(
      "bceWithLogits", ["input": x, "target": t, "weight": weight, "pos_weight": p],
      ["reduction": "none"])
    #expect(
      try logits.output()
        == Yardstick.binaryCrossEntropyWithLogits(
          x, target: t, weight: weight, positiveWeight: p, reduction: .none))
    #expect(
      try Call("l1Penalty", ["input": x], ["lambda": "0.5"]).output()
        == Yardstick.l1Penalty(x, strength: 0.5))
    #expect(
      try Call("l2Penalty", ["weight": x], ["strength": "0.5"]).gradients(one)["weight"]
        == Yardstick.l2PenaltyBackward(one, weight: x, strength: 0.5))
  }

  @Test("the cross-entropy of classes")
  func crossEntropy() throws {
    let (x, weight) = (numbers([3, 4, 2]), shares([4], 2))
    let target = Tensor<Int>(shape: [3, 2], [0, 3, -7, 1, 2, 2])
    let call = try Call(
      "crossEntropy", ["input": x, "weight": weight], whole: ["target": StoredTensor(target)],
      ["ignore-index": "-7", "label-smoothing": "0.2", "reduction": "none"])
    let options = CrossEntropyOptions<Double>(
      weight: weight, ignoreIndex: -7, labelSmoothing: 0.2, reduction: .none)
    #expect(try call.output() == Yardstick.crossEntropy(x, target: target, options: options))
    let dy = numbers([3, 2], 5)
    let gradients = try call.gradients(dy)
    #expect(Set(gradients.keys) == ["input"])
    #expect(
      gradients["input"]
        == Yardstick.crossEntropyBackward(dy, input: x, target: target, options: options))
  }

  @Test("classes may be stored as fractions, if they are whole")
  func wholeTargets() throws {
    let x = numbers([2, 3])
    let whole = Tensor<Float>(shape: [2], [2, 0])
    let call = try Call("crossEntropy", ["input": x], whole: ["target": StoredTensor(whole)])
    #expect(
      try call.output() == Yardstick.crossEntropy(x, target: Tensor<Int>(shape: [2], [2, 0])))
  }

  @Test("quantisation there and back, for the whole tensor and for each channel")
  func quantization() throws {
    let x = numbers([2, 3, 4])
    let each = Quantization(scales: [0.1, 0.2, 0.3], zeroPoints: [1, 2, 3], axis: 1)
    let q = try Call(
      "quantize", ["input": x],
      ["scale": "0.1,0.2,0.3", "zero-point": "1,2,3", "dtype": "quint8"]
    ).results().output.stored
    #expect(q == .uint8(Yardstick.quantize(x, quantization: each, as: UInt8.self)))
    let back = try Call(
      "dequantize", [:], whole: ["input": q],
      ["scale": "0.1,0.2,0.3", "zero-point": "1,2,3", "axis": "-2"])
    #expect(
      try back.output()
        == Yardstick.dequantize(
          Yardstick.quantize(x, quantization: each, as: UInt8.self), quantization: each))
    let signed = try Call("quantizeLinear", ["input": x], ["scale": "0.1"]).results()
    #expect(
      signed.output.stored
        == .int8(Yardstick.quantize(x, quantization: .init(scale: 0.1), as: Int8.self)))
  }

  @Test("the convolution in whole numbers, as sums and as small numbers")
  func integerConvolution() throws {
    let (x, w) = (smallUnsigned([1, 2, 5, 4]), small([3, 2, 2, 3], 2))
    let bias = Tensor<Int32>(shape: [3], [5, -6, 7])
    let whole: [String: StoredTensor] = [
      "input": StoredTensor(x), "weight": StoredTensor(w),
      "bias": StoredTensor(bias.map { Int64($0) }),
    ]
    var words = [
      "input-zero-point": "3", "weight-zero-point": "1,0,-2", "stride": "2", "padding": "1",
    ]
    let sums = Yardstick.conv2dInteger(
      x, inputZeroPoint: 3, weight: w, weightZeroPoints: [1, 0, -2], bias: bias,
      options: ConvolutionOptions(stride: 2, padding: 1))
    #expect(
      try Call("convInteger", [:], whole: whole, words).results().output.stored == .int32(sums))
    words.merge(
      [
        "input-scale": "0.5", "weight-scale": "0.1,0.2,0.4", "output-scale": "16",
        "output-zero-point": "100", "dtype": "uint8",
      ]) { $1 }
    let small = Yardstick.requantize(
      sums, factors: [0.1, 0.2, 0.4].map { 0.5 * $0 / 16 }, zeroPoint: 100, as: UInt8.self)
    #expect(
      try Call("qLinearConv", [:], whole: whole, words).results().output.stored == .uint8(small))
    let again = try Call(
      "requantize", [:], whole: ["input": .int32(sums)], ["factor": "0.01", "zero-point": "-1"])
    #expect(
      try again.results().output.stored
        == .int8(Yardstick.requantize(sums, factors: [0.01], zeroPoint: -1, as: Int8.self)))
  }

  let w = numbers([2, 3])
  let g = numbers([2, 3], 2)
  let m = numbers([2, 3], 3)
  let s = shares([2, 3], 4)

  @Test("steps of gradient descent and RMSprop")
  func steps() throws {
    let sgd = try Call(
      "sgd", ["parameter": w, "gradient": g, "momentum-buffer": m],
      ["lr": "0.1", "momentum": "0.9", "weight-decay": "0.2", "nesterov": "true"]
    ).results()
    let byHand = Yardstick.sgdStep(
      w, gradient: g, velocity: m,
      options: SGDOptions(learningRate: 0.1, momentum: 0.9, weightDecay: 0.2, nesterov: true))
    #expect(try sgd.output.stored.asDouble() == byHand.parameter)
    #expect(sgd.further.map(\.name) == ["momentum_buffer"])
    #expect(sgd.further[0].tensor == byHand.velocity)
    let plain = try Call("sgd", ["parameter": w, "gradient": g], ["lr": "0.1"]).results()
    #expect(plain.further.isEmpty)

    let rmsprop = try Call(
      "rmsprop", ["parameter": w, "gradient": g, "square-avg": s, "momentum-buffer": m],
      ["lr": "0.2", "alpha": "0.8", "eps": "0.01", "weight-decay": "0.1", "momentum": "0.5"]
    ).results()
    let other = Yardstick.rmspropStep(
      w, gradient: g, state: RMSpropState(squareAverage: s, velocity: m),
      options: RMSpropOptions(
        learningRate: 0.2, alpha: 0.8, eps: 0.01, weightDecay: 0.1, momentum: 0.5))
    #expect(try rmsprop.output.stored.asDouble() == other.parameter)
    #expect(rmsprop.further.map(\.name) == ["square_avg", "momentum_buffer"])
    #expect(rmsprop.further[0].tensor == other.state.squareAverage)
    #expect(rmsprop.further[1].tensor == other.state.velocity)
  }

  @Test("steps of Adam, with either way of weight decay")
  func adam() throws {
    let words = [
      "step": "4", "lr": "0.1", "betas": "0.8,0.9", "eps": "0.01", "weight-decay": "0.3",
    ]
    let options = AdamOptions(
      learningRate: 0.1, beta1: 0.8, beta2: 0.9, eps: 0.01, weightDecay: 0.3)
    let state = AdamState(average: m, squareAverage: s, steps: 4)
    let tensors = ["parameter": w, "gradient": g, "exp-avg": m, "exp-avg-sq": s]
    let adam = try Call("adam", tensors, words).results()
    let byHand = Yardstick.adamStep(w, gradient: g, state: state, options: options)
    #expect(try adam.output.stored.asDouble() == byHand.parameter)
    #expect(adam.further.map(\.name) == ["exp_avg", "exp_avg_sq"])
    #expect(adam.further[0].tensor == byHand.state.average)
    #expect(adam.further[1].tensor == byHand.state.squareAverage)
    let decoupled = try Call("adamW", tensors, words).output()
    #expect(
      decoupled == Yardstick.adamWStep(w, gradient: g, state: state, options: options).parameter)
    let first = try Call("adamW", ["parameter": w, "gradient": g]).output()
    #expect(
      first
        == Yardstick.adamWStep(
          w, gradient: g, state: nil, options: AdamOptions(weightDecay: 0.01)
        ).parameter)
  }
}
