import Kernels
import Tensors

extension Reference {
  // loss[i] = (x[i] − t[i])²

  /// The squared error.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func mse(
    _ x: Tensor<Scalar>, target t: Tensor<Scalar>, reduction: Reduction
  ) -> Tensor<Scalar> {
    LossGeometry.requireFit("mse", input: x.shape, target: t.shape)
    return reduced(
      x.zip(t) { x, t in (x - t) * (x - t) }, reduction, divisor: Scalar(x.count))
  }

  // dx[i] = 2·(x[i] − t[i])·dy[i]
  // dt[i] = −dx[i]

  /// The gradients of `mse`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func mseBackward(
    _ gradOutput: Tensor<Scalar>, input x: Tensor<Scalar>, target t: Tensor<Scalar>,
    reduction: Reduction
  ) -> LossGradients<Scalar> {
    LossGeometry.requireFit("mse", input: x.shape, target: t.shape)
    let dy = gradientOfEach(gradOutput, shape: x.shape, reduction, divisor: Scalar(x.count))
    let dx = x.zip(t) { x, t in 2 * (x - t) } * dy
    return LossGradients(gradInput: dx, gradTarget: dx.map { dx in -dx })
  }
}
