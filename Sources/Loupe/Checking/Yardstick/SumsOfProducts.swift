import FastKernels
import Kernels
import Tensors

// A linear operation sums products, so its bound is γₙ · Σ|products|, and the same operation on the
// magnitudes of its tensors gives that sum.

extension Yardstick {
  /// Notes an operation that is linear in `x`.
  static func noteSums(
    _ x: Tensor<Float>, terms: Int, _ operation: (Tensor<Double>) -> Tensor<Double>
  ) -> Tensor<Float> {
    note(
      Result(operation(x.double), terms: terms, magnitude: operation(x.double.magnitudes)))
  }

  /// Notes an operation that sums `terms` products of `x` and `w`, and a bias if there is one.
  static func noteSums(
    _ x: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>?, terms: Int,
    _ operation: (Tensor<Double>, Tensor<Double>, Tensor<Double>?) -> Tensor<Double>
  ) -> Tensor<Float> {
    note(sums(x, w, b, terms: terms, operation))
  }

  /// What such an operation gives, without a note.
  static func sums(
    _ x: Tensor<Float>, _ w: Tensor<Float>, _ b: Tensor<Float>?, terms: Int,
    _ operation: (Tensor<Double>, Tensor<Double>, Tensor<Double>?) -> Tensor<Double>
  ) -> Result {
    Result(
      operation(x.double, w.double, b?.double), terms: terms + (b == nil ? 0 : 1),
      magnitude: operation(x.double.magnitudes, w.double.magnitudes, b?.double.magnitudes))
  }

  /// Notes the gradients of such an operation.
  ///
  /// - Parameters:
  ///   - terms: how many products are summed for a number of the input's gradient, of the weight's and
  ///     of the bias's.
  ///   - input: what `Fast` does for the input's gradient, where it has a choice.
  ///   - weight: the same for the weight's.
  static func noteGradients(
    _ dy: Tensor<Float>, _ x: Tensor<Float>, _ w: Tensor<Float>,
    terms: (input: Int, weight: Int, bias: Int), input: Choice? = nil, weight: Choice? = nil,
    _ backward: (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> WeightedGradients<Double>
  ) -> WeightedGradients<Float> {
    let exact = backward(dy.double, x.double, w.double)
    let magnitudes = backward(
      dy.double.magnitudes, x.double.magnitudes, w.double.magnitudes)
    return note(
      gradInput: Result(
        exact.gradInput, terms: terms.input, magnitude: magnitudes.gradInput, choice: input),
      gradWeight: Result(
        exact.gradWeight, terms: terms.weight, magnitude: magnitudes.gradWeight, choice: weight),
      gradBias: Result(exact.gradBias, terms: terms.bias, magnitude: magnitudes.gradBias))
  }
}
