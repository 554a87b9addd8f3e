import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import FastKernels
@testable import Loupe
/// The bound of the gradient by the weight, taken by Winograd's algorithm: honest sums are within it, and
/// sums with one mistake aren't.
@Suite struct WinogradGradientBoundTests {
  static let dy = Tensor<Float>.random([2, 3, 9, 11], seed: 5)

  private func gradientAgreement(
    _ gradWeight: Tensor<Float>, _ algorithm: Fast.Conv2dAlgorithm
  ) throws -> Agreement {
    let exact = Reference<Float>.conv2dBackward(
      Self.dy, input: WinogradBoundTests.x, weight: WinogradBoundTests.w,
      options: ConvolutionOptions(padding: 1))
    return try Agreement.ofEach([
      .init(
        "small", [exact.gradInput, gradWeight, exact.gradBias],
        by: .algorithms([.implicitGEMM, algorithm]))
    ]) {
      $0.conv2dBackward(
        Self.dy, input: WinogradBoundTests.x, weight: WinogradBoundTests.w,
        options: ConvolutionOptions(padding: 1)
      ).all
    }[1]
  }

  @Test(
    "A small Winograd's gradient by the weight is within the bound",
    arguments: WinogradBoundTests.algorithms)
  func honestGradient(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let small = SmallWinograd(try #require(WinogradTiles(of: algorithm)))
    let agreement = try gradientAgreement(
      small.weightGradient(Self.dy, WinogradBoundTests.x, padding: 1), algorithm)
    #expect(agreement.agrees, "\(agreement)")
    let largest = try #require(agreement.parts[0].comparison.largest)
    #expect(largest.error > 1e-4 * largest.bound)
  }

  @Test(
    "Any constant of the gradient that is off by a hundredth is out of the bound",
    arguments: WinogradBoundTests.algorithms)
  func constantsOfGradientOff(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let tiles = try #require(WinogradTiles(of: algorithm))
    for matrix in [\SmallWinograd.source, \.weight, \.result] {
      let numbers = SmallWinograd(tiles)[keyPath: matrix]
      for (row, column) in numbers.places where numbers[row][column] != 0 {
        var wrong = SmallWinograd(tiles)
        wrong[keyPath: matrix][row][column] *= 1.01
        let agreement = try gradientAgreement(
          wrong.weightGradient(Self.dy, WinogradBoundTests.x, padding: 1), algorithm)
        #expect(!agreement.agrees, "\(row), \(column): \(agreement)")
      }
    }
  }

  @Test(
    "A tile of the gradient that is misplaced or left out is out of the bound",
    arguments: WinogradBoundTests.algorithms)
  func tileOfGradientWrong(_ algorithm: Fast.Conv2dAlgorithm) throws {
    let tiles = try #require(WinogradTiles(of: algorithm))
    for moved in [(1, 0), (0, 1), (0, -1), (100, 100)] {
      var wrong = SmallWinograd(tiles)
      wrong.lastTileMoved = moved
      let agreement = try gradientAgreement(
        wrong.weightGradient(Self.dy, WinogradBoundTests.x, padding: 1), algorithm)
      #expect(!agreement.agrees, "\(agreement)")
    }
  }

  @Test(
    "What is too small for a Float's digits is within the gradient's bound",
    arguments: [(-147, 113), (-137, 100), (-66, -70), (113, -147)])
  func underflowOfGradient(ofGradient: Int, ofPicture: Int) throws {
    let x = WinogradBoundTests.x.map {
      $0 * Float(sign: .plus, exponent: ofPicture, significand: 1)
    }
    let dy = Self.dy.map { $0 * Float(sign: .plus, exponent: ofGradient, significand: 1) }
    let options = ConvolutionOptions(padding: 1)
    let exact = Reference<Float>.conv2dBackward(
      dy, input: x, weight: WinogradBoundTests.w, options: options)
    for algorithm in WinogradBoundTests.algorithms {
      let dw = Fast.conv2dWeightGradient(
        dy, input: x, weightShape: WinogradBoundTests.w.shape, options: options,
        algorithm: algorithm)
      let agreement = try Agreement.ofEach([
        .init(
          "fast", [exact.gradInput, dw, exact.gradBias],
          by: .algorithms([.implicitGEMM, algorithm]))
      ]) { $0.conv2dBackward(dy, input: x, weight: WinogradBoundTests.w, options: options).all }[1]
      #expect(agreement.agrees, "\(algorithm): \(agreement)")
    }
  }
}
