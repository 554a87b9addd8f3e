import Kernels
import ReferenceKernels
import Tensors
import Testing

/// What PyTorch 2.15 gives in float64 for the same calls on numbers that are easily made in either
/// language (`counted`). dy is `counted(shape, by: 5, of: 13)`, or 2 for a loss.
@Suite struct PyTorchTrainingTests {
  init() { TensorMemory.isPoisoned = true }

  private let two = Tensor<Double>(shape: [], [2])

  @Test("PyTorch 2.15, batch_norm: training, with running statistics")
  func batchNorm() {
    let x = 0.25 * counted([3, 2, 2])
    let weight = Tensor<Double>([0.5, 2])
    let running = BatchNormStatistics(
      mean: Tensor<Double>([0.5, -0.5]), variance: Tensor<Double>([2, 3]))
    let result = Reference.batchNorm(
      x, weight: weight, bias: Tensor<Double>([1, -1]), updating: running)
    let gradients = Reference.batchNormBackward(
      counted([3, 2, 2], by: 5, of: 13), input: x, weight: weight, running: running,
      options: BatchNormOptions(phase: .training))
    expect(
      result.output, [3, 2, 2],
      [
        0.684705824, 1.7033485464, 0.1406904575, -2.9011507625, 1.5578281575, 0.9757466018,
        -3.6616110675, 1.6616110675, 0.8302262129, 0.2481446573, 0.9011507625, -2.1406904575,
      ])
    expect(
      gradients.gradInput, [3, 2, 2],
      [
        -1.4079571476, 0.4095217221, -15.5512643492, -0.781832349, 1.7298175346, -2.3023041057,
        5.1919065661, 21.1707173404, -0.9820082932, 2.5529302899, -12.3994796043, 2.3699523959,
      ])
    expect(
      gradients.gradWeight, [2],
      [
        5.5297747786, -0.5703452287,
      ])
    expect(
      gradients.gradBias, [2],
      [
        0, -5,
      ])
    expect(
      result.running!.mean, [2],
      [
        0.4541666667, -0.4625,
      ])
    expect(
      result.running!.variance, [2],
      [
        1.8885416667, 2.751875,
      ])
  }

  @Test("PyTorch 2.15, cross_entropy: class weights, an ignored row, smoothing")
  func crossEntropy() {
    let x = 0.5 * counted([4, 3])
    let target = Tensor<Int>([2, -100, 0, 1])
    var options = CrossEntropyOptions(weight: Tensor<Double>([0.5, 2, 1]), labelSmoothing: 0.1)
    let loss = Reference.crossEntropy(x, target: target, options: options)
    let dx = Reference.crossEntropyBackward(two, input: x, target: target, options: options)
    options.reduction = .none
    let losses = Reference.crossEntropy(x, target: target, options: options)
    expect(
      loss, [],
      [
        1.2246067786
      ])
    expect(
      dx, [4, 3],
      [
        0.0055278851, 0.4603484328, -0.465876318, 0, 0, 0, -0.2582771975, 0.2397258244,
        0.0185513731, 0.0188523361, -0.1269777789, 0.1081254427,
      ])
    expect(
      losses, [4],
      [
        2.0807311772, 0, 1.786800984, 0.4185915637,
      ])
  }

  private let x = 0.5 * counted([2, 3])
  private let target = Tensor<Double>([[0, 1, 0.25], [1, 0, 0.5]])

  @Test("PyTorch 2.15, binary_cross_entropy_with_logits: positive weights")
  func withLogits() {
    let positive = Tensor<Double>([1, 2, 3])
    let loss = Reference.binaryCrossEntropyWithLogits(
      x, target: target, weight: nil, positiveWeight: positive, reduction: .mean)
    let gradients = Reference.binaryCrossEntropyWithLogitsBackward(
      two, input: x, target: target, weight: nil, positiveWeight: positive, reduction: .mean)
    expect(
      loss, [],
      [
        1.1286320471
      ])
    expect(
      gradients.gradInput, [2, 3],
      [
        0.0896471405, -0.05057212, 0.0612296656, -0.2725248254, 0.293599026, -0.1666666667,
      ])
  }

