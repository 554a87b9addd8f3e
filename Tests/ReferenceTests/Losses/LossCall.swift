import Foundation
import Kernels
import ReferenceKernels
import Tensors

/// A loss that is taken number by number, or a penalty, and its gradients. The expected loss is the
/// definition; the expected gradients are its differences.
struct LossCall: Call {
  enum Operation { case mse, binaryCrossEntropy, withLogits, l1, l2 }

  let operation: Operation
  let reason: String
  var input = [3, 5]
  var reduction = Reduction.mean
  var hasWeight = false
  /// The shape of the positive weight.
  var positiveWeight: [Int]?
  var strength = 0.25

  var testDescription: String { "\(operation), \(reduction): \(reason)" }
  var tolerance: Double { 1e-9 }

  /// Probabilities well inside of 0 and 1, or numbers away from the kink at 0.
  var x: Tensor<Double> {
    operation == .binaryCrossEntropy
      ? .random(input, in: 0.25...0.75, seed: 1)
      : Tensor<Double>.random(input, in: -3...3, seed: 1).map { x in x < 0 ? x - 0.125 : x + 0.125 }
  }
  var target: Tensor<Double> { .random(input, in: 0...1, seed: 2) }
  var weight: Tensor<Double>? { hasWeight ? .random(input, in: 0.5...2, seed: 3) : nil }
  var positive: Tensor<Double>? { positiveWeight.map { .random($0, in: 0.5...3, seed: 4) } }
  var isPenalty: Bool { operation == .l1 || operation == .l2 }
  var dy: Tensor<Double> {
    .random(reduction == .none && !isPenalty ? input : [], in: 0.5...2, seed: 5)
  }

  /// The loss at each place, and their reduction.
  private func definition(_ x: Tensor<Double>, _ t: Tensor<Double>) -> Tensor<Double> {
    let (weights, positives) = (weight?.scalars, positive?.scalars)
    let losses = x.scalars.indices.map { i in
      let (x, t) = (x.scalars[i], t.scalars[i])
      let weight = weights?[i] ?? 1
      let p = positives.map { $0[i % $0.count] } ?? 1
      let probability = 1 / (1 + exp(-x))
      switch operation {
      case .mse: return pow(x - t, 2)
      case .binaryCrossEntropy: return -weight * (t * log(x) + (1 - t) * log(1 - x))
      case .withLogits:
        return -weight * (p * t * log(probability) + (1 - t) * log(1 - probability))
      case .l1: return strength * abs(x)
      case .l2: return strength * x * x
      }
    }
    let sum = losses.reduce(0, +)
    if isPenalty { return Tensor<Double>(shape: [], [sum]) }
    return switch reduction {
    case .none: Tensor<Double>(shape: x.shape, losses)
    case .sum: Tensor<Double>(shape: [], [sum])
    case .mean: Tensor<Double>(shape: [], [sum / Double(losses.count)])
    }
  }

  var expected: Answer {
    var answer = [
      "output": definition(x, target),
      "gradInput": differences(of: { definition($0, target) }, at: x, along: dy),
    ]
    if !isPenalty {
      answer["gradTarget"] = differences(of: { definition(x, $0) }, at: target, along: dy)
    }
    return answer
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let (x, target, dy) = (Tensor<Scalar>(x), Tensor<Scalar>(target), Tensor<Scalar>(dy))
    var answer = backward(dy, x, target)
    answer["output"] = Tensor<Double>(forward(x, target))
    return answer
  }

  func forward<Scalar: RealNumber>(
    _ x: Tensor<Scalar>, _ target: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let weight = weight.map { Tensor<Scalar>($0) }
    switch operation {
    case .mse: return Reference.mse(x, target: target, reduction: reduction)
    case .binaryCrossEntropy:
      return Reference.binaryCrossEntropy(x, target: target, weight: weight, reduction: reduction)
    case .withLogits:
      return Reference.binaryCrossEntropyWithLogits(
        x, target: target, weight: weight, positiveWeight: positive.map { Tensor<Scalar>($0) },
        reduction: reduction)
    case .l1: return Reference.l1Penalty(x, strength: Scalar(strength))
    case .l2: return Reference.l2Penalty(x, strength: Scalar(strength))
    }
  }

  func backward<Scalar: RealNumber>(
    _ dy: Tensor<Scalar>, _ x: Tensor<Scalar>, _ target: Tensor<Scalar>
  ) -> Answer {
    let weight = weight.map { Tensor<Scalar>($0) }
    switch operation {
    case .mse:
      return Answer(Reference.mseBackward(dy, input: x, target: target, reduction: reduction))
    case .binaryCrossEntropy:
      return Answer(
        Reference.binaryCrossEntropyBackward(
          dy, input: x, target: target, weight: weight, reduction: reduction))
    case .withLogits:
      return Answer(
        Reference.binaryCrossEntropyWithLogitsBackward(
          dy, input: x, target: target, weight: weight,
          positiveWeight: positive.map { Tensor<Scalar>($0) }, reduction: reduction))
    case .l1:
      let dw = Reference.l1PenaltyBackward(dy, weight: x, strength: Scalar(strength))
      return ["gradInput": Tensor<Double>(dw)]
    case .l2:
      let dw = Reference.l2PenaltyBackward(dy, weight: x, strength: Scalar(strength))
      return ["gradInput": Tensor<Double>(dw)]
    }
  }

  static let all =
    Reduction.allCases.flatMap { reduction in
      [
        LossCall(operation: .mse, reason: "a matrix", reduction: reduction),
        LossCall(operation: .mse, reason: "a picture", input: [2, 1, 3, 2], reduction: reduction),
        LossCall(operation: .binaryCrossEntropy, reason: "a matrix", reduction: reduction),
        LossCall(
          operation: .binaryCrossEntropy, reason: "a weight for each loss", reduction: reduction,
          hasWeight: true),
        LossCall(operation: .withLogits, reason: "a matrix", reduction: reduction),
        LossCall(
          operation: .withLogits, reason: "a weight for each loss", reduction: reduction,
          hasWeight: true),
        LossCall(
          operation: .withLogits, reason: "a positive weight for each column", reduction: reduction,
          positiveWeight: [5]),
        LossCall(
          operation: .withLogits, reason: "one positive weight", reduction: reduction,
          positiveWeight: []),
        LossCall(
          operation: .withLogits, reason: "a positive weight for each number, and a weight",
          input: [2, 3, 2], reduction: reduction, hasWeight: true, positiveWeight: [2, 3, 2]),
        LossCall(
          operation: .withLogits, reason: "a positive weight over the last two axes",
          input: [2, 3, 2], reduction: reduction, positiveWeight: [3, 2]),
      ]
    } + [
      LossCall(operation: .l1, reason: "a weight with four axes", input: [3, 2, 1, 2]),
      LossCall(operation: .l1, reason: "another strength", strength: 2),
      LossCall(operation: .l2, reason: "a weight with four axes", input: [3, 2, 1, 2]),
      LossCall(operation: .l2, reason: "another strength", strength: 2),
    ]
}
