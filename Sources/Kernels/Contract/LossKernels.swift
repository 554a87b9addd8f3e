import Tensors

/// How wrong a prediction is, in one number; and penalties on weights.
///
/// A loss is computed number by number, or row by row, and then reduced: `none` gives them all,
/// `sum` their sum, `mean` their mean. Reduced, it is a tensor of no axes, and so is dy in its
/// backward; with `none` dy has the shape of the losses.
public protocol LossKernels: KernelChapter {
  /// The squared error.
  ///
  ///     loss[i] = (x[i] − t[i])²
  ///
  /// The mean divides by how many numbers there are.
  ///
  /// - Parameters:
  ///   - input: x, the prediction.
  ///   - target: t, in the shape of x.
  /// - Precondition: the shapes are equal.
  ///
  /// PyTorch calls it `mse_loss`.
  static func mse(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>, reduction: Reduction
  ) -> Tensor<Scalar>

  /// dx[i] = 2·(x[i] − t[i])·dy and dt = −dx; under a mean divided by how many numbers there are.
  static func mseBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, target: Tensor<Scalar>,
    reduction: Reduction
  ) -> LossGradients<Scalar>

  /// The cross-entropy of classes, from logits.
  ///
  ///     p[n,c]  = log softmax of x[n,·], at c
  ///     loss[n] = − (1 − ε) · weight[t[n]] · p[n,t[n]]  −  ε/C · Σ c  weight[c] · p[n,c]
  ///
  /// Rows whose target is `ignoreIndex` have the loss 0. The mean divides by Σ n weight[t[n]] over
  /// the rows that aren't ignored: by how many there are, where no weight is given. If all are
  /// ignored it is NaN, 0 divided by 0.
  ///
  /// - Parameters:
  ///   - input: x, the logits, `[N, C]`, or `[N, C, sizes]` with a row of logits for each place.
  ///   - target: t, the right classes, `[N]` or `[N, sizes]`.
  ///   - options: class weights `[C]`, ε for label smoothing, the index to ignore, the reduction.
  /// - Returns: one loss, or with the reduction `none` one for each target, in its shape.
  /// - Precondition: the shapes fit and every target is a class or ignored
  ///   (`CrossEntropyGeometry` has the rules).
  ///
  /// PyTorch calls it `cross_entropy`, ONNX `SoftmaxCrossEntropyLoss`.
  static func crossEntropy(
    _ input: Tensor<Scalar>, target: Tensor<Int>, options: CrossEntropyOptions<Scalar>
  ) -> Tensor<Scalar>

  /// The gradient of `crossEntropy` by the logits.
  ///
  ///     q[n,c]  = (1 − ε)·weight[t[n]]·[c = t[n]] + ε/C · weight[c]       what each p[n,c] counts
  ///     dx[n,c] = (softmax(x[n,·])[c] · Σ k q[n,k] − q[n,c]) · dy[n]
  ///
  /// For one class without smoothing and weights that is softmax − 1 at the target and softmax
  /// elsewhere. Under a mean dy is divided as the loss was; ignored rows get 0.
  static func crossEntropyBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, target: Tensor<Int>,
    options: CrossEntropyOptions<Scalar>
  ) -> Tensor<Scalar>

  /// The cross-entropy of yes and no, from probabilities.
  ///
  ///     loss[i] = −weight[i] · (t[i]·log x[i] + (1 − t[i])·log(1 − x[i]))
  ///
  /// A logarithm below −100 counts as −100, so that a wrong certainty costs much but not infinity.
  /// The mean divides by how many numbers there are, whatever their weights.
  ///
  /// - Parameters:
  ///   - input: x, probabilities from 0 to 1.
  ///   - target: t, from 0 to 1, in the shape of x.
  ///   - weight: a factor for each loss, in the shape of x; nil for ones.
  /// - Precondition: the shapes are equal.
  ///
  /// PyTorch calls it `binary_cross_entropy`.
  static func binaryCrossEntropy(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>, weight: Tensor<Scalar>?,
    reduction: Reduction
  ) -> Tensor<Scalar>

  /// dx[i] = weight[i] · (x[i] − t[i]) / max(x[i]·(1 − x[i]), 10⁻¹²) · dy and
  /// dt[i] = weight[i] · (log(1 − x[i]) − log x[i]) · dy, whose logarithms aren't held at −100: at
  /// x = 0 and x = 1 it is infinite, as in PyTorch.
  static func binaryCrossEntropyBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, target: Tensor<Scalar>,
    weight: Tensor<Scalar>?, reduction: Reduction
  ) -> LossGradients<Scalar>

  /// The cross-entropy of yes and no, from logits: `binaryCrossEntropy` of `sigmoid(x)`, exact for
  /// large x too.
  ///
  ///     loss[i] = weight[i] · ((1 − t[i])·x[i] + (1 + (p[i] − 1)·t[i]) · log(1 + exp(−x[i])))
  ///
  /// - Parameters:
  ///   - positiveWeight: p, how much more a yes counts, in the shape of x; nil for ones. One that is
  ///     given once for each of the last axis's places is repeated for the others.
  ///   - weight: a factor for each loss, in the shape of x; nil for ones.
  ///
  /// PyTorch calls it `binary_cross_entropy_with_logits`.
  static func binaryCrossEntropyWithLogits(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>, weight: Tensor<Scalar>?,
    positiveWeight: Tensor<Scalar>?, reduction: Reduction
  ) -> Tensor<Scalar>

  /// dx[i] = weight[i] · ((1 − t[i]) − (1 + (p[i] − 1)·t[i]) · (1 − σ(x[i]))) · dy with σ the
  /// sigmoid, and dt[i] = weight[i] · ((p[i] − 1)·log(1 + exp(−x[i])) − x[i]) · dy.
  static func binaryCrossEntropyWithLogitsBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, target: Tensor<Scalar>,
    weight: Tensor<Scalar>?, positiveWeight: Tensor<Scalar>?, reduction: Reduction
  ) -> LossGradients<Scalar>

  /// λ · Σ i |w[i]|, which pulls weights to zero.
  static func l1Penalty(_ weight: Tensor<Scalar>, strength: Scalar) -> Tensor<Scalar>

  /// dw[i] = λ · sign(w[i]) · dy, and 0 where w is 0.
  static func l1PenaltyBackward(
    _ gradOutput: Tensor<Scalar>, weight: Tensor<Scalar>, strength: Scalar
  ) -> Tensor<Scalar>

  /// λ · Σ i w[i]², which keeps weights small. In a step of gradient descent it does what a weight
  /// decay of 2·λ does.
  static func l2Penalty(_ weight: Tensor<Scalar>, strength: Scalar) -> Tensor<Scalar>

  /// dw[i] = 2·λ·w[i] · dy
  static func l2PenaltyBackward(
    _ gradOutput: Tensor<Scalar>, weight: Tensor<Scalar>, strength: Scalar
  ) -> Tensor<Scalar>
}

