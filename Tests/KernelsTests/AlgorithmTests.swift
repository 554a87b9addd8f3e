import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

/// Every algorithm of `conv2d`, forced, on the shared table and on the table of its edges.
@Suite struct AlgorithmTests {
  /// Tensors in these tests start out as NaN, so that a number nobody wrote shows.
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "Every algorithm equals the reference on whole numbers",
    arguments: ConvolutionCase.ofAlgorithms)
  func equalOnWholeNumbers(_ row: ConvolutionCase) {
    let reference = row.apply(Reference.self, row.wholeNumbers)
    // F(4×4) divides by 24, so only its bound holds for it.
    for algorithm in row.algorithms where algorithm != .winograd {
      let result = row.apply(algorithm, row.wholeNumbers)
      #expect(result == reference, "\(algorithm)")
    }
  }

  @Test(
    "Every algorithm is within its bound on real and on whole numbers",
    arguments: ConvolutionCase.all + ConvolutionCase.ofAlgorithms)
  func withinItsBound(_ row: ConvolutionCase) throws {
    for tensors in [row.realNumbers, row.wholeNumbers] {
      let agreement = try Agreement.ofEach(
        row.algorithms.map { algorithm in
          .init(
            algorithm.rawValue, [row.apply(algorithm, tensors)], by: .algorithms([algorithm]))
        }
      ) { [row.apply($0, tensors)] }[0]
      #expect(agreement.agrees, "\(agreement)")
    }
  }

  @Test(
    "Every algorithm gives the same bits on 1, 2, 3 and 7 threads",
    arguments: ConvolutionCase.ofAlgorithms)
  func threadsDoNotChangeABit(_ row: ConvolutionCase) {
    for algorithm in row.algorithms {
      func bits(_ threads: Int) -> Tensor<UInt32> {
        Fast.withThreads(threads) { row.apply(algorithm, row.realNumbers) }.map(\.bitPattern)
      }
      let alone = bits(1)
      for threads in [2, 3, 7] { #expect(bits(threads) == alone, "\(algorithm)") }
    }
  }

  @Test("The tables reach every algorithm, and the choice is among those that can")
  func everyAlgorithmIsReached() {
    let rows = ConvolutionCase.all + ConvolutionCase.ofAlgorithms
    for algorithm in Fast.Conv2dAlgorithm.allCases {
      #expect(rows.contains { $0.algorithms.contains(algorithm) }, "\(algorithm)")
    }
    for row in rows { #expect(row.algorithms.contains(Fast.algorithm(for: row.geometry))) }
    #expect(rows.contains { Fast.algorithm(for: $0.geometry) == .winograd })
    #expect(rows.contains { Fast.algorithm(for: $0.geometry) == .depthwise })
    #expect(rows.contains { Fast.weightGradientAlgorithm(for: $0.geometry) == .winograd })
    #expect(rows.contains { Fast.weightGradientAlgorithm(for: $0.geometry) == .im2col })
    #expect(rows.contains { Fast.inputGradientAlgorithm(for: $0.geometry) == .winograd })
  }

  @Test("Winograd supports 3×3 with stride 1 and no dilation, and nothing else")
  func support() {
    for row in ConvolutionCase.all + ConvolutionCase.ofAlgorithms {
      let isWinograds =
        row.weight.suffix(2) == [3, 3] && row.stride == [1, 1] && row.dilation == [1, 1]
      for algorithm in [Fast.Conv2dAlgorithm.winograd, .winograd2x2] {
        #expect(algorithm.supports(row.geometry) == isWinograds, "\(row.reason)")
      }
    }
  }

  @Test(
    "An algorithm that can't compute a convolution stops with a message that says so",
    arguments: [Fast.Conv2dAlgorithm.winograd, .winograd2x2].map(\.rawValue))
  func unsupported(_ name: String) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [name = name as String] in
      _ = Fast.conv2d(
        .zeros([1, 2, 7, 6]), weight: .zeros([3, 2, 3, 3]), bias: nil,
        options: ConvolutionOptions(stride: [1, 2]),
        algorithm: Fast.Conv2dAlgorithm(rawValue: name)!)
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      message.contains(
        "the algorithm \(name) can't compute a convolution of input [1, 2, 7, 6] with weight "
          + "[3, 2, 3, 3]"))
  }
}

extension ConvolutionCase {
  var geometry: Conv2dGeometry {
    Conv2dGeometry(stoppingUnlessFits: input, weight: weight, bias: nil, options: options)
  }

  /// The algorithms that can compute it.
  var algorithms: [Fast.Conv2dAlgorithm] {
    Fast.Conv2dAlgorithm.allCases.filter { $0.supports(geometry) }
  }

  func apply(_ algorithm: Fast.Conv2dAlgorithm, _ tensors: [Tensor<Float>]) -> Tensor<Float> {
    Fast.conv2d(
      tensors[0], weight: tensors[1], bias: hasBias ? tensors[2] : nil, options: options,
      algorithm: algorithm)
  }
}
