import Kernels
import Tensors
import Testing

@testable import Loupe

@Suite struct ComparisonTests {
  let exact = Tensor<Double>([[1, 2], [3, 4]])
  let bound = Tensor<Double>(repeating: 0.5, shape: [2, 2])

  func compare(_ computed: Tensor<Float>) -> Comparison {
    Comparison(computed, exact: exact, bound: bound)
  }

  @Test("Numbers on the bound agree, the next one beyond it doesn't")
  func bounds() {
    #expect(compare(Tensor([[1.5, 2], [3, 3.5]])).agrees)
    #expect(!compare(Tensor([[Float(1.5).nextUp, 2], [3, 4]])).agrees)
  }

  @Test("The first wrong place is named with both values, the bound and how many are wrong")
  func firstWrong() {
    let result = compare(Tensor([[1, 9], [3, 7]]))
    #expect(result.wrong == 2)
    #expect(
      result.firstWrong == Comparison.Entry(place: [0, 1], computed: 9, exact: 2, bound: 0.5))
    #expect(result.largest?.place == [0, 1])
  }

  @Test("A NaN never agrees, and an infinity doesn't with a number")
  func notANumber() {
    #expect(!compare(Tensor([[1, .nan], [3, 4]])).agrees)
    #expect(compare(Tensor([[1, .nan], [3, 4]])).largest?.place == [0, 1])
    #expect(!compare(Tensor([[1, 2], [3, .infinity]])).agrees)
  }

  @Test("An infinity agrees with itself and with a number beyond Float's range")
  func infinity() {
    func compare(_ computed: Float, _ exact: Double) -> Comparison {
      Comparison(Tensor([computed]), exact: Tensor([exact]), bound: Tensor([.nan]))
    }
    #expect(compare(-.infinity, -.infinity).agrees)
    #expect(compare(.infinity, 1e39).agrees)
    #expect(compare(.infinity, 1e39).largest?.error == 0)
    #expect(!compare(.infinity, 1e38).agrees)
    #expect(!compare(.infinity, -.infinity).agrees)
    #expect(!compare(1, 1).agrees)
  }

  @Test("Zeros, a short result and another shape with the same numbers don't agree")
  func wrongResults() {
    #expect(!compare(.zeros([2, 2])).agrees)
    #expect(compare(Tensor([[1, 2]])).shapes?.exact == [2, 2])
    #expect(!compare(Tensor([1, 2, 3, 4])).agrees)
  }

  @Test("γₙ is n·u / (1 − n·u)")
  func gamma() {
    #expect(ErrorBound.gamma(0, unit: ErrorBound.floatUnit) == 0)
    #expect(ErrorBound.gamma(1, unit: 0.25) == 0.25 / 0.75)
    #expect(ErrorBound.gamma(1 << 23, unit: ErrorBound.floatUnit) == 1)
  }

  @Test("The unit is half the gap between 1 and the next Float")
  func unit() {
    #expect(ErrorBound.floatUnit == Double(Float(1).ulp) / 2)
    #expect(ErrorBound.doubleUnit == Double(1).ulp / 2)
  }
}

/// The check itself must fail where it should.
@Suite struct AgreementTests {
  /// Right, but for one number that is off by a little more than the bound allows.
  func slightlyOff() -> Tensor<Float> {
    var y = Reference.conv2d(x, weight: w)
    let terms = Double(w.shape[1] * w.shape[2] * w.shape[3])
    y[0, 0, 1, 1] *= Float(1 + 4 * terms * ErrorBound.floatUnit)
    return y
  }

  let x = Tensor<Float>.random([1, 3, 6, 5], in: 0...1, seed: 1)
  let w = Tensor<Float>.random([2, 3, 3, 2], in: 0...1, seed: 2)

  @Test("One number out of its bound is found and placed")
  func oneNumberOff() throws {
    let agreement = try Agreement(
      of: [
        .init("reference", [Reference.conv2d(x, weight: w)]),
        .init("slightly off", [slightlyOff()]),
      ],
      exactly: { $0.conv2d(x, weight: w) })
    #expect(!agreement.agrees)
    #expect(agreement.parts[0].comparison.agrees)
    #expect(agreement.parts[1].comparison.wrong == 1)
    #expect(agreement.parts[1].comparison.firstWrong?.place == [0, 0, 1, 1])
  }

  @Test("The bound of a sum that is known: n + 1 terms with a bias")
  func boundWithBias() throws {
    let one = Tensor<Float>(repeating: 1, shape: [1, 1, 2, 2])
    let agreement = try Agreement(of: [Fast.self], on: [one, one, Tensor([1])]) {
      $0.conv2d($1[0], weight: $1[1], bias: $1[2])
    }
    let expected = ErrorBound.sumOfProducts(terms: 5, magnitude: 5)
    #expect(agreement.parts[0].comparison.largest?.bound == expected)
  }

  @Test("An operation of two calls, of none, or with a changed result is refused")
  func notOneOperation() {
    #expect(throws: CheckError.notOneOperation(calls: 2)) {
      try Agreement(of: [Fast.self], on: [x, w]) { kernels, t in
        _ = kernels.conv2d(t[0], weight: t[1])
        return kernels.conv2d(t[0], weight: t[1])
      }
    }
    #expect(throws: CheckError.notOneOperation(calls: 0)) {
      try Agreement(of: [Fast.self], on: [x, w]) { _, t in t[0] }
    }
    #expect(throws: CheckError.resultChanged) {
      try Agreement(of: [Fast.self], on: [x, w]) { kernels, t in
        kernels.conv2d(t[0], weight: t[1]) + 1
      }
    }
  }
}