/// How a cross-entropy is taken.
public struct CrossEntropyOptions<Scalar: RealNumber>: Equatable, Sendable {
  /// How much each class counts, `[C]`; nil for all the same.
  public var weight: Tensor<Scalar>?
  /// A target with this index doesn't count.
  public var ignoreIndex: Int
  /// ε, the share of the target that is spread evenly over all classes.
  public var labelSmoothing: Scalar
  public var reduction: Reduction

  public init(
    weight: Tensor<Scalar>? = nil, ignoreIndex: Int = -100, labelSmoothing: Scalar = 0,
    reduction: Reduction = .mean
  ) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    self.labelSmoothing = labelSmoothing
    self.reduction = reduction
  }
}

extension LossKernels {
  /// The mean squared error; `LossKernels` has the formula.
  public static func mse(_ input: Tensor<Scalar>, target: Tensor<Scalar>) -> Tensor<Scalar> {
    mse(input, target: target, reduction: .mean)
  }

  /// The mean cross-entropy of classes; `LossKernels` has the formula.
  public static func crossEntropy(
    _ input: Tensor<Scalar>, target: Tensor<Int>, weight: Tensor<Scalar>? = nil,
    ignoreIndex: Int = -100, labelSmoothing: Scalar = 0, reduction: Reduction = .mean
  ) -> Tensor<Scalar> {
    crossEntropy(
      input, target: target,
      options: CrossEntropyOptions(
        weight: weight, ignoreIndex: ignoreIndex, labelSmoothing: labelSmoothing,
        reduction: reduction))
  }

  /// The mean cross-entropy of yes and no; `LossKernels` has the formula.
  public static func binaryCrossEntropy(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    binaryCrossEntropy(input, target: target, weight: nil, reduction: .mean)
  }
}
