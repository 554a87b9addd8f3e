import Kernels
import RealModule
import ReferenceKernels
import Tensors

// From probabilities: log x is off by `function` units of itself, and so is log(1 − x), which is off by u
// besides where 1 − x is rounded first. A loss adds what has one sign; the slope (x − t)/(x·(1 − x)) is a
// quotient of single roundings.
//
// From logits: with L = log(1 + exp(−x)), a loss is (1 − t)·x + (1 + (p − 1)·t)·L, and its gradients are
// (1 − t) − (1 + (p − 1)·t)·σ(−x) and (p − 1)·L − x. Their parts may cancel, so it is the parts'
// magnitudes that count. L and σ(−x) are positive, and off by units of themselves; σ(−x) is 0 where exp(x)
// is beyond Float's range, instead of at most 1/(the largest Float).

extension Yardstick {
  static func binaryCrossEntropy(
    _ x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?, reduction: Reduction
  ) -> Tensor<Float> {
    func reference(_ reduction: Reduction) -> Tensor<Double> {
      Reference.binaryCrossEntropy(
        x.double, target: t.double, weight: weight?.double, reduction: reduction)
    }
    let losses = reference(.none)
    let each = Result(
      exact: losses,
      bound: roundings(ErrorBound.function + 5, losses.magnitudes)
        + roundings(1, factors(weight, x.shape).magnitudes))
    return note(reduced(reference(reduction), reduction, of: each))
  }

  static func binaryCrossEntropyBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?,
    reduction: Reduction
  ) -> LossGradients<Float> {
    let exact = Reference.binaryCrossEntropyBackward(
      dy.double, input: x.double, target: t.double, weight: weight?.double, reduction: reduction)
    let logarithms = x.double.map { x in (Double.log(x) + .log(onePlus: -x)).magnitude }
    return note(
      gradInput: Result(exact.gradInput, roundings: 8),
      gradTarget: Result(
        exact.gradTarget, terms: ErrorBound.function + 6,
        magnitude: reaching(dy, x.shape, reduction) * factors(weight, x.shape).magnitudes
          * logarithms.map { $0 + 1 }))
  }

  static func binaryCrossEntropyWithLogits(
    _ x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?,
    positiveWeight: Tensor<Float>?, reduction: Reduction
  ) -> Tensor<Float> {
    func reference(_ reduction: Reduction) -> Tensor<Double> {
      Reference.binaryCrossEntropyWithLogits(
        x.double, target: t.double, weight: weight?.double,
        positiveWeight: positiveWeight?.double, reduction: reduction)
    }
    let parts = LogitParts(x, t, positiveWeight)
    let weights = factors(weight, x.shape).magnitudes
    let magnitudes = weights * (parts.no * x.double.magnitudes + parts.weightOfLog * parts.log)
    // exp(−x) may be too small for a Float's digits before it meets a large weight.
    let steps = Double(Float.leastNonzeroMagnitude) * (weights * parts.weightOfLog)
    let each = Result(
      exact: reference(.none),
      bound: roundings(2 * ErrorBound.function + 6, magnitudes) + 2 * steps)
    return note(reduced(reference(reduction), reduction, of: each))
  }

  static func binaryCrossEntropyWithLogitsBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, target t: Tensor<Float>, weight: Tensor<Float>?,
    positiveWeight: Tensor<Float>?, reduction: Reduction
  ) -> LossGradients<Float> {
    let exact = Reference.binaryCrossEntropyWithLogitsBackward(
      dy.double, input: x.double, target: t.double, weight: weight?.double,
      positiveWeight: positiveWeight?.double, reduction: reduction)
    let parts = LogitParts(x, t, positiveWeight)
    let upstream = reaching(dy, x.shape, reduction) * factors(weight, x.shape).magnitudes
    let doubt = Reference.sigmoid(-1 * x.double)
    let ofInput = roundings(
      ErrorBound.function + 8, upstream * (parts.no + parts.weightOfLog * doubt))
    let overflow = 1 / Double(Float.greatestFiniteMagnitude)
    return note(
      gradInput: Result(
        exact: exact.gradInput, bound: ofInput + overflow * (upstream * parts.weightOfLog)),
      gradTarget: Result(
        exact.gradTarget, terms: 2 * ErrorBound.function + 8,
        magnitude: upstream * (parts.more * parts.log + x.double.magnitudes)))
  }

  /// Factors of the losses, repeated over the axes before their own; ones where none are given.
  fileprivate static func factors(_ weight: Tensor<Float>?, _ shape: [Int]) -> Tensor<Double> {
    let ones = Tensor<Double>(repeating: 1, shape: shape)
    guard let numbers = weight?.scalars, !numbers.isEmpty else { return ones }
    return Tensor(shape: shape, (0..<ones.count).map { Double(numbers[$0 % numbers.count]) })
  }
}

/// The magnitudes of what a cross-entropy from logits is made of.
private struct LogitParts {
  /// |1 − t|
  let no: Tensor<Double>
  /// |p − 1|
  let more: Tensor<Double>
  /// 1 + |p − 1|·|t|, what multiplies the logarithm
  let weightOfLog: Tensor<Double>
  /// L = log(1 + exp(−x))
  let log: Tensor<Double>

  init(_ x: Tensor<Float>, _ t: Tensor<Float>, _ positiveWeight: Tensor<Float>?) {
    no = t.double.map { t in (1 - t).magnitude }
    more = Yardstick.factors(positiveWeight, x.shape).map { p in (p - 1).magnitude }
    weightOfLog = more.zip(t.double) { more, t in 1 + more * t.magnitude }
    log = x.double.map { x in max(-x, 0) + .log(onePlus: .exp(-x.magnitude)) }
  }
}
