import Kernels
import RealModule
import Tensors

extension Reference {
  // μ[c]  = 1/M · Σ n,s  x[n,c,s]               in training; in evaluation the running mean
  // σ²[c] = 1/M · Σ n,s (x[n,c,s] − μ[c])²      in training; in evaluation the running variance
  // y[n,c,s] = γ[c] · (x[n,c,s] − μ[c]) / √(σ²[c] + eps) + β[c]

  /// Each channel moved and scaled to mean 0 and variance 1, then by γ and β.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func batchNorm(
    _ input: Tensor<Scalar>, weight: Tensor<Scalar>?, bias: Tensor<Scalar>?,
    running: BatchNormStatistics<Scalar>?, options: BatchNormOptions
  ) -> BatchNormResult<Scalar> {
    let geometry = BatchNormGeometry(
      input, weight: weight, bias: bias, running: running, options: options)
    let x = input.reshaped(geometry.lines.shape)
    let statistics = statistics(of: x, running: running, options: options)
    let (mean, variance) = (statistics.mean, statistics.variance)
    var y = Tensor<Scalar>.zeros(x.shape)
    for n in 0..<geometry.pictures {
      for c in 0..<geometry.channels {
        for s in 0..<geometry.places {
          let normal = (x[n, c, s] - mean[c]) / .sqrt(variance[c] + Scalar(options.eps))
          y[n, c, s] = (weight?[c] ?? 1) * normal + (bias?[c] ?? 0)
        }
      }
    }
    return BatchNormResult(
      output: y.reshaped(input.shape),
      running: running.map {
        moved($0, towards: statistics, count: geometry.numbersPerChannel, options: options)
      })
  }

  // x̂ = (x − μ) / √(σ² + eps)
  // dβ[c] = Σ n,s  dy[n,c,s]
  // dγ[c] = Σ n,s  dy[n,c,s] · x̂[n,c,s]
  // dx = γ / √(σ² + eps) · (dy − dβ/M − x̂·dγ/M)      in training
  // dx = γ / √(σ² + eps) · dy                        in evaluation

  /// The gradients of `batchNorm`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func batchNormBackward(
    _ gradOutput: Tensor<Scalar>, input: Tensor<Scalar>, weight: Tensor<Scalar>?,
    running: BatchNormStatistics<Scalar>?, options: BatchNormOptions
  ) -> WeightedGradients<Scalar> {
    let geometry = BatchNormGeometry(
      input, weight: weight, bias: nil, running: running, options: options)
    ShapeError.requireGradient(gradOutput.shape, of: input.shape)
    let (x, dy) = (
      input.reshaped(geometry.lines.shape), gradOutput.reshaped(geometry.lines.shape)
    )
    let statistics = statistics(of: x, running: running, options: options)
    let (mean, variance) = (statistics.mean, statistics.variance)
    let m = Scalar(geometry.numbersPerChannel)
    var dx = Tensor<Scalar>.zeros(x.shape)
    var dWeight = Tensor<Scalar>.zeros([geometry.channels])
    var dBias = Tensor<Scalar>.zeros([geometry.channels])
    for c in 0..<geometry.channels {
      let deviation: Scalar = .sqrt(variance[c] + Scalar(options.eps))
      var (sum, products) = (0.0, 0.0)
      for n in 0..<geometry.pictures {
        for s in 0..<geometry.places {
          sum += Double(dy[n, c, s])
          let normal = (x[n, c, s] - mean[c]) / deviation
          products += Double(dy[n, c, s] * normal)
        }
      }
      dBias[c] = Scalar(sum)
      dWeight[c] = Scalar(products)
      for n in 0..<geometry.pictures {
        for s in 0..<geometry.places {
          let normal = (x[n, c, s] - mean[c]) / deviation
          let throughStatistics = dBias[c] / m + normal * dWeight[c] / m
          dx[n, c, s] =
            (weight?[c] ?? 1) / deviation
            * (options.phase == .training ? dy[n, c, s] - throughStatistics : dy[n, c, s])
        }
      }
    }
    return WeightedGradients(
      gradInput: dx.reshaped(input.shape), gradWeight: dWeight, gradBias: dBias)
  }

  /// μ and σ² of each channel: the batch's in training, the running ones in evaluation.
  ///
  /// Their sums run over a whole batch, so the running total is in Double: in Float, a channel whose
  /// mean lies far from 0 would lose its digits.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func statistics(
    of x: Tensor<Scalar>, running: BatchNormStatistics<Scalar>?, options: BatchNormOptions
  ) -> BatchNormStatistics<Scalar> {
    if options.phase == .evaluation, let running { return running }
    var statistics = BatchNormStatistics<Scalar>(channels: x.shape[1])
    let m = Double(x.shape[0] * x.shape[2])
    for c in 0..<x.shape[1] {
      var sum = 0.0
      for n in 0..<x.shape[0] {
        for s in 0..<x.shape[2] { sum += Double(x[n, c, s]) }
      }
      let mean = sum / m
      var squares = 0.0
      for n in 0..<x.shape[0] {
        for s in 0..<x.shape[2] {
          squares += (Double(x[n, c, s]) - mean) * (Double(x[n, c, s]) - mean)
        }
      }
      statistics.mean[c] = Scalar(mean)
      statistics.variance[c] = Scalar(squares / m)
    }
    return statistics
  }

  // runningMean     ← (1 − momentum)·runningMean     + momentum·μ
  // runningVariance ← (1 − momentum)·runningVariance + momentum·σ²·M/(M − 1)

  /// The running statistics after a batch; in evaluation as they were.
  private static func moved(
    _ running: BatchNormStatistics<Scalar>, towards batch: BatchNormStatistics<Scalar>,
    count: Int, options: BatchNormOptions
  ) -> BatchNormStatistics<Scalar> {
    guard options.phase == .training else { return running }
    let momentum = Scalar(options.momentum)
    let unbiased = batch.variance * (Scalar(count) / Scalar(count - 1))
    return BatchNormStatistics(
      mean: (1 - momentum) * running.mean + momentum * batch.mean,
      variance: (1 - momentum) * running.variance + momentum * unbiased)
  }
}
