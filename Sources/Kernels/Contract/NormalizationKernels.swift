import Tensors

/// What steadies training: batch normalisation and dropout.
public protocol NormalizationKernels: KernelChapter {
  /// Each channel moved and scaled to mean 0 and variance 1, then by a bias and a weight that are
  /// learned.
  ///
  ///     y[n,c,s] = γ[c] · (x[n,c,s] − μ[c]) / √(σ²[c] + eps) + β[c]
  ///
  /// In training, μ and σ² are mean and variance of the batch's M = N·S numbers of the channel, and
  /// the running ones move towards them:
  ///
  ///     μ[c]  = 1/M · Σ n,s  x[n,c,s]
  ///     σ²[c] = 1/M · Σ n,s (x[n,c,s] − μ[c])²
  ///
  ///     runningMean     ← (1 − momentum)·runningMean     + momentum·μ
  ///     runningVariance ← (1 − momentum)·runningVariance + momentum·σ²·M/(M − 1)
  ///
  /// The variance that normalises is the biased one, the one that is kept the unbiased one. In
  /// evaluation, μ and σ² are the running ones, which stay as they are.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C]` or `[N, C, sizes]`; `s` runs over all places after the channel.
  ///   - weight: `γ`, `[C]`, or nil for ones.
  ///   - bias: `β`, `[C]`, or nil for zeros.
  ///   - running: the running mean and variance, `[C]` each; nil if training keeps none.
  ///   - options: training or evaluation, momentum and eps.
  /// - Returns: `y`, in the shape of `x`, and the running statistics after the batch; nil if there
  ///   were none.
  /// - Precondition: the shapes fit; training has more than one number for each channel; evaluation
  ///   has running statistics (`BatchNormGeometry` has the rules).
  ///
  /// Source: S. Ioffe, C. Szegedy, *Batch Normalization*, 2015, https://arxiv.org/abs/1502.03167.
  /// PyTorch calls it `batch_norm`, ONNX `BatchNormalization`.
  static func batchNorm(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>?, bias: Tensor<Scalar>?,
    running: BatchNormStatistics<Scalar>?, options: BatchNormOptions
  ) -> BatchNormResult<Scalar>

  /// The gradients of `batchNorm`, with x̂ = (x − μ)/√(σ² + eps).
  ///
  ///     dβ[c] = Σ n,s  dy[n,c,s]
  ///     dγ[c] = Σ n,s  dy[n,c,s] · x̂[n,c,s]
  ///     dx    = γ/√(σ² + eps) · (dy − dβ/M − x̂·dγ/M)    in training: μ and σ² depend on x too
  ///     dx    = γ/√(σ² + eps) · dy                       in evaluation
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `x`.
  ///   - input: `x` as it was given to `batchNorm`.
  ///   - weight: `γ` as it was given to `batchNorm`, `[C]` or nil.
  ///   - running: the running statistics as they were given to `batchNorm`; only evaluation needs
  ///     them.
  ///   - options: the same.
  /// - Returns: `dx` in the shape of `x`, `dγ` as `gradWeight` and `dβ` as `gradBias`, `[C]` each,
  ///   whether or not there was a weight or a bias.
  /// - Precondition: the shapes fit, as in `batchNorm`, and dy has the shape of x.
  static func batchNormBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>?,
    running: BatchNormStatistics<Scalar>?, options: BatchNormOptions
  ) -> WeightedGradients<Scalar>

  /// Some numbers left out, the rest made larger, so that the sum stays the same on average.
  ///
  ///     y = x·mask / (1 − p)
  ///
  /// The mask is given, so the operation itself has no chance in it.
  ///
  /// - Parameters:
  ///   - input: `x`, in any shape.
  ///   - mask: 1 for what stays and 0 for what goes, in the shape of x.
  ///   - probability: `p`, with which a number goes, from 0 to 1. At 1 all is 0.
  /// - Returns: `y`, in the shape of `x`.
  /// - Precondition: the shapes are equal and p is from 0 to 1.
  ///
  /// Source: N. Srivastava and others, *Dropout*, JMLR 15, 2014,
  /// https://jmlr.org/papers/v15/srivastava14a.html. PyTorch calls it `dropout` and draws the mask
  /// itself; ONNX `Dropout`.
  static func dropout(
    _ input: Tensor<Scalar>, mask: Tensor<Scalar>, probability: Scalar
  ) -> Tensor<Scalar>

  /// The gradient of `dropout`: the same operation on dy.
  ///
  ///     dx = dy·mask / (1 − p)
  ///
  /// - Parameters:
  ///   - gradOutput: `dy`, in the shape of `x`.
  ///   - mask: as it was given to `dropout`.
  ///   - probability: `p`, the same.
  /// - Returns: `dx`, in the shape of `x`.
  /// - Precondition: the shapes are equal and p is from 0 to 1.
  static func dropoutBackward(
    _ gradOutput: Tensor<Scalar>, mask: Tensor<Scalar>, probability: Scalar
  ) -> Tensor<Scalar>
}

