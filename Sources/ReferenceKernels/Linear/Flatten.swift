import Kernels
import Tensors

extension Reference {
  // y has the numbers of x in the same order

  /// The same numbers with some neighbouring axes as one.
  public static func flatten(
    _ x: Tensor<Scalar>, firstAxis: Int, lastAxis: Int
  ) -> Tensor<Scalar> {
    x.reshaped(
      FlattenedShape(stoppingUnlessFits: x.shape, firstAxis: firstAxis, lastAxis: lastAxis).shape)
  }

  // dx has the numbers of dy in the same order

  /// The gradient of `flatten`.
  public static func flattenBackward(_ dy: Tensor<Scalar>, inputShape: [Int]) -> Tensor<Scalar> {
    dy.reshaped(inputShape)
  }
}
