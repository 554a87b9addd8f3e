import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// What tables of random numbers don't reach: NaN and infinities, ties, clamps, whole numbers in
/// 8 bits, and that both stop with the same words.
@Suite struct FastAgainstReferenceEdgeTests {
  typealias Exact = Reference<Float>

  init() { TensorMemory.isPoisoned = true }

  private func bits(_ tensor: Tensor<Float>) -> Tensor<UInt32> {
    // Which NaN it is doesn't matter.
    tensor.map { $0.isNaN ? Float.nan.bitPattern : ($0 == 0 ? 0 : $0).bitPattern }
  }

  /// Few different numbers, so that there are ties, with NaN and infinities among them.
  private static func odd(_ shape: [Int], seed: UInt64) -> Tensor<Float> {
    .randomWhole(shape, in: -3...3, seed: seed)
      .map { $0 == 3 ? .nan : $0 == -3 ? -.infinity : $0 == 2 ? .infinity : $0 }
  }

  @Test("NaN, infinities and ties take the same way through pooling", arguments: 1...6)
  func pooling(_ seed: UInt64) {
    let x = Self.odd([2, 3, 7, 9], seed: seed)
    let options = PoolingOptions(kernelSize: [3, 2], stride: [2, 1], padding: 1)
    #expect(bits(Fast.maxPool2d(x, options: options)) == bits(Exact.maxPool2d(x, options: options)))
    let dy = Tensor<Float>.randomWhole(Exact.maxPool2d(x, options: options).shape, seed: seed)
    #expect(
      Fast.maxPool2dBackward(dy, input: x, options: options)
        == Exact.maxPool2dBackward(dy, input: x, options: options))
    #expect(bits(Fast.globalMaxPool2d(x)) == bits(Exact.globalMaxPool2d(x)))
    let dyOfAll = Tensor<Float>.randomWhole([2, 3, 1, 1], seed: seed)
    #expect(
      Fast.globalMaxPool2dBackward(dyOfAll, input: x)
        == Exact.globalMaxPool2dBackward(dyOfAll, input: x))
  }

  @Test("NaN, infinities and zeros take the same way through activations")
  func activations() {
    let x = Self.odd([257], seed: 9)
    let dy = Tensor<Float>.randomWhole([257], in: 1...4, seed: 10)
    for (fast, reference) in [
      (Fast.relu(x), Exact.relu(x)),
      (Fast.reluBackward(dy, input: x), Exact.reluBackward(dy, input: x)),
      (Fast.leakyRelu(x), Exact.leakyRelu(x)),
      (
        Fast.leakyReluBackward(dy, input: x, negativeSlope: 0.5),
        Exact.leakyReluBackward(dy, input: x, negativeSlope: 0.5)
      ),
      (Fast.elu(x), Exact.elu(x)),
      (Fast.sigmoid(x), Exact.sigmoid(x)),
      (Fast.tanh(x), Exact.tanh(x)),
      (
        Fast.l1PenaltyBackward(.zeros([]) + 1, weight: x, strength: 1),
        Exact.l1PenaltyBackward(.zeros([]) + 1, weight: x, strength: 1)
      ),
    ] {
      #expect(bits(fast) == bits(reference))
    }
  }

  @Test("Lines with NaN and infinities give the same softmax")
  func softmax() {
    let x = Tensor<Float>([
      [0, .nan, 1], [.infinity, 1, 2], [-.infinity, -.infinity, -.infinity], [-.infinity, 0, -90],
    ])
    let (fast, reference) = (Fast.softmax(x, axis: 1), Exact.softmax(x, axis: 1))
    #expect(bits(fast) == bits(reference))
    #expect(bits(Fast.logSoftmax(x, axis: 1)) == bits(Exact.logSoftmax(x, axis: 1)))
  }

  @Test("A ReLU after a convolution lets a NaN through")
  func convolutionAndReLU() {
    let x = Self.odd([1, 2, 6, 7], seed: 3)
    let w = Tensor<Float>.randomWhole([3, 2, 2, 2], seed: 4)
    let options = ConvolutionOptions()
    #expect(
      bits(Fast.conv2dReLU(x, weight: w, bias: nil, options: options))
        == bits(Exact.conv2dReLU(x, weight: w, bias: nil, options: options)))
  }

  @Test("Certain predictions cost the same")
  func certainPredictions() {
    let x: Tensor<Float> = Tensor([0, 1, 0, 1, 0.5])
    let t: Tensor<Float> = Tensor([0, 1, 1, 0, 0.25])
    for reduction in Reduction.allCases {
      #expect(
        Fast.binaryCrossEntropy(x, target: t, weight: nil, reduction: reduction)
          == Exact.binaryCrossEntropy(x, target: t, weight: nil, reduction: reduction))
    }
    let dy = Tensor<Float>.randomWhole([5], seed: 5)
    #expect(
      Fast.binaryCrossEntropyBackward(dy, input: x, target: t, weight: nil, reduction: .none)
        == Exact.binaryCrossEntropyBackward(
          dy, input: x, target: t, weight: nil, reduction: .none))
  }

  @Test("With every target ignored the mean is no number and the gradient is zero")
  func everyTargetIgnored() {
    let x = Tensor<Float>.random([3, 4], seed: 6)
    let target = Tensor<Int>(shape: [3], [-100, -100, -100])
    for kernels in [Fast.self, Exact.self] as [any Kernels<Float>.Type] {
      #expect(kernels.crossEntropy(x, target: target).scalars[0].isNaN)
      let gradient = kernels.crossEntropyBackward(
        .zeros([]) + 1, input: x, target: target, options: CrossEntropyOptions())
      #expect(gradient == .zeros([3, 4]))
    }
  }

  @Test("A class that doesn't count may be impossible")
  func impossibleClass() {
    let x = Tensor<Float>([[0, -.infinity, 1], [2, -.infinity, 1]])
    let target = Tensor<Int>(shape: [2], [0, 2])
    let weight = Tensor<Float>([1, 0, 2])
    for smoothing in [0, 0.1] as [Float] {
      let (fast, reference) = (
        Fast.crossEntropy(x, target: target, weight: weight, labelSmoothing: smoothing),
        Exact.crossEntropy(x, target: target, weight: weight, labelSmoothing: smoothing)
      )
      #expect(abs(fast.scalars[0] - reference.scalars[0]) < 1e-6)
    }
  }

  @Test("Nothing has a mean loss that is no number")
  func nothing() {
    let none = Tensor<Float>.zeros([0, 3])
    for kernels in [Fast.self, Exact.self] as [any Kernels<Float>.Type] {
      #expect(kernels.mse(none, target: none).scalars[0].isNaN)
      #expect(kernels.mse(none, target: none, reduction: .sum).scalars[0] == 0)
    }
  }

  // MARK: Whole numbers

  @Test("Rounding to 8 bits is the same, at halves, at the ends and for NaN")
  func quantize() {
    let values: [Float] = [
      0, 0.5, 1.5, 2.5, -0.5, -1.5, 126.5, 127.5, 1e9, -1e9, .infinity, -.infinity, .nan, 0.05,
      0.15, -12.75,
    ]
    let x = Tensor<Float>(shape: [2, 2, 4], values)
    for quantization in [
      Quantization(scale: 1), Quantization(scale: 0.1, zeroPoint: 5),
      Quantization(scales: [0.5, 0.3], zeroPoints: [1, 100], axis: 1),
      Quantization(scales: [1, 2, 3, 0.1], zeroPoints: [0, 1, 2, 3], axis: -1),
    ] {
      let signed = Fast.quantize(x, quantization: quantization, as: Int8.self)
      let unsigned = Fast.quantize(x, quantization: quantization, as: UInt8.self)
      #expect(signed == Exact.quantize(x, quantization: quantization, as: Int8.self))
      #expect(unsigned == Exact.quantize(x, quantization: quantization, as: UInt8.self))
      #expect(
        Fast.dequantize(signed, quantization: quantization)
          == Exact.dequantize(signed, quantization: quantization))
    }
  }

  @Test("The convolution in whole numbers is equal", arguments: PaddingMode.allCases)
  func conv2dInteger(_ mode: PaddingMode) {
    let x = Tensor<UInt8>(Tensor<Float>.randomWhole([2, 4, 7, 9], in: 0...255, seed: 1))
    let w = Tensor<Int8>(Tensor<Float>.randomWhole([6, 2, 3, 2], in: -128...127, seed: 2))
    let bias = Tensor<Int32>(shape: [6], [1, -2, 3, .max, 5, .min])
    for options in [
      ConvolutionOptions(padding: 1, paddingMode: mode, groups: 2),
      ConvolutionOptions(
        stride: [2, 3], padding: [2, 1, 0, 3], paddingMode: mode, dilation: 2, groups: 2),
    ] {
      for zeroPoints in [[-7], [1, 2, 3, -4, 5, -128]] {
        func sums(_ kernels: any Kernels<Float>.Type) -> Tensor<Int32> {
          kernels.conv2dInteger(
            x, inputZeroPoint: 131, weight: w, weightZeroPoints: zeroPoints, bias: bias,
            options: options)
        }
        let fast = sums(Fast.self)
        #expect(fast == sums(Exact.self))
        for threads in [1, 2, 7] { #expect(Fast.withThreads(threads) { sums(Fast.self) } == fast) }
        for factors in [[0.001], [0.001, 0.5, 0.25, 1, 2e-5, 3]] {
          #expect(
            Fast.requantize(fast, factors: factors, zeroPoint: 3, as: Int8.self)
              == Exact.requantize(fast, factors: factors, zeroPoint: 3, as: Int8.self))
        }
      }
    }
  }
}

extension Tensor where Scalar: QuantizedNumber {
  fileprivate init(_ wholeNumbers: Tensor<Float>) {
    self.init(shape: wholeNumbers.shape, wholeNumbers.scalars.map { Scalar($0) })
  }
}