  @Test("PyTorch 2.15, binary_cross_entropy: weights")
  func binaryCrossEntropy() {
    let shares = Reference.sigmoid(x)
    let weight = Tensor<Double>([[1, 2, 3], [0.5, 1, 2]])
    let loss = Reference.binaryCrossEntropy(
      shares, target: target, weight: weight, reduction: .mean)
    let gradients = Reference.binaryCrossEntropyBackward(
      two, input: shares, target: target, weight: weight, reduction: .mean)
    expect(
      loss, [],
      [
        1.2303668533
      ])
    expect(
      gradients.gradInput, [2, 3],
      [
        0.4559598137, -0.7213899991, 1.5849082881, -0.9136148451, 2.796352033, 0,
      ])
  }

  /// A parameter after three steps along `counted([4], by: 5, 6 and 7, of: 7)` / 4.
  private func afterThreeSteps(_ optimizer: Optimizer) -> Tensor<Double> {
    let gradients = [5, 6, 7].map { 0.25 * counted([4], by: $0, of: 7) }
    return optimizer.answer(0.5 * counted([4]), gradients, in: Double.self)["parameter 3"]!
  }

  @Test("PyTorch 2.15, SGD: Nesterov's momentum and weight decay")
  func sgdNesterov() {
    let optimizer = Optimizer.sgd(
      SGDOptions(learningRate: 0.1, momentum: 0.9, weightDecay: 0.01, nesterov: true))
    expect(
      afterThreeSteps(optimizer), [4],
      [
        -0.9919649011, 2.7190074458, 0.3741487861, -1.3706858232,
      ])
  }

  @Test("PyTorch 2.15, SGD: momentum and dampening")
  func sgdDampening() {
    let optimizer = Optimizer.sgd(SGDOptions(learningRate: 0.1, momentum: 0.9, dampening: 0.5))
    expect(
      afterThreeSteps(optimizer), [4],
      [
        -1, 2.65925, 0.34425, -1.4965,
      ])
  }

  @Test("PyTorch 2.15, RMSprop: momentum and weight decay")
  func rmsprop() {
    let optimizer = Optimizer.rmsprop(RMSpropOptions(alpha: 0.9, weightDecay: 0.01, momentum: 0.5))
    expect(
      afterThreeSteps(optimizer), [4],
      [
        -0.8922467705, 2.574812396, 0.4714596562, -1.5091643679,
      ])
  }

  @Test("PyTorch 2.15, Adam: weight decay")
  func adam() {
    let optimizer = Optimizer.adam(AdamOptions(learningRate: 0.01, weightDecay: 0.01))
    expect(
      afterThreeSteps(optimizer), [4],
      [
        -0.9700101294, 2.5260703256, 0.4872698194, -1.5007545071,
      ])
  }

  @Test("PyTorch 2.15, AdamW: weight decay")
  func adamW() {
    let optimizer = Optimizer.adamW(AdamOptions(learningRate: 0.01, weightDecay: 0.1))
    expect(
      afterThreeSteps(optimizer), [4],
      [
        -0.997002999, 2.5190057571, 0.4859605817, -1.4967274501,
      ])
  }

  @Test("PyTorch 2.15, quantize_per_channel")
  func quantize() {
    let x = Tensor<Float>(counted([2, 4])) * 0.3
    let quantization = Quantization(scales: [0.25, 0.1], zeroPoints: [3, -2], axis: 0)
    let q = Reference.quantize(x, quantization: quantization, as: Int8.self)
    #expect(q == Tensor<Int8>([[1, 9, 4, -1], [10, -2, -14, 7]]))
  }
}
