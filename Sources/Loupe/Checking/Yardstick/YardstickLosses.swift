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

  /// |dy| as it reaches each single loss through the reduction.
  static func reaching(
    _ dy: Tensor<Float>, _ shape: [Int], _ reduction: Reduction, divisor: Double? = nil
  ) -> Tensor<Double> {
    let each = dy.double.magnitudes
    return switch reduction {
    case .none: each
    case .sum: Tensor(repeating: each.sum(), shape: shape)
    case .mean:
      Tensor(repeating: each.sum() / (divisor ?? Double(shape.reduce(1, *))), shape: shape)
    }
  }

  static func note(gradInput: Result, gradTarget: Result) -> LossGradients<Float> {
    let rounded = note([gradInput, gradTarget])
    return LossGradients(gradInput: rounded[0], gradTarget: rounded[1])
  }
}
