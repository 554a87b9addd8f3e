// Batch norm by channels (`ChannelVectors`): a task is one channel, or sixteen side by side, whose mean,
// variance and output it computes one after the other, while the numbers are in the cache. The statistics
// are sums over the whole batch, so they run in Double, and the variance in a second pass over the
// deviations: E[x²] − E[x]² would cancel where the mean is large.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// Each channel moved and scaled to mean 0 and variance 1; `NormalizationKernels` has the formula.
  public static func batchNorm(
    _ input: Tensor<Float>, weight: Tensor<Float>?, bias: Tensor<Float>?,
    running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) -> BatchNormResult<Float> {
    let pass = BatchNormPass(
      BatchNormGeometry(input, weight: weight, bias: bias, running: running, options: options),
      weight: weight, running: running, options: options)
    let bias = bias ?? .zeros([pass.lines.channels])
    var (means, variances) = (pass.noNumbers, pass.noNumbers)
    let output = Tensor<Float>(shape: input.shape) { output in
      let y = output.baseAddress!
      pass.with(input, bias, &means, &variances) { x, bias, means, variances in
        pass.lines.forEach(workEach: 12) { channels in
          let statistics = pass.statistics(of: channels, x)
          channels.write(statistics.mean, to: means)
          channels.write(statistics.variance, to: variances)
          let mean = Floats(rounding: statistics.mean)
          let scale = Floats(rounding: statistics.scale)
          let shift = channels.load(bias)
          for n in 0..<pass.lines.pictures {
            for places in channels.vectors(n) {
              places.store((places.load(x) - mean) * scale + shift, to: y)
            }
          }
        }
      }
    }
    return BatchNormResult(
      output: output,
      running: options.phase == .training
        ? running.map { pass.moved($0, towards: means, variances, momentum: options.momentum) }
        : running)
  }

  /// The gradients of `batchNorm`.
  public static func batchNormBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>?,
    running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) -> WeightedGradients<Float> {
    let pass = BatchNormPass(
      BatchNormGeometry(input, weight: weight, bias: nil, running: running, options: options),
      weight: weight, running: running, options: options)
    ShapeError.requireGradient(gradOutput.shape, of: input.shape)
    var (gradWeight, gradBias) = (pass.noNumbers, pass.noNumbers)
    let gradInput = Tensor<Float>(shape: input.shape) { gradInput in
      let dx = gradInput.baseAddress!
      pass.with(input, gradOutput, &gradWeight, &gradBias) { x, dy, gradWeight, gradBias in
        pass.lines.forEach(workEach: 16) { channels in
          let statistics = pass.statistics(of: channels, x)
          var (sums, sumsOfDeviations) = (Doubles.zero, Doubles.zero)
          for n in 0..<pass.lines.pictures {
            for places in channels.vectors(n) {
              let dy = Doubles(widening: places.load(dy))
              sums += dy
              sumsOfDeviations += dy * (Doubles(widening: places.load(x)) - statistics.mean)
            }
          }
          let ofBias = channels.joined(sums)
          let ofWeight = channels.joined(sumsOfDeviations) * statistics.slope
          channels.write(ofWeight, to: gradWeight)
          channels.write(ofBias, to: gradBias)
          let scale = Floats(rounding: statistics.scale)
          guard options.phase == .training else {
            for n in 0..<pass.lines.pictures {
              for places in channels.vectors(n) { places.store(scale * places.load(dy), to: dx) }
            }
            return
          }
          // The statistics move with x: dx = scale·(dy − level − (x − μ)·tilt).
          let level = Floats(rounding: ofBias / pass.numbersPerChannel)
          let tilt = Floats(rounding: statistics.slope * ofWeight / pass.numbersPerChannel)
          let mean = Floats(rounding: statistics.mean)
          for n in 0..<pass.lines.pictures {
            for places in channels.vectors(n) {
              let deviation = places.load(x) - mean
              places.store(scale * (places.load(dy) - level - deviation * tilt), to: dx)
            }
          }
        }
      }
    }
    return WeightedGradients(
      gradInput: gradInput, gradWeight: gradWeight.map { Float($0) },
      gradBias: gradBias.map { Float($0) })
  }
}

