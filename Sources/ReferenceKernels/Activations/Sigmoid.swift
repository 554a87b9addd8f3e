import Kernels
import RealModule
import Tensors

extension Reference {
  // y = 1 / (1 + exp(−x))

  /// Each number brought between 0 and 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func sigmoid(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.map { x in 1 / (1 + .exp(-x)) }
  }

  // dx = y·(1 − y)·dy

  /// The gradient of `sigmoid`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func sigmoidBackward(
    _ dy: Tensor<Scalar>, output y: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    dy.zip(y) { dy, y in y * (1 - y) * dy }
  }
}
