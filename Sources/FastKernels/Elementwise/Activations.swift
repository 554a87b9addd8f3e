// Each number for itself: one pass over memory, which is all that most of these cost. Only the
// exponentials are calls into the mathematical library.

import Kernels
import RealModule
import Tensors

/// What an exponential is worth in multiply-adds.
private let exponential = 100

extension Fast {
  /// y = max(0, x); a NaN stays one.
  public static func relu(_ input: Tensor<Float>) -> Tensor<Float> {
    input.mapped { $0 < 0 ? 0 : $0 }
  }

  /// dx = dy where x > 0, and 0 elsewhere; dy where x is a NaN.
  public static func reluBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>
  ) -> Tensor<Float> {
    gradOutput.mapped(with: input) { $1 <= 0 ? 0 : $0 }
  }

  /// y = x where x > 0, and a·x elsewhere.
  public static func leakyRelu(_ input: Tensor<Float>, negativeSlope: Float) -> Tensor<Float> {
    input.mapped { $0 > 0 ? $0 : negativeSlope * $0 }
  }

  /// dx = dy where x > 0, and a·dy elsewhere.
  public static func leakyReluBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, negativeSlope: Float
  ) -> Tensor<Float> {
    gradOutput.mapped(with: input) { $1 > 0 ? $0 : negativeSlope * $0 }
  }

  /// y = x where x > 0, and α·(exp(x) − 1) elsewhere.
  public static func elu(_ input: Tensor<Float>, alpha: Float) -> Tensor<Float> {
    input.mapped(workEach: exponential) { $0 > 0 ? $0 : alpha * .expMinusOne($0) }
  }

  /// dx = dy where x > 0, and α·exp(x)·dy elsewhere.
  public static func eluBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, alpha: Float
  ) -> Tensor<Float> {
    gradOutput.mapped(with: input, workEach: exponential) {
      $1 > 0 ? $0 : alpha * .exp($1) * $0
    }
  }

  /// y = 1 / (1 + exp(−x))
  public static func sigmoid(_ input: Tensor<Float>) -> Tensor<Float> {
    input.mapped(workEach: exponential) { 1 / (1 + .exp(-$0)) }
  }

  /// dx = y·(1 − y)·dy
  public static func sigmoidBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>
  ) -> Tensor<Float> {
    gradOutput.mapped(with: output) { $1 * (1 - $1) * $0 }
  }

  /// y = tanh(x)
  public static func tanh(_ input: Tensor<Float>) -> Tensor<Float> {
    input.mapped(workEach: exponential) { .tanh($0) }
  }

  /// dx = (1 − y²)·dy
  public static func tanhBackward(
    _ gradOutput: Tensor<Float>, output: Tensor<Float>
  ) -> Tensor<Float> {
    gradOutput.mapped(with: output) { (1 - $1 * $1) * $0 }
  }
}
