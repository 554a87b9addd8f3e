import Kernels
import RealModule
import Tensors

extension Reference {
  // y = x where x > 0, and α·(exp(x) − 1) elsewhere

  /// Each number, or what approaches −α below 0.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func elu(_ x: Tensor<Scalar>, alpha: Scalar) -> Tensor<Scalar> {
    x.map { x in x > 0 ? x : alpha * .expMinusOne(x) }
  }

  // dx = dy where x > 0, and α·exp(x)·dy elsewhere

  /// The gradient of `elu`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func eluBackward(
    _ dy: Tensor<Scalar>, input x: Tensor<Scalar>, alpha: Scalar
  ) -> Tensor<Scalar> {
    dy.zip(x) { dy, x in x > 0 ? dy : alpha * .exp(x) * dy }
  }
}
