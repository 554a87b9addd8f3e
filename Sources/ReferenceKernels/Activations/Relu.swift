import Kernels
import Tensors

extension Reference {
  // y = max(0, x)

  /// Each number, or 0 where it is below 0.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func relu(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    x.map { x in x < 0 ? 0 : x }
  }

  // dx = 0 where x ≤ 0, and dy elsewhere

  /// The gradient of `relu`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func reluBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    dy.zip(x) { dy, x in x <= 0 ? 0 : dy }
  }
}
