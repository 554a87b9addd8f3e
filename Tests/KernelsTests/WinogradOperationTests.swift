import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

/// Every operation that a Winograd convolution can be in, at sizes where it is chosen.
@Suite struct WinogradOperationTests {
  init() { TensorMemory.isPoisoned = true }

  /// An operation on x, w and b, whose algorithm must be Winograd's.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let apply: @Sendable (any Kernels<Float>.Type) -> Tensor<Float>

    init(_ name: String, _ apply: @escaping @Sendable (any Kernels<Float>.Type) -> Tensor<Float>) {
      testDescription = name
      self.apply = apply
    }
  }

  private static let x = Tensor<Float>.random([2, 32, 13, 18], seed: 1)
  private static let w = Tensor<Float>.random([40, 32, 3, 3], seed: 2)
  private static let b = Tensor<Float>.random([40], seed: 3)
  private static let dy = Tensor<Float>.random([2, 40, 13, 18], seed: 4)
  private static let same = ConvolutionOptions(padding: 1)

  static let cases: [Case] =
    [
      Case("conv2d") { $0.conv2d(x, weight: w, bias: b, options: same) },
      Case("conv2dReLU") { $0.conv2dReLU(x, weight: w, bias: b, options: same) },
      Case("convolve2d") { $0.convolve2d(x, weight: w, bias: b, options: same) },
      Case("conv2dBackward") {
        $0.conv2dBackward(dy, input: x, weight: w, options: same).gradInput
      },
      Case("convolve2dBackward") {
        $0.convolve2dBackward(dy, input: x, weight: w, options: same).gradInput
      },
      Case("conv2d with padding that differs on each side") {
        $0.conv2d(x, weight: w, bias: b, options: ConvolutionOptions(padding: [3, 0, 1, 5]))
      },
      Case("conv2d in two groups") {
        $0.conv2d(
          .random([2, 64, 14, 17], seed: 8), weight: .random([80, 32, 3, 3], seed: 5), bias: nil,
          options: ConvolutionOptions(padding: 1, groups: 2))
      },
      Case("conv3d of one plane") {
        $0.conv3d(
          x.reshaped([2, 32, 1, 13, 18]), weight: w.reshaped([40, 32, 1, 3, 3]), bias: b,
          options: ConvolutionOptions(padding: [0, 1, 1]))
      },
      Case("conv3dBackward of one plane") {
        $0.conv3dBackward(
          dy.reshaped([2, 40, 1, 13, 18]), input: x.reshaped([2, 32, 1, 13, 18]),
          weight: w.reshaped([40, 32, 1, 3, 3]), options: ConvolutionOptions(padding: [0, 1, 1])
        ).gradInput
      },
      Case("convTranspose2d") {
        $0.convTranspose2d(
          dy, weight: w, bias: .random([32], seed: 6),
          options: TransposedConvolutionOptions(padding: 1))
      },
      Case("convTranspose2d that isn't cut") {
        $0.convTranspose2d(dy, weight: w, bias: nil, options: TransposedConvolutionOptions())
      },
      Case("convTranspose2dBackward") {
        $0.convTranspose2dBackward(
          x, input: dy, weight: w, options: TransposedConvolutionOptions(padding: 1)
        ).gradInput
      },
    ]
    + [PaddingMode.reflect, .replicate, .circular].flatMap { mode in
      let options = ConvolutionOptions(padding: [2, 1, 0, 4], paddingMode: mode)
      return [
        Case("conv2d, \(mode)") { $0.conv2d(x, weight: w, bias: b, options: options) },
        Case("conv2dBackward, \(mode)") {
          $0.conv2dBackward(
            .random([2, 40, 13, 21], seed: 7), input: x, weight: w, options: options
          ).gradInput
        },
      ]
    }

  @Test("Fast by Winograd and the reference are within their bounds", arguments: cases)
  func withinTheBound(_ row: Case) throws {
    let agreement = try Agreement(of: [Reference.self, Fast.self], on: []) { kernels, _ in
      row.apply(kernels)
    }
    #expect(agreement.agrees, "\(agreement)")
    #expect(agreement.algorithm == "winograd")
    // What the bound allows is no wrong number: a hundredth of all would be one.
    let largest = try #require(agreement.parts[1].comparison.largest)
    #expect(largest.error > 1e-5 * largest.bound && largest.error < 0.1 * largest.bound)
  }

  @Test("Shifted by one place, each is out of its bound", arguments: cases)
  func shiftedIsCaught(_ row: Case) throws {
    let right = row.apply(Fast.self)
    let numbers = right.scalars
    let shifted = Tensor(shape: right.shape, numbers.dropFirst() + numbers.prefix(1))
    let agreement = try Agreement.ofEach([.init("shifted", [shifted], by: .fast)]) {
      [row.apply($0)]
    }[0]
    #expect(!agreement.agrees)
  }
}
