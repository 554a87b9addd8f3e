import Kernels
import Tensors

extension Reference {
  // y[i] = loss[i];  or y = Σ i  loss[i];  or y = 1/divisor · Σ i  loss[i]

  /// The losses reduced: all of them, their sum, or their sum divided by `divisor`.
  static func reduced(
    _ losses: Tensor<Scalar>, _ reduction: Reduction, divisor: Scalar
  ) -> Tensor<Scalar> {
    switch reduction {
    case .none: losses
    case .sum: Tensor(shape: [], [Scalar(losses.sumInDouble())])
    case .mean: Tensor(shape: [], [Scalar(losses.sumInDouble()) / divisor])
    }
  }

  // dloss[i] = dy[i];  of a sum dy;  of a mean dy / divisor

  /// The gradient that reaches each single loss through the reduction.
  static func gradientOfEach(
    _ dy: Tensor<Scalar>, shape: [Int], _ reduction: Reduction, divisor: Scalar
  ) -> Tensor<Scalar> {
    ShapeError.requireGradient(dy.shape, of: reduction == .none ? shape : [])
    return switch reduction {
    case .none: dy
    case .sum: Tensor(repeating: dy.sum(), shape: shape)
    case .mean: Tensor(repeating: dy.sum() / divisor, shape: shape)
    }
  }
}
