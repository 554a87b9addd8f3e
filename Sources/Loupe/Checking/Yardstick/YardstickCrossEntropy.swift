import Kernels
import ReferenceKernels
import Tensors

// With q, how much each logarithm p counts, and Q = Σ c q:
//
//     loss = −Σ c q·p             off by Σ c |q|·(error of p) + γ_{C+5}·Σ c |q·p|
//     dx   = (softmax·Q − q)·dy   off by (|Q|·(error of softmax) + γ_{C+8}·(softmax·|Q| + |q|))·|dy|
//
// A mean divides by a sum of N weights, which is off by γ_N of itself.

extension Yardstick {
  static func crossEntropy(
    _ x: Tensor<Float>, target: Tensor<Int>, options: CrossEntropyOptions<Float>
  ) -> Tensor<Float> {
    let shares = TargetShares(x, target, options)
    let logs = result { $0.logSoftmax(x, axis: 1) }
    let (p, ofP) = (logs.exact.reshaped(shares.q.shape), logs.bound.reshaped(shares.q.shape))
    var bound = Tensor<Double>.zeros(shares.sums.shape)
    // What doesn't count isn't multiplied: the error of log 0 is no number.
    shares.forEach { n, c, s, q in
      guard q != 0 else { return }
      bound[n, s] +=
        q * ofP[n, c, s]
        + ErrorBound.sumOfProducts(
          terms: shares.q.shape[1] + 5, magnitude: (q * p[n, c, s]).magnitude)
    }
    func reference(_ reduction: Reduction) -> Tensor<Double> {
      Reference.crossEntropy(
        x.double, target: target, options: CrossEntropyOptions(options, reduction: reduction))
    }
    return note(
      reduced(
        reference(options.reduction), options.reduction,
        of: Result(exact: reference(.none), bound: bound.reshaped(target.shape)),
        divisor: shares.divisor))
  }

  static func crossEntropyBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, target: Tensor<Int>,
    options: CrossEntropyOptions<Float>
  ) -> Tensor<Float> {
    let shares = TargetShares(x, target, options)
    let softmax = result { $0.softmax(x, axis: 1) }
    let y = softmax.exact.reshaped(shares.q.shape)
    let ofY = softmax.bound.reshaped(shares.q.shape)
    let reaching = reaching(
      dy, target.shape, options.reduction, divisor: shares.divisor
    ).reshaped(shares.sums.shape)
    let terms = shares.q.shape[1] + 8 + (options.reduction == .mean ? target.count : 0)
    var bound = Tensor<Double>.zeros(shares.q.shape)
    shares.forEach { n, c, s, q in
      let sum = shares.sums[n, s]
      let parts = sum * y[n, c, s] + q
      bound[n, c, s] =
        (sum * ofY[n, c, s] + ErrorBound.sumOfProducts(terms: terms, magnitude: parts))
        * reaching[n, s]
    }
    return note(
      Result(
        exact: Reference.crossEntropyBackward(
          dy.double, input: x.double, target: target,
          options: CrossEntropyOptions(options, reduction: options.reduction)),
        bound: bound.reshaped(x.shape)))
  }

  /// What another operation gives and its bound, without a note of it.
  private static func result(
    _ operation: (any Kernels<Float>.Type) -> Tensor<Float>
  ) -> Result {
    notes(of: operation).notes[0].results[0]
  }
}

/// |q|, how much each logarithm of a cross-entropy counts.
private struct TargetShares {
  /// `[N, C, S]`
  var q: Tensor<Double>
  /// Q, `[N, S]`
  var sums: Tensor<Double>
  /// What a mean divides by.
  var divisor = 0.0

  init(_ x: Tensor<Float>, _ target: Tensor<Int>, _ options: CrossEntropyOptions<Float>) {
    let geometry = CrossEntropyGeometry(x, target: target, options: options)
    q = .zeros(geometry.inputLines)
    sums = .zeros(geometry.targetLines)
    let t = target.reshaped(geometry.targetLines)
    let smoothing = Double(options.labelSmoothing)
    for n in 0..<geometry.pictures {
      for s in 0..<geometry.places where t[n, s] != options.ignoreIndex {
        for c in 0..<geometry.classes {
          let share = smoothing / Double(geometry.classes) + (c == t[n, s] ? 1 - smoothing : 0)
          q[n, c, s] = share * Double(options.weight?[c] ?? 1).magnitude
          sums[n, s] += q[n, c, s]
        }
        divisor += Double(options.weight?[t[n, s]] ?? 1)
      }
    }
  }

  func forEach(_ body: (_ n: Int, _ c: Int, _ s: Int, _ q: Double) -> Void) {
    for n in 0..<q.shape[0] {
      for c in 0..<q.shape[1] {
        for s in 0..<q.shape[2] { body(n, c, s, q[n, c, s]) }
      }
    }
  }
}

extension CrossEntropyOptions where Scalar == Double {
  /// The same options in Double, with another reduction.
  fileprivate init(_ options: CrossEntropyOptions<Float>, reduction: Reduction) {
    self.init(
      weight: options.weight?.double, ignoreIndex: options.ignoreIndex,
      labelSmoothing: Double(options.labelSmoothing), reduction: reduction)
  }
}
