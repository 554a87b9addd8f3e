import Kernels
import KernelLadder
import ReferenceKernels
import Tensors
import Testing

@Suite("The ladder")
struct LadderTests {
  @Test("equals the reference on whole numbers", arguments: Rung.all, LadderCase.all)
  func wholeNumbers(rung: Rung, row: LadderCase) {
    guard row.isSupported(by: rung) else { return }
    let (x, w) = row.wholeNumbers
    let y = rung.conv2d(x, weight: w, stride: row.stride, padding: row.padding)
    let expected = row.reference(x, w)
    #expect(y.shape == expected.shape)
    #expect(y == expected)
  }

  @Test("is within the bound on real numbers", arguments: Rung.all, LadderCase.all)
  func realNumbers(rung: Rung, row: LadderCase) {
    guard row.isSupported(by: rung) else { return }
    let (x, w) = row.realNumbers
    let y = rung.conv2d(x, weight: w, stride: row.stride, padding: row.padding)
    let comparison = Comparison(
      y, exact: row.reference(Tensor<Double>(x), Tensor<Double>(w)),
      bound: rung.name == "winograd" ? WinogradBound.bound(x, w, row.padding) : row.bound(x, w))
    #expect(comparison.agrees, "\(String(describing: comparison.firstWrong))")
  }

  @Test("adds up to the same bits for any number of threads", arguments: LadderCase.all)
  func threads(row: LadderCase) {
    let (x, w) = row.realNumbers
    func bits(_ y: Tensor<Float>) -> [UInt32] { y.scalars.map(\.bitPattern) }
    let one = bits(Ladder.packed(x, weight: w, stride: row.stride, padding: row.padding))
    for threads in [1, 2, 3, 7] {
      let y = Ladder.threaded(
        x, weight: w, stride: row.stride, padding: row.padding, threads: threads)
      #expect(bits(y) == one, "\(threads) threads")
    }
  }

  @Test("has six rungs in order, and two algorithms beside it, each with a name of its own")
  func list() {
    #expect(Ladder.rungs.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(Ladder.beside.map(\.number) == [nil, nil])
    #expect(
      Rung.all.map(\.name) == [
        "naive", "reordered", "im2col", "registerTile", "packed", "threaded", "winograd",
        "fewChannels",
      ])
    #expect(Set(Rung.all.map(\.idea)).count == 8)
  }

  @Test("a rung refuses nothing; what stands beside says what it is for")
  func refusals() {
    for rung in Ladder.rungs {
      #expect(rung.refusal(weight: [2, 3, 4, 5], stride: 6) == nil)
    }
    let (winograd, direct) = (Ladder.beside[0], Ladder.beside[1])
    #expect(winograd.refusal(weight: [2, 3, 3, 3]) == nil)
    #expect(
      winograd.refusal(weight: [2, 3, 3, 2]) == "F(2×2, 3×3) is for kernels of 3×3, not 3×2")
    #expect(winograd.refusal(weight: [2, 3, 2, 3]) != nil)
    #expect(
      winograd.refusal(weight: [2, 3, 3, 3], stride: 2) == "F(2×2, 3×3) is for stride 1, not 2")
    #expect(direct.refusal(weight: [2, 3, 4, 5]) == nil)
    #expect(
      direct.refusal(weight: [2, 3, 4, 5], stride: 3)
        == "the direct convolution is for stride 1, not 3")
    for rung in Rung.all {
      #expect(
        rung.refusal(weight: [3, 3])
          == "the weight must be [OC, IC, KH, KW], 4 axes, but has 2")
    }
  }

  @Test("the columns of im2col, by hand")
  func columns() {
    let x = Tensor<Float>(shape: [1, 1, 2, 3], [1, 2, 3, 4, 5, 6])
    #expect(
      Ladder.columns(of: x, kernel: 2)
        == Tensor([[1, 2], [2, 3], [4, 5], [5, 6]]))
    // One place of padding all round, every other window: corners, and the middle of two sides.
    #expect(
      Ladder.columns(of: x, kernel: 2, stride: 2, padding: 1)
        == Tensor([[0, 0, 0, 5], [0, 0, 4, 6], [0, 2, 0, 0], [1, 3, 0, 0]]))
  }

  @Test("the limit is a number")
  func limit() {
    let limit = Ladder.multiplyAddLimit()
    #expect(limit > 0 && limit.isFinite)
  }
}

extension LadderCase {
  /// How far a plain sum may be off, whatever its order.
  func bound(_ x: Tensor<Float>, _ w: Tensor<Float>) -> Tensor<Double> {
    let terms = weight[1...].reduce(1, *)
    return reference(Tensor<Double>(x).map(abs), Tensor<Double>(w).map(abs))
      .map { ErrorBound.sumOfProducts(terms: terms, magnitude: $0) }
  }
}
