import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import KernelLadder

@Suite("The convolution by waves")
struct FourierTests {
  /// How far it may be off: each of the three transforms adds to each wave a share of the whole that grows
  /// with its rounds, log₂ n of them along both axes together. Eight roundings a round is more than there are.
  private func bound(_ row: LadderCase, _ x: Tensor<Float>, _ w: Tensor<Float>) -> Double {
    func size(_ x: Tensor<Float>) -> Double { (x * x).sumInDouble().squareRoot() }
    let places = (0..<2).map { row.input[2 + $0] + 2 * row.padding }.reduce(1, *)
    let rounds = (Double(places).log2RoundedUp + 2) * 3
    return 8 * rounds * 0x1p-24 * size(x) * size(w) + 1e-30
  }

  @Test("is near the reference, whatever the sizes", arguments: LadderCase.all)
  func nearReference(row: LadderCase) {
    let (x, w) = row.realNumbers
    let y = Ladder.fourier(x, weight: w, stride: row.stride, padding: row.padding)
    let exact = row.reference(Tensor<Double>(x), Tensor<Double>(w))
    #expect(y.shape == exact.shape)
    let error = (Tensor<Double>(y) - exact).magnitudes.scalars.max() ?? 0
    #expect(error <= bound(row, x, w))
  }

  @Test("a kernel that is turned, or a picture that comes round, would be further off")
  func twins() {
    let (x, w) = (
      Tensor<Float>.random([1, 1, 8, 8], seed: 1), Tensor<Float>.random([1, 1, 3, 3], seed: 2)
    )
    let row = LadderCase("", x.shape, w.shape)
    let exact = row.reference(Tensor<Double>(x), Tensor<Double>(w))
    let turned = Tensor<Float>(shape: w.shape, w.scalars.reversed())
    let wrong = Tensor<Double>(Ladder.fourier(x, weight: turned)) - exact
    #expect(wrong.magnitudes.scalars.max()! > 1000 * bound(row, x, w))
    // With padding the windows at the rim would meet the other side if no zeros stood between.
    let padded = LadderCase("", x.shape, w.shape, padding: 1)
    let inZeros = padded.reference(Tensor<Double>(x), Tensor<Double>(w))
    let circular = Reference.conv2d(
      Tensor<Double>(x), weight: Tensor<Double>(w), padding: 1, paddingMode: .circular)
    let y = Tensor<Double>(Ladder.fourier(x, weight: w, padding: 1))
    #expect((y - inZeros).magnitudes.scalars.max()! <= bound(padded, x, w))
    #expect((y - circular).magnitudes.scalars.max()! > 1000 * bound(padded, x, w))
  }
}

extension Double {
  fileprivate var log2RoundedUp: Double { Double(exponent) + 1 }
}
