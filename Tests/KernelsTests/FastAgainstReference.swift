import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors
import Testing

/// An operation on certain tensors with certain options, there for a reason.
///
/// One table for each chapter of the contract, in the files `FastAgainstReference…`; one suite holds
/// them all.
struct OperationCase: CustomTestStringConvertible, Sendable {
  typealias Apply =
    @Sendable (_ kernels: any Kernels<Float>.Type, _ tensors: [Tensor<Float>]) -> [Tensor<Float>]

  /// How the results are held against each other.
  enum Standard: Sendable {
    /// On whole numbers every order of the sums is exact, so the results must be equal; on real
    /// numbers each must be within the operation's own bound.
    case linear
    /// Each within the operation's own bound.
    case bounded
    /// Equal on whole numbers. There are infinities among the results, and no bound holds them.
    case infinite
  }

  let testDescription: String
  let standard: Standard
  /// The whole numbers from −4 to 4, and the real ones, on which it is done.
  let wholeNumbers: [Tensor<Float>]
  let realNumbers: [Tensor<Float>]
  /// Gives one result, or one for each gradient.
  let apply: Apply

  init(
    _ operation: String, _ reason: String, _ standard: Standard, _ shapes: [[Int]],
    _ apply: @escaping Apply
  ) {
    testDescription = "\(operation): \(reason)"
    self.standard = standard
    wholeNumbers = shapes.enumerated().map { .randomWhole($1, seed: UInt64($0 + 1)) }
    realNumbers = shapes.enumerated().map { .random($1, seed: UInt64($0 + 11)) }
    self.apply = apply
  }

  /// The same on other real numbers.
  init(
    _ operation: String, _ reason: String, on realNumbers: [Tensor<Float>],
    _ apply: @escaping Apply
  ) {
    testDescription = "\(operation): \(reason)"
    standard = .bounded
    (wholeNumbers, self.realNumbers) = ([], realNumbers)
    self.apply = apply
  }

  static let all =
    convolutions + volumeConvolutions + transposedConvolutions + pools + linearLayers + pads
    + activations + normalizations + losses + optimizers
}

extension WeightedGradients<Float> {
  var all: [Tensor<Float>] { [gradInput, gradWeight, gradBias] }
}

extension LossGradients<Float> {
  var all: [Tensor<Float>] { [gradInput, gradTarget] }
}

@Suite struct FastAgainstReferenceTests {
  /// Tensors in these tests start out as NaN, so that a number nobody wrote shows.
  init() { TensorMemory.isPoisoned = true }

  @Test(
    "Fast equals the reference on whole numbers",
    arguments: OperationCase.all.filter { $0.standard != .bounded })
  func equalOnWholeNumbers(_ row: OperationCase) throws {
    let fast = row.apply(Fast.self, row.wholeNumbers)
    let reference = row.apply(Reference<Float>.self, row.wholeNumbers)
    #expect(fast.count == reference.count)
    for part in reference.indices where fast[part] != reference[part] {
      // Only F(4×4), which divides by 24, may differ, and within its bound.
      let agreement = try Agreement(of: [Fast.self], on: row.wholeNumbers) {
        row.apply($0, $1)[part]
      }
      #expect(agreement.algorithm == "winograd" && agreement.agrees, "part \(part): \(agreement)")
    }
  }

  @Test(
    "Fast is within the operation's bound on real numbers",
    arguments: OperationCase.all.filter { $0.standard != .infinite })
  func withinTheBound(_ row: OperationCase) throws {
    let results = row.apply(Reference<Float>.self, row.realNumbers)
    for part in results.indices {
      let agreement = try Agreement(of: [Fast.self], on: row.realNumbers) {
        row.apply($0, $1)[part]
      }
      #expect(agreement.agrees, "part \(part): \(agreement)")
    }
  }

  @Test("Fast gives the same bits on 1, 2, 3 and 7 threads", arguments: OperationCase.all)
  func threadsDoNotChangeABit(_ row: OperationCase) {
    func bits(_ threads: Int) -> [Tensor<UInt32>] {
      Fast.withThreads(threads) { row.apply(Fast.self, row.realNumbers) }
        .map { $0.map(\.bitPattern) }
    }
    let alone = bits(1)
    for threads in [2, 3, 7] { #expect(bits(threads) == alone) }
  }
}
