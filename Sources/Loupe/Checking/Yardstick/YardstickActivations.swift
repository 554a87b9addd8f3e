import Kernels
import RealModule
import ReferenceKernels
import Tensors

// Most activations are a few roundings of their own magnitude; an exp counts for several.
//
// Softmax: the argument x − m is rounded, by u·|x − m|, and exp makes that a relative error; the sum S has
// the errors of its terms, each at most u·|x[j] − m|·exp(x[j] − m) ≤ u, and γₙ of its own. Together
// y is off by at most y·(u·|x − m| + (2n + 2·function + 2)·u).
//
// Sigmoid: below −88.7 exp(−x) is beyond Float's range, and 1/∞ is 0 where the exact share is at most
// 1/(the largest Float).

extension Yardstick {
  static func relu(_ x: Tensor<Float>) -> Tensor<Float> {
    note(Result(equal: Reference.relu(x.double)))
  }

  static func reluBackward(_ dy: Tensor<Float>, input x: Tensor<Float>) -> Tensor<Float> {
    note(Result(equal: Reference.reluBackward(dy.double, input: x.double)))
  }

  static func leakyRelu(_ x: Tensor<Float>, negativeSlope: Float) -> Tensor<Float> {
    note(
      Result(Reference.leakyRelu(x.double, negativeSlope: Double(negativeSlope)), roundings: 1))
  }

  static func leakyReluBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, negativeSlope: Float
  ) -> Tensor<Float> {
    note(
      Result(
        Reference.leakyReluBackward(
          dy.double, input: x.double, negativeSlope: Double(negativeSlope)),
        roundings: 1))
  }

  static func elu(_ x: Tensor<Float>, alpha: Float) -> Tensor<Float> {
    note(
      Result(
        Reference.elu(x.double, alpha: Double(alpha)), roundings: ErrorBound.function + 1))
  }

  static func eluBackward(
    _ dy: Tensor<Float>, input x: Tensor<Float>, alpha: Float
  ) -> Tensor<Float> {
    note(
      Result(
        Reference.eluBackward(dy.double, input: x.double, alpha: Double(alpha)),
        roundings: ErrorBound.function + 2,
        // exp(x) and α·exp(x), if too small for a Float's digits, before they meet dy.
        steps: dy.double.magnitudes.map { (1 + Double(alpha.magnitude)) * $0 }))
  }

  static func sigmoid(_ x: Tensor<Float>) -> Tensor<Float> {
    let exact = Reference.sigmoid(x.double)
    return note(
      Result(
        exact: exact,
        bound: roundings(ErrorBound.function + 2, exact).map {
          $0 + 1 / Double(Float.greatestFiniteMagnitude)
        }))
  }

  static func sigmoidBackward(
    _ dy: Tensor<Float>, output y: Tensor<Float>
  ) -> Tensor<Float> {
    note(Result(Reference.sigmoidBackward(dy.double, output: y.double), roundings: 3))
  }

  static func tanh(_ x: Tensor<Float>) -> Tensor<Float> {
    note(Result(Reference.tanh(x.double), roundings: ErrorBound.function))
  }

  static func tanhBackward(_ dy: Tensor<Float>, output y: Tensor<Float>) -> Tensor<Float> {
    // 1 − y² is a difference of numbers up to 1, so its error doesn't shrink with it.
    note(
      Result(
        Reference.tanhBackward(dy.double, output: y.double), terms: 3,
        magnitude: dy.double.magnitudes))
  }

  static func softmax(_ x: Tensor<Float>, axis: Int) -> Tensor<Float> {
    let exact = Reference.softmax(x.double, axis: axis)
    let roundings = 2 * size(of: x, axis) + 2 * ErrorBound.function + 2
    let bound = exact.zip(belowMaximum(x, axis)) { y, below in
      // Where x is −∞ so is `below`, and y is 0 without any error.
      ErrorBound.sumOfProducts(terms: roundings, magnitude: y)
        + (y == 0 ? 0 : ErrorBound.floatUnit * below * y)
    }
    return note(Result(exact: exact, bound: bound))
  }

  static func softmaxBackward(
    _ dy: Tensor<Float>, output y: Tensor<Float>, axis: Int
  ) -> Tensor<Float> {
    let (shares, magnitude) = (y.double.magnitudes, dy.double.magnitudes)
    return note(
      Result(
        Reference.softmaxBackward(dy.double, output: y.double, axis: axis),
        terms: size(of: dy, axis) + 3,
        magnitude: shares * (magnitude + lineSums(magnitude * shares, axis))))
  }

  static func logSoftmax(_ x: Tensor<Float>, axis: Int) -> Tensor<Float> {
    let exact = Reference.logSoftmax(x.double, axis: axis)
    let roundings = 2 * size(of: x, axis) + 2 * ErrorBound.function + 2
    // log S is off by S's relative error and by the function's; 1 covers the former.
    let bound = exact.zip(belowMaximum(x, axis)) { y, below in
      ErrorBound.sumOfProducts(terms: roundings, magnitude: 1 + y.magnitude)
        + 2 * ErrorBound.floatUnit * below
    }
    return note(Result(exact: exact, bound: bound))
  }

  static func logSoftmaxBackward(
    _ dy: Tensor<Float>, output y: Tensor<Float>, axis: Int
  ) -> Tensor<Float> {
    let shares = y.double.map { Double.exp($0) }
    return note(
      Result(
        Reference.logSoftmaxBackward(dy.double, output: y.double, axis: axis),
        terms: size(of: dy, axis) + ErrorBound.function + 2,
        magnitude: dy.double.magnitudes + shares * lineSums(dy.double.magnitudes, axis)))
  }

  /// n, the size along an axis.
  private static func size(of x: Tensor<Float>, _ axis: Int) -> Int {
    AxisLines(stoppingUnlessIn: x.shape, axis: axis).size
  }

  /// |x − m| with the maximum m along an axis.
  private static func belowMaximum(_ x: Tensor<Float>, _ axis: Int) -> Tensor<Double> {
    lines(x.double, axis) { line in
      let m = line.max() ?? 0
      return line.map { m - $0 }
    }
  }

  /// At each place the sum of all numbers along the axis.
  static func lineSums(_ x: Tensor<Double>, _ axis: Int) -> Tensor<Double> {
    lines(x, axis) { line in
      [Double](repeating: line.reduce(0, +), count: line.count)
    }
  }

  /// Each line along an axis replaced.
  private static func lines(
    _ x: Tensor<Double>, _ axis: Int, _ replace: ([Double]) -> [Double]
  ) -> Tensor<Double> {
    let lines = AxisLines(stoppingUnlessIn: x.shape, axis: axis)
    var result = x.reshaped(lines.shape)
    for b in 0..<lines.before {
      for a in 0..<lines.after {
        let replaced = replace((0..<lines.size).map { result[b, $0, a] })
        for i in 0..<lines.size { result[b, i, a] = replaced[i] }
      }
    }
    return result.reshaped(x.shape)
  }
}
