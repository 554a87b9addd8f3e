public import Kernels
public import Tensors

/// Each channel brought to mean 0 and variance 1, then to a weight and a bias that are learned.
///
/// In training mean and variance are the batch's, and running ones follow them; in evaluation they are the
/// running ones.
public final class BatchNorm: Layer {
  /// γ, `[C]`.
  public let weight: Parameter
  /// β, `[C]`.
  public let bias: Parameter
  /// The running mean, `[C]`.
  public let runningMean: Parameter
  /// The running variance, `[C]`.
  public let runningVariance: Parameter
  /// How far one batch moves the running ones, and what is added to the variance.
  public let (momentum, eps): (Double, Double)
  private var input: Tensor<Float>?

  /// Batch normalisation.
  ///
  /// - Parameters:
  ///   - channels: C.
  ///   - momentum: how far one batch moves the running statistics.
  ///   - eps: what is added to the variance.
  public init(channels: Int, momentum: Double = 0.1, eps: Double = 1e-5) {
    (self.momentum, self.eps) = (momentum, eps)
    weight = Parameter("weight", .bias, shape: [channels], initializer: .constant(1))
    bias = Parameter("bias", .bias, shape: [channels], initializer: .constant(0))
    runningMean = Parameter(
      "running_mean", .statistics, shape: [channels], initializer: .constant(0))
    runningVariance = Parameter(
      "running_var", .statistics, shape: [channels], initializer: .constant(1))
  }

  private var running: BatchNormStatistics<Float> {
    BatchNormStatistics(mean: runningMean.value, variance: runningVariance.value)
  }

  private func options(_ pass: Pass) -> BatchNormOptions {
    BatchNormOptions(phase: pass.phase, momentum: momentum, eps: eps)
  }

  public func forward(_ input: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    self.input = pass.isTraining ? input : nil
    let result = pass.kernels.batchNorm(
      input, weight: weight.value, bias: bias.value, running: running, options: options(pass))
    if pass.isTraining, let running = result.running {
      (runningMean.value, runningVariance.value) = (running.mean, running.variance)
    }
    return result.output
  }

  public func backward(_ gradOutput: Tensor<Float>, in pass: Pass) -> Tensor<Float> {
    let gradients = pass.kernels.batchNormBackward(
      gradOutput, input: kept(input, by: self), weight: weight.value, running: nil,
      options: options(pass))
    weight.add(gradient: gradients.gradWeight)
    bias.add(gradient: gradients.gradBias)
    return gradients.gradInput
  }

  public func outputShape(of input: [Int]) throws(ShapeError) -> [Int] {
    guard input.count >= 2, input[1] == weight.count else {
      throw ShapeError(
        "batchNorm of \(weight.count) channels needs [N, \(weight.count), …], and the input is \(input)"
      )
    }
    return input
  }

  public var state: [Parameter] { [weight, bias, runningMean, runningVariance] }
}
