import Kernels
import Tensors

extension Reference {
  // λ · Σ i  |w[i]|

  /// What pulls weights to zero.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func l1Penalty(_ w: Tensor<Scalar>, strength: Scalar) -> Tensor<Scalar> {
    Tensor(shape: [], [strength * Scalar(w.map { w in abs(w) }.sumInDouble())])
  }

  // dw[i] = λ · sign(w[i]) · dy

  /// The gradient of `l1Penalty`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func l1PenaltyBackward(
    _ dy: Tensor<Scalar>, weight w: Tensor<Scalar>, strength: Scalar
  ) -> Tensor<Scalar> {
    ShapeError.requireGradient(dy.shape, of: [])
    let dy = dy.sum()
    return w.map { w in strength * (w > 0 ? 1 : w < 0 ? -1 : 0) * dy }
  }

  // λ · Σ i  w[i]²

  /// What keeps weights small.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func l2Penalty(_ w: Tensor<Scalar>, strength: Scalar) -> Tensor<Scalar> {
    Tensor(shape: [], [strength * Scalar(w.map { w in w * w }.sumInDouble())])
  }

  // dw[i] = 2·λ·w[i] · dy

  /// The gradient of `l2Penalty`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func l2PenaltyBackward(
    _ dy: Tensor<Scalar>, weight w: Tensor<Scalar>, strength: Scalar
  ) -> Tensor<Scalar> {
    ShapeError.requireGradient(dy.shape, of: [])
    let dy = dy.sum()
    return w.map { w in 2 * strength * w * dy }
  }
}
