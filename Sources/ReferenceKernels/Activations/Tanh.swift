import Kernels
import RealModule
import Tensors

extension Reference {
  // y = tanh(x)

  /// Each number brought between −1 and 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func tanh(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.map { x in .tanh(x) }
  }

  // dx = (1 − y²)·dy

  /// The gradient of `tanh`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func tanhBackward(
    _ dy: Tensor<Scalar>, output y: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    dy.zip(y) { dy, y in (1 - y * y) * dy }
  }
}
