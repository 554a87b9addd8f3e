import Kernels
import ReferenceKernels
import Tensors

// Each single loss has a bound of its own; reduced, their bounds add up, and the sum has γₙ·Σ|loss|
// besides. A mean divides both. Gradients are a few roundings of what they are made of.

extension Yardstick {
  static func mse(
    _ x: Tensor<Float>, target t: Tensor<Float>, reduction: Reduction
  ) -> Tensor<Float> {
    let losses = Reference.mse(x.double, target: t.double, reduction: .none)
    return note(
      reduced(
        Reference.mse(x.double, target: t.double, reduction: reduction), reduction,
        of: Result(losses, roundings: 4)))
  }

  static func mseBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, target t: Tensor<Float>, reduction: Reduction
  ) -> LossGradients<Float> {
    let exact = Reference.mseBackward(
      dy.double, input: x.double, target: t.double, reduction: reduction)
    return note(
      gradInput: Result(exact.gradInput, roundings: 5),
      gradTarget: Result(exact.gradTarget, roundings: 5))
  }

  // log x is off by function·u·|log x|, and log(1 − x) by that and, where 1 − x is rounded first, by
  // u/(1 − x) at most.

  static func binaryCrossEntropy(
    _ x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?, reduction: Reduction
  ) -> Tensor<Float> {
    func reference(_ t: Tensor<Double>, _ reduction: Reduction) -> Tensor<Double> {
      Reference.binaryCrossEntropy(
        x.double, target: t, weight: weight?.double, reduction: reduction)
    }
    let losses = Result(
      exact: reference(t.double, .none),
      bound: roundings(ErrorBound.function + 5, reference(t.double, .none).magnitudes)
        + roundings(1, weight?.double.magnitudes ?? x.double.map { _ in 1 }))
    return note(reduced(reference(t.double, reduction), reduction, of: losses))
  }

  static func binaryCrossEntropyBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?,
    reduction: Reduction
  ) -> LossGradients<Float> {
    let exact = Reference.binaryCrossEntropyBackward(
      dy.double, input: x.double, target: t.double, weight: weight?.double, reduction: reduction)
    let far = Reference.binaryCrossEntropyBackward(
      dy.double.magnitudes, input: x.double, target: x.double.map { x in x < 0.5 ? 1 : 0 },
      weight: weight?.double.magnitudes, reduction: reduction)
    return note(
      gradInput: Result(exact.gradInput, terms: 8, magnitude: far.gradInput.magnitudes),
      gradTarget: Result(
        exact.gradTarget, terms: 2 * ErrorBound.function + 4, magnitude: far.gradInput.magnitudes))
  }

  // log(1 + exp(−x)) is off by a few units of itself and of exp(−|x|); both are positive.

  static func binaryCrossEntropyWithLogits(
    _ x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?,
    positiveWeight: Tensor<Float>?, reduction: Reduction
  ) -> Tensor<Float> {
    func reference(
      _ x: Tensor<Double>, _ t: Tensor<Double>, _ reduction: Reduction
    ) -> Tensor<Double> {
      Reference.binaryCrossEntropyWithLogits(
        x, target: t, weight: weight?.double, positiveWeight: positiveWeight?.double,
        reduction: reduction)
    }
    // The two parts of a loss have different signs: for what they are made of, take both at −|x|.
    let parts = reference(-1 * x.double.magnitudes, t.double.map { _ in 1 }, .none).magnitudes
    let each = Result(
      exact: reference(x.double, t.double, .none),
      bound: roundings(
        2 * ErrorBound.function + 6, parts + reference(x.double, t.double, .none).magnitudes))
    return note(reduced(reference(x.double, t.double, reduction), reduction, of: each))
  }

  static func binaryCrossEntropyWithLogitsBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?,
    positiveWeight: Tensor<Float>?, reduction: Reduction
  ) -> LossGradients<Float> {
    func reference(_ x: Tensor<Double>, _ t: Tensor<Double>) -> LossGradients<Double> {
      Reference.binaryCrossEntropyWithLogitsBackward(
        dy.double, input: x, target: t, weight: weight?.double,
        positiveWeight: positiveWeight?.double, reduction: reduction)
    }
    let exact = reference(x.double, t.double)
    let (yes, no) = (
      reference(-1 * x.double.magnitudes, x.double.map { _ in 1 }),
      reference(x.double.magnitudes, x.double.map { _ in 0 })
    )
    return note(
      gradInput: Result(
        exact.gradInput, terms: ErrorBound.function + 8,
        magnitude: yes.gradInput.magnitudes + no.gradInput.magnitudes),
      gradTarget: Result(
        exact.gradTarget, terms: 2 * ErrorBound.function + 8,
        magnitude: yes.gradTarget.magnitudes + no.gradTarget.magnitudes
          + exact.gradTarget.magnitudes))
  }

  static func l1Penalty(_ w: Tensor<Float>, strength: Float) -> Tensor<Float> {
    note(Result(Reference.l1Penalty(w.double, strength: Double(strength)), roundings: w.count + 1))
  }

  static func l1PenaltyBackward(
    _ dy: Tensor<Float>, weight w: Tensor<Float>, strength: Float
  ) -> Tensor<Float> {
    note(
      Result(
        Reference.l1PenaltyBackward(dy.double, weight: w.double, strength: Double(strength)),
        roundings: 2))
  }

  static func l2Penalty(_ w: Tensor<Float>, strength: Float) -> Tensor<Float> {
    note(Result(Reference.l2Penalty(w.double, strength: Double(strength)), roundings: w.count + 2))
  }

  static func l2PenaltyBackward(
    _ dy: Tensor<Float>, weight w: Tensor<Float>, strength: Float
  ) -> Tensor<Float> {
    note(
      Result(
        Reference.l2PenaltyBackward(dy.double, weight: w.double, strength: Double(strength)),
        roundings: 3))
  }

  /// A loss after its reduction, from the bound of each single one.
  static func reduced(
    _ exact: Tensor<Double>, _ reduction: Reduction, of each: Result, divisor: Double? = nil
  ) -> Result {
    let count = each.exact.count
    let sum =
      each.bound.sum()
      + ErrorBound.sumOfProducts(terms: 2 * count + 1, magnitude: each.exact.magnitudes.sum())
    return switch reduction {
    case .none: each
    case .sum: Result(exact: exact, bound: Tensor(shape: [], [sum]))
    case .mean:
      Result(exact: exact, bound: Tensor(shape: [], [sum / (divisor ?? Double(count))]))
    }
  }

  private static func note(gradInput: Result, gradTarget: Result) -> LossGradients<Float> {
    let rounded = note([gradInput, gradTarget])
    return LossGradients(gradInput: rounded[0], gradTarget: rounded[1])
  }
}
