import Kernels
import Tensors

extension Reference {
  // y = x·mask / (1 − p)

  /// What the mask lets through, made larger.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func dropout(
    _ x: Tensor<Scalar>, mask: Tensor<Scalar>, probability p: Scalar
  ) -> Tensor<Scalar> {
    DropoutGeometry.requireFit(x.shape, mask: mask.shape, probability: p)
    // Where p is 1 nothing stays, and there is no 1 / (1 − p) to make it larger by.
    return x.zip(mask) { x, mask in p == 1 ? 0 : x * mask / (1 - p) }
  }

  // dx = dy·mask / (1 − p)

  /// The gradient of `dropout`: the same operation on dy.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func dropoutBackward(
    _ dy: Tensor<Scalar>, mask: Tensor<Scalar>, probability: Scalar
  ) -> Tensor<Scalar> {
    dropout(dy, mask: mask, probability: probability)
  }
}
