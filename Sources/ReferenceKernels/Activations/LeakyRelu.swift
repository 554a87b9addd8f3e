import Kernels
import Tensors

extension Reference {
  // y = x where x > 0, and a·x elsewhere

  /// Each number, or a small share of it where it is below 0.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func leakyRelu(
    _ x: Tensor<Scalar>, negativeSlope a: Scalar
  ) -> Tensor<Scalar> {
    x.map { x in x > 0 ? x : a * x }
  }

  // dx = dy where x > 0, and a·dy elsewhere

  /// The gradient of `leakyRelu`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func leakyReluBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, negativeSlope a: Scalar
  ) -> Tensor<Scalar> {
    dy.zip(x) { dy, x in x > 0 ? dy : a * dy }
  }
}
