import Kernels
import RealModule
import Tensors

extension Reference {
  // loss[i] = −weight[i] · (t[i]·log x[i] + (1 − t[i])·log(1 − x[i])), no logarithm below −100

  /// The cross-entropy of yes and no, from probabilities.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func binaryCrossEntropy(
    _ x: Tensor<Scalar>, target t: Tensor<Scalar>, weight: Tensor<Scalar>?, reduction: Reduction
  ) -> Tensor<Scalar> {
    LossGeometry.requireFit(
      "binaryCrossEntropy", input: x.shape, target: t.shape, weight: weight?.shape)
    let losses = x.zip(t) { x, t in
      -(t * max(.log(x), -100) + (1 - t) * max(.log(onePlus: -x), -100))
    }
    return reduced(
      weight.map { weight in weight * losses } ?? losses, reduction, divisor: Scalar(x.count))
  }

  // dx[i] = weight[i] · (x[i] − t[i]) / max(x[i]·(1 − x[i]), 10⁻¹²) · dy[i]
  // dt[i] = weight[i] · (log(1 − x[i]) − log x[i]) · dy[i]

  /// The gradients of `binaryCrossEntropy`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func binaryCrossEntropyBackward(
    _ gradOutput: Tensor<Scalar>, input x: Tensor<Scalar>, target t: Tensor<Scalar>,
    weight: Tensor<Scalar>?, reduction: Reduction
  ) -> LossGradients<Scalar> {
    LossGeometry.requireFit(
      "binaryCrossEntropy", input: x.shape, target: t.shape, weight: weight?.shape)
    let each = gradientOfEach(gradOutput, shape: x.shape, reduction, divisor: Scalar(x.count))
    let dy = weight.map { weight in weight * each } ?? each
    return LossGradients(
      gradInput: x.zip(t) { x, t in (x - t) / max(x * (1 - x), 1e-12) } * dy,
      gradTarget: x.map { x in .log(onePlus: -x) - .log(x) } * dy)
  }
}
