import Kernels
import RealModule
import Tensors

extension Reference {
  // loss[i] = weight[i] · ((1 − t[i])·x[i] + (1 + (p[i] − 1)·t[i]) · log(1 + exp(−x[i])))

  /// The cross-entropy of yes and no, from logits.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func binaryCrossEntropyWithLogits(
    _ x: Tensor<Scalar>, target t: Tensor<Scalar>, weight: Tensor<Scalar>?,
    positiveWeight: Tensor<Scalar>?, reduction: Reduction
  ) -> Tensor<Scalar> {
    LossGeometry.requireFit(
      "binaryCrossEntropyWithLogits", input: x.shape, target: t.shape, weight: weight?.shape,
      positiveWeight: positiveWeight?.shape)
    let p = repeated(positiveWeight, shape: x.shape)
    let weightOfLog = t.zip(p) { t, p in 1 + (p - 1) * t }
    let losses = x.zip(t) { x, t in (1 - t) * x } + weightOfLog * x.map(logOnePlusExpMinus)
    return reduced(
      weight.map { weight in weight * losses } ?? losses, reduction, divisor: Scalar(x.count))
  }

  // dx[i] = weight[i] · ((1 − t[i]) − (1 + (p[i] − 1)·t[i]) · (1 − σ(x[i]))) · dy[i]
  // dt[i] = weight[i] · ((p[i] − 1)·log(1 + exp(−x[i])) − x[i]) · dy[i]

  /// The gradients of `binaryCrossEntropyWithLogits`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func binaryCrossEntropyWithLogitsBackward(
    _ gradOutput: Tensor<Scalar>, input x: Tensor<Scalar>, target t: Tensor<Scalar>,
    weight: Tensor<Scalar>?, positiveWeight: Tensor<Scalar>?, reduction: Reduction
  ) -> LossGradients<Scalar> {
    LossGeometry.requireFit(
      "binaryCrossEntropyWithLogits", input: x.shape, target: t.shape, weight: weight?.shape,
      positiveWeight: positiveWeight?.shape)
    let each = gradientOfEach(gradOutput, shape: x.shape, reduction, divisor: Scalar(x.count))
    let dy = weight.map { weight in weight * each } ?? each
    let p = repeated(positiveWeight, shape: x.shape)
    let weightOfLog = t.zip(p) { t, p in 1 + (p - 1) * t }
    // 1 − σ(x) is σ(−x), which loses no digits where σ(x) is near 1.
    let oneMinusSigmoid = sigmoid(x.map { x in -x })
    return LossGradients(
      gradInput: (t.map { t in 1 - t } - weightOfLog * oneMinusSigmoid) * dy,
      gradTarget: ((p - 1) * x.map(logOnePlusExpMinus) - x) * dy)
  }

  // log(1 + exp(−x)) = max(−x, 0) + log(1 + exp(−|x|))

  /// Written so that `exp` can't overflow.
  private static func logOnePlusExpMinus(_ x: Scalar) -> Scalar {
    max(-x, 0) + .log(onePlus: .exp(-abs(x)))
  }

  /// The weight of each yes: ones where none is given, repeated over the axes before its own.
  private static func repeated(_ weight: Tensor<Scalar>?, shape: [Int]) -> Tensor<Scalar> {
    guard let weight else { return Tensor(repeating: 1, shape: shape) }
    let count = weight.count
    let numbers = weight.scalars
    var all = Tensor<Scalar>.zeros([shape.reduce(1, *)])
    for i in 0..<all.count { all[i] = numbers[i % count] }
    return all.reshaped(shape)
  }
}
