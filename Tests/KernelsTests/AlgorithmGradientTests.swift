import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

@testable import FastKernels

/// The gradients of `conv2d` on the table of the algorithms' edges: all at once, each alone, and that
/// by the input and that by the weight by every algorithm for it, forced.
@Suite struct AlgorithmGradientTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("Gradients equal the reference on whole numbers", arguments: ConvolutionCase.ofAlgorithms)
  func equalOnWholeNumbers(_ row: ConvolutionCase) {
    let (x, w) = (row.wholeNumbers[0], row.wholeNumbers[1])
    let dy = Tensor<Float>.randomWhole(row.geometry.outputShape, seed: 7)
    let fast = Fast.conv2dBackward(dy, input: x, weight: w, options: row.options)
    let reference = Reference.conv2dBackward(dy, input: x, weight: w, options: row.options)
    if Fast.inputGradientAlgorithm(for: row.geometry) != .winograd {
      #expect(fast.gradInput == reference.gradInput)
    }
    if Fast.weightGradientAlgorithm(for: row.geometry) != .winograd {
      #expect(fast.gradWeight == reference.gradWeight)
    }
    #expect(fast.gradBias == reference.gradBias)
    #expect(
      Fast.conv2dInputGradient(dy, weight: w, inputShape: x.shape, options: row.options)
        == fast.gradInput)
    #expect(
      Fast.conv2dWeightGradient(dy, input: x, weightShape: w.shape, options: row.options)
        == fast.gradWeight)
  }

  @Test(
    "Gradients are within their bounds on real numbers", arguments: ConvolutionCase.ofAlgorithms)
  func withinTheBound(_ row: ConvolutionCase) throws {
    let (x, w) = (row.realNumbers[0], row.realNumbers[1])
    let dy = Tensor<Float>.random(row.geometry.outputShape, seed: 8)
    let fast = Fast.conv2dBackward(dy, input: x, weight: w, options: row.options).all
    let agreements = try Agreement.ofEach([.init("fast", fast, by: .fast)]) {
      $0.conv2dBackward(dy, input: x, weight: w, options: row.options).all
    }
    for agreement in agreements { #expect(agreement.agrees, "\(agreement)") }
  }

  @Test(
    "Gradients have the same bits on 1, 2, 3 and 7 threads", arguments: ConvolutionCase.ofAlgorithms
  )
  func threadsDoNotChangeABit(_ row: ConvolutionCase) {
    let (x, w) = (row.realNumbers[0], row.realNumbers[1])
    let dy = Tensor<Float>.random(row.geometry.outputShape, seed: 8)
    func bits(_ threads: Int) -> [Tensor<UInt32>] {
      Fast.withThreads(threads) {
        Fast.conv2dBackward(dy, input: x, weight: w, options: row.options).all
      }.map { $0.map(\.bitPattern) }
    }
    let alone = bits(1)
    for threads in [2, 3, 7] { #expect(bits(threads) == alone) }
  }

  @Test(
    "The gradient by the input is right by every algorithm that can compute it",
    arguments: ConvolutionCase.ofAlgorithms)
  func everyAlgorithm(_ row: ConvolutionCase) throws {
    let w = row.wholeNumbers[1]
    let dy = Tensor<Float>.randomWhole(row.geometry.outputShape, seed: 9)
    let x = Tensor<Float>.zeros(row.input)
    let exact = Reference.conv2dBackward(dy, input: x, weight: w, options: row.options)
    for algorithm in Fast.Conv2dAlgorithm.allCases {
      guard let gradient = inputGradient(row, dy, w, by: algorithm) else { continue }
      if algorithm != .winograd { #expect(gradient == exact.gradInput, "\(algorithm)") }
      let agreement = try Agreement.ofEach(
        [
          .init(
            algorithm.rawValue, [gradient, exact.gradWeight, exact.gradBias],
            by: .algorithms([algorithm, .implicitGEMM]))
        ]
      ) { $0.conv2dBackward(dy, input: x, weight: w, options: row.options).all }[0]
      #expect(agreement.agrees, "\(agreement)")
    }
  }

  @Test(
    "The gradient by the weight is right by every algorithm that can compute it",
    arguments: ConvolutionCase.ofAlgorithms)
  func everyAlgorithmForTheWeight(_ row: ConvolutionCase) throws {
    let (x, w) = (row.wholeNumbers[0], row.wholeNumbers[1])
    let dy = Tensor<Float>.randomWhole(row.geometry.outputShape, seed: 9)
    let exact = Reference.conv2dBackward(dy, input: x, weight: w, options: row.options)
    let gradient = WeightGradient(PlainConvolution(row.geometry))
    for algorithm in Fast.Conv2dAlgorithm.allCases where gradient.supports(algorithm) {
      func compute(threads: Int) -> Tensor<Float> {
        Fast.withThreads(threads) {
          Fast.conv2dWeightGradient(
            dy, input: x, weightShape: w.shape, options: row.options, algorithm: algorithm)
        }
      }
      let gradWeight = compute(threads: 2)
      #expect(gradWeight.map(\.bitPattern) == compute(threads: 3).map(\.bitPattern))
      if algorithm != .winograd { #expect(gradWeight == exact.gradWeight, "\(algorithm)") }
      let agreement = try Agreement.ofEach(
        [
          .init(
            algorithm.rawValue, [exact.gradInput, gradWeight, exact.gradBias],
            by: .algorithms([.implicitGEMM, algorithm]))
        ]
      ) { $0.conv2dBackward(dy, input: x, weight: w, options: row.options).all }[1]
      #expect(agreement.agrees, "\(agreement)")
    }
  }

  /// The gradient by an algorithm, if it can compute all parts of it.
  private func inputGradient(
    _ row: ConvolutionCase, _ dy: Tensor<Float>, _ w: Tensor<Float>,
    by algorithm: Fast.Conv2dAlgorithm
  ) -> Tensor<Float>? {
    let parts = TapSum.backward(PlainConvolution(row.geometry))
    switch algorithm {
    case .implicitGEMM: break
    case .winograd: guard parts.allSatisfy({ $0.suits(Winograd4.self) }) else { return nil }
    case .winograd2x2: guard parts.allSatisfy({ $0.suits(Winograd2.self) }) else { return nil }
    case .depthwise: guard parts.allSatisfy(DepthwiseConvolution.supports) else { return nil }
    case .im2col, .direct: return nil
    }
    return Tensor(shape: row.input) { gradient in
      dy.withUnsafeScalars { dy in
        w.withUnsafeScalars { w in
          for part in parts where !dy.isEmpty {
            part.compute(
              by: algorithm, dy.baseAddress!, weight: w.baseAddress!, bias: nil,
              into: gradient.baseAddress!)
          }
        }
      }
    }
  }
}