/// What forward and backward have in common.
private struct BatchNormPass {
  let lines: ChannelLines
  let numbersPerChannel: Double
  private let eps: Double
  private let weight: Tensor<Float>
  /// What to normalise by, in evaluation; nil to take the batch's own.
  private let running: BatchNormStatistics<Float>?

  init(
    _ geometry: BatchNormGeometry, weight: Tensor<Float>?, running: BatchNormStatistics<Float>?,
    options: BatchNormOptions
  ) {
    lines = ChannelLines(
      pictures: geometry.pictures, channels: geometry.channels, places: geometry.places)
    numbersPerChannel = Double(geometry.numbersPerChannel)
    eps = options.eps
    self.weight = weight ?? Tensor(repeating: 1, shape: [geometry.channels])
    self.running = options.phase == .evaluation ? running : nil
  }

  /// One number for each channel, still 0.
  var noNumbers: Tensor<Double> { .zeros([lines.channels]) }

  /// Calls `body` with the memory of two tensors to read and two to write.
  @inline(__always)
  func with(
    _ input: Tensor<Float>, _ other: Tensor<Float>, _ first: inout Tensor<Double>,
    _ second: inout Tensor<Double>,
    _ body: (
      UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Double>
    ) -> Void
  ) {
    input.withUnsafeScalars { input in
      other.withUnsafeScalars { other in
        first.withUnsafeMutableScalars { first in
          second.withUnsafeMutableScalars { second in
            body(
              input.baseAddress!, other.baseAddress!, first.baseAddress!, second.baseAddress!)
          }
        }
      }
    }
  }

  /// What some channels are normalised by.
  struct Statistics {
    /// μ, σ² and 1/√(σ² + eps), and the last times the weight.
    let mean: Doubles
    let variance: Doubles
    let slope: Doubles
    let scale: Doubles
  }

  @inline(always)
  func statistics(of channels: ChannelVectors, _ x: UnsafePointer<Float>) -> Statistics {
    let (mean, variance) = moments(of: channels, x)
    let slope = 1 / (variance + eps).squareRoot()
    let weight = weight.withUnsafeScalars { Doubles(widening: channels.load($0.baseAddress!)) }
    return Statistics(mean: mean, variance: variance, slope: slope, scale: slope * weight)
  }

  @inline(always)
  private func moments(
    of channels: ChannelVectors, _ x: UnsafePointer<Float>
  ) -> (mean: Doubles, variance: Doubles) {
    if let running {
      return (
        running.mean.withUnsafeScalars { Doubles(widening: channels.load($0.baseAddress!)) },
        running.variance.withUnsafeScalars { Doubles(widening: channels.load($0.baseAddress!)) }
      )
    }
    var sums = Doubles.zero
    for n in 0..<lines.pictures {
      for places in channels.vectors(n) { sums += Doubles(widening: places.load(x)) }
    }
    let mean = channels.joined(sums) / numbersPerChannel
    var squares = Doubles.zero
    for n in 0..<lines.pictures {
      for places in channels.vectors(n) {
        let deviation = Doubles(widening: places.load(x)) - mean
        squares += places.kept(deviation * deviation)
      }
    }
    return (mean, channels.joined(squares) / numbersPerChannel)
  }

  /// The running statistics, moved towards these; their variance is the unbiased one.
  func moved(
    _ running: BatchNormStatistics<Float>, towards means: Tensor<Double>,
    _ variances: Tensor<Double>, momentum: Double
  ) -> BatchNormStatistics<Float> {
    let m = numbersPerChannel
    var moved = running
    for c in 0..<lines.channels {
      moved.mean[c] = Float((1 - momentum) * Double(running.mean[c]) + momentum * means[c])
      moved.variance[c] = Float(
        (1 - momentum) * Double(running.variance[c]) + momentum * variances[c] * m / (m - 1))
    }
    return moved
  }
}