/// How batch normalisation is done.
public struct BatchNormOptions: Equatable, Sendable {
  /// Which statistics normalise.
  public enum Phase: String, Sendable {
    /// By the statistics of the batch, which move the running ones.
    case training
    /// By the running statistics.
    case evaluation
  }

  /// By which statistics: the batch's or the running ones.
  public var phase: Phase
  /// How far one batch moves the running statistics: 0.1 is a tenth of the way.
  public var momentum: Double
  /// What is added to the variance, so that a channel of equal numbers isn't divided by zero.
  public var eps: Double

  /// Options; unless told, with PyTorch's momentum and eps.
  public init(phase: Phase, momentum: Double = 0.1, eps: Double = 1e-5) {
    self.phase = phase
    self.momentum = momentum
    self.eps = eps
  }
}

/// The mean and the variance of each channel, `[C]`.
public struct BatchNormStatistics<Scalar: RealNumber>: Equatable, Sendable {
  /// μ, `[C]`.
  public var mean: Tensor<Scalar>
  /// σ², `[C]`; in running statistics the unbiased one.
  public var variance: Tensor<Scalar>

  /// Statistics that are known, `[C]` each.
  public init(mean: Tensor<Scalar>, variance: Tensor<Scalar>) {
    self.mean = mean
    self.variance = variance
  }

  /// Before the first batch: mean 0, variance 1.
  public init(channels: Int) {
    mean = .zeros([channels])
    variance = Tensor(repeating: 1, shape: [channels])
  }
}

/// What batch normalisation gives: the output, and the running statistics as they are now.
public struct BatchNormResult<Scalar: RealNumber>: Equatable, Sendable {
  /// y, in the shape of x.
  public var output: Tensor<Scalar>
  /// The running statistics after the batch, or nil where there were none.
  public var running: BatchNormStatistics<Scalar>?

  /// What one batch gave.
  public init(output: Tensor<Scalar>, running: BatchNormStatistics<Scalar>?) {
    self.output = output
    self.running = running
  }
}

extension NormalizationKernels {
  /// Batch normalisation by the statistics of the batch, as in training.
  ///
  /// Formula, shapes and errors are those of the `batchNorm` that takes `BatchNormOptions`.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C]` or `[N, C, sizes]`.
  ///   - weight: `γ`, `[C]`, or nil for ones.
  ///   - bias: `β`, `[C]`, or nil for zeros.
  ///   - running: the running statistics so far, `[C]` each, or nil if none are kept.
  ///   - momentum: how far the batch moves them.
  ///   - eps: what is added to the variance.
  /// - Returns: `y`, in the shape of `x`, and the running statistics after the batch.
  public static func batchNorm(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>? = nil, bias: Tensor<Scalar>? = nil,
    updating running: BatchNormStatistics<Scalar>? = nil, momentum: Double = 0.1,
    eps: Double = 1e-5
  ) -> BatchNormResult<Scalar> {
    batchNorm(
      input, weight: weight, bias: bias, running: running,
      options: BatchNormOptions(phase: .training, momentum: momentum, eps: eps))
  }

  /// Batch normalisation by running statistics, as in evaluation.
  ///
  /// Formula, shapes and errors are those of the `batchNorm` that takes `BatchNormOptions`.
  ///
  /// - Parameters:
  ///   - input: `x`, `[N, C]` or `[N, C, sizes]`.
  ///   - weight: `γ`, `[C]`, or nil for ones.
  ///   - bias: `β`, `[C]`, or nil for zeros.
  ///   - running: `μ` and `σ²`, `[C]` each.
  ///   - eps: what is added to the variance.
  /// - Returns: `y`, in the shape of `x`.
  public static func batchNorm(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>? = nil, bias: Tensor<Scalar>? = nil,
    by running: BatchNormStatistics<Scalar>, eps: Double = 1e-5
  ) -> Tensor<Scalar> {
    batchNorm(
      input, weight: weight, bias: bias, running: running,
      options: BatchNormOptions(phase: .evaluation, eps: eps)
    ).output
  }
}
