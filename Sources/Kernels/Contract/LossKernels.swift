import Tensors

/// How wrong a prediction is, in one number; and penalties on weights.
///
/// A loss is computed number by number, or row by row, and then reduced: `none` gives them all,
/// `sum` their sum, `mean` their mean. Reduced, it is a tensor of no axes, `[]`, and so is dy in
/// its backward; with `none` dy has the shape of the losses. In the formulas of the backwards,
/// dy[i] is what reaches the single loss: under a mean, dy divided as the loss was.
public protocol LossKernels: KernelChapter {
  /// The squared error.
  ///
  ///     loss[i] = (x[i] − t[i])²
  ///
  /// The mean divides by how many numbers there are.
  ///
  /// - Parameters:
  ///   - input: `x`, the prediction, in any shape.
  ///   - target: `t`, in the shape of `x`.
  ///   - reduction: what becomes of the single losses.
  /// - Returns: the loss, `[]`; with the reduction `none` one for each number, in the shape of x.
  /// - Precondition: the shapes are equal.
  ///
  /// PyTorch calls it `mse_loss`.
  static func mse(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>, reduction: Reduction
  ) -> Tensor<Scalar>

  /// The gradients of `mse`.
  ///
  ///     dx[i] = 2·(x[i] − t[i])·dy[i]
  ///     dt[i] = −dx[i]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[]`; with the reduction `none` in the shape of `x`.
  ///   - input: `x` as it was given to `mse`.
  ///   - target: `t` as it was given to `mse`.
  ///   - reduction: the same.
  /// - Returns: `dx` and `dt`, in the shape of `x`.
  /// - Precondition: the shapes fit, as in `mse`.
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
  ///   - input: `x`, the logits, `[N, C]`, or `[N, C, sizes]` with a row of logits for each place.
  ///   - target: `t`, the right classes, `[N]` or `[N, sizes]`.
  ///   - options: class weights `[C]`, ε for label smoothing, the index to ignore, the reduction.
  /// - Returns: the loss, `[]`; with the reduction `none` one for each target, in its shape.
  /// - Precondition: the shapes fit and every target is a class or ignored (`CrossEntropyGeometry`
  ///   has the rules); otherwise the program stops with a message that names both shapes and the
  ///   rule.
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
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[]`; with the reduction `none` in the shape of `t`.
  ///   - input: `x` as it was given to `crossEntropy`, `[N, C]` or `[N, C, sizes]`.
  ///   - target: `t` as it was given to `crossEntropy`, `[N]` or `[N, sizes]`.
  ///   - options: the same.
  /// - Returns: `dx`, in the shape of `x`. Classes are whole numbers, so there is no gradient by
  ///   `t`.
  /// - Precondition: the shapes fit, as in `crossEntropy`.
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
  ///   - input: `x`, probabilities from 0 to 1, in any shape.
  ///   - target: `t`, from 0 to 1, in the shape of `x`.
  ///   - weight: a factor for each loss, in the shape of x; nil for ones.
  ///   - reduction: what becomes of the single losses.
  /// - Returns: the loss, `[]`; with the reduction `none` one for each number, in the shape of x.
  /// - Precondition: the shapes are equal.
  ///
  /// PyTorch calls it `binary_cross_entropy`.
  static func binaryCrossEntropy(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>, weight: Tensor<Scalar>?,
    reduction: Reduction
  ) -> Tensor<Scalar>

  /// The gradients of `binaryCrossEntropy`.
  ///
  ///     dx[i] = weight[i] · (x[i] − t[i]) / max(x[i]·(1 − x[i]), 10⁻¹²) · dy[i]
  ///     dt[i] = weight[i] · (log(1 − x[i]) − log x[i]) · dy[i]
  ///
  /// The least divisor keeps dx finite where x is 0 or 1. The logarithms of dt aren't held at −100:
  /// there it is infinite, as in PyTorch.
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[]`; with the reduction `none` in the shape of `x`.
  ///   - input: `x` as it was given to `binaryCrossEntropy`.
  ///   - target: `t` as it was given to `binaryCrossEntropy`.
  ///   - weight: the same.
  ///   - reduction: the same.
  /// - Returns: `dx` and `dt`, in the shape of `x`.
  /// - Precondition: the shapes fit, as in `binaryCrossEntropy`.
  static func binaryCrossEntropyBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, target: Tensor<Scalar>,
    weight: Tensor<Scalar>?, reduction: Reduction
  ) -> LossGradients<Scalar>

  /// The cross-entropy of yes and no, from logits: `binaryCrossEntropy` of `sigmoid(x)`, exact for
  /// large x too.
  ///
  ///     loss[i] = weight[i] · ((1 − t[i])·x[i] + (1 + (p[i] − 1)·t[i]) · log(1 + exp(−x[i])))
  ///
  /// The mean divides by how many numbers there are, whatever their weights.
  ///
  /// - Parameters:
  ///   - input: `x`, logits, in any shape.
  ///   - target: `t`, from 0 to 1, in the shape of `x`.
  ///   - weight: a factor for each loss, in the shape of x; nil for ones.
  ///   - positiveWeight: `p`, how much more a yes counts, in the shape of `x`; nil for ones. It may
  ///     leave out axes at the front, over which it is repeated: `[C]` for `x` of `[N, C]`.
  ///   - reduction: what becomes of the single losses.
  /// - Returns: the loss, `[]`; with the reduction `none` one for each number, in the shape of x.
  /// - Precondition: the shapes fit (`LossGeometry` has the rules).
  ///
  /// PyTorch calls it `binary_cross_entropy_with_logits`.
  static func binaryCrossEntropyWithLogits(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>, weight: Tensor<Scalar>?,
    positiveWeight: Tensor<Scalar>?, reduction: Reduction
  ) -> Tensor<Scalar>

  /// The gradients of `binaryCrossEntropyWithLogits`, with σ the sigmoid.
  ///
  ///     dx[i] = weight[i] · ((1 − t[i]) − (1 + (p[i] − 1)·t[i]) · (1 − σ(x[i]))) · dy[i]
  ///     dt[i] = weight[i] · ((p[i] − 1)·log(1 + exp(−x[i])) − x[i]) · dy[i]
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[]`; with the reduction `none` in the shape of `x`.
  ///   - input: `x` as it was given to `binaryCrossEntropyWithLogits`.
  ///   - target: `t` as it was given to `binaryCrossEntropyWithLogits`.
  ///   - weight: the same.
  ///   - positiveWeight: `p`, the same.
  ///   - reduction: the same.
  /// - Returns: `dx` and `dt`, in the shape of `x`.
  /// - Precondition: the shapes fit, as in `binaryCrossEntropyWithLogits`.
  static func binaryCrossEntropyWithLogitsBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, target: Tensor<Scalar>,
    weight: Tensor<Scalar>?, positiveWeight: Tensor<Scalar>?, reduction: Reduction
  ) -> LossGradients<Scalar>

  /// The sum of the weights' magnitudes, which pulls weights to zero.
  ///
  ///     loss = λ · Σ i  |w[i]|
  ///
  /// - Parameters:
  ///   - weight: `w`, in any shape.
  ///   - strength: `λ`, what a unit of weight costs.
  /// - Returns: the penalty, `[]`.
  ///
  /// Others call it lasso, or L1 regularisation.
  static func l1Penalty(_ weight: Tensor<Scalar>, strength: Scalar) -> Tensor<Scalar>

  /// The gradient of `l1Penalty`.
  ///
  ///     dw[i] = λ · sign(w[i]) · dy, and 0 where w[i] is 0
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[]`.
  ///   - weight: `w` as it was given to `l1Penalty`.
  ///   - strength: `λ`, the same.
  /// - Returns: `dw`, in the shape of `w`.
  static func l1PenaltyBackward(
    _ gradOutput: Tensor<Scalar>, weight: Tensor<Scalar>, strength: Scalar
  ) -> Tensor<Scalar>

  /// The sum of the weights' squares, which keeps weights small.
  ///
  ///     loss = λ · Σ i  w[i]²
  ///
  /// In a step of gradient descent it does what a weight decay of 2·λ does.
  ///
  /// - Parameters:
  ///   - weight: `w`, in any shape.
  ///   - strength: `λ`, what a weight of 1 costs.
  /// - Returns: the penalty, `[]`.
  ///
  /// Others call it ridge, or L2 regularisation; some put a half before it.
  static func l2Penalty(_ weight: Tensor<Scalar>, strength: Scalar) -> Tensor<Scalar>

  /// The gradient of `l2Penalty`.
  ///
  ///     dw[i] = 2·λ·w[i] · dy
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, `[]`.
  ///   - weight: `w` as it was given to `l2Penalty`.
  ///   - strength: `λ`, the same.
  /// - Returns: `dw`, in the shape of `w`.
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
  /// What becomes of the rows' losses.
  public var reduction: Reduction

  /// Options; unless told, those of PyTorch: all classes count the same, the index −100 is ignored,
  /// no smoothing, the mean.
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
  /// The mean squared error, `[]`: `mse` with the reduction `mean`.
  public static func mse(_ input: Tensor<Scalar>, target: Tensor<Scalar>) -> Tensor<Scalar> {
    mse(input, target: target, reduction: .mean)
  }

  /// The cross-entropy of classes, its options by name; the mean unless told.
  ///
  /// Formula, shapes and errors are those of the `crossEntropy` that takes `CrossEntropyOptions`,
  /// where each option is explained.
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

  /// The mean cross-entropy of yes and no, `[]`: `binaryCrossEntropy` without weights, with the
  /// reduction `mean`.
  public static func binaryCrossEntropy(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    binaryCrossEntropy(input, target: target, weight: nil, reduction: .mean)
  }

  /// The mean cross-entropy of yes and no from logits, `[]`: `binaryCrossEntropyWithLogits` without
  /// weights, with the reduction `mean`.
  public static func binaryCrossEntropyWithLogits(
    _ input: Tensor<Scalar>, target: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    binaryCrossEntropyWithLogits(
      input, target: target, weight: nil, positiveWeight: nil, reduction: .mean)
  }
}
