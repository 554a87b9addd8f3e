// Batch norm by channels: a task is one channel, whose mean, variance and output it computes one
// after the other. The statistics are sums over the whole batch, so they run in Double, and the
// variance in a second pass over the deviations: E[x²] − E[x]² would cancel where the mean is large.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// Each channel moved and scaled to mean 0 and variance 1; `NormalizationKernels` has the formula.
  public static func batchNorm(
    _ input: Tensor<Float>, weight: Tensor<Float>?, bias: Tensor<Float>?,
    running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) -> BatchNormResult<Float> {
    let geometry = BatchNormGeometry(
      input, weight: weight, bias: bias, running: running, options: options)
    let statistics = ChannelStatistics(of: input, geometry, running: running, options: options)
    let channels = statistics.channels
    let output = Tensor<Float>(shape: input.shape) { output in
      input.withUnsafeScalars { input in
        Threads.forEach(channels.channels, work: channels.count * 4) { c in
          let mean = Float(statistics.mean[c])
          let scale = Float(statistics.slope[c] * Double(weight?[c] ?? 1))
          let shift = bias?[c] ?? 0
          channels.forEachStretch(of: c) { stretch in
            for place in stretch { output[place] = (input[place] - mean) * scale + shift }
          }
        }
      }
    }
    return BatchNormResult(
      output: output,
      running: options.phase == .training
        ? running.map { statistics.moved($0, momentum: options.momentum) } : running)
  }

  /// The gradients of `batchNorm`.
  public static func batchNormBackward(
    _ gradOutput: Tensor<Float>, input: Tensor<Float>, weight: Tensor<Float>?,
    running: BatchNormStatistics<Float>?, options: BatchNormOptions
  ) -> WeightedGradients<Float> {
    let geometry = BatchNormGeometry(
      input, weight: weight, bias: nil, running: running, options: options)
    ShapeError.requireGradient(gradOutput.shape, of: input.shape)
    let statistics = ChannelStatistics(of: input, geometry, running: running, options: options)
    let channels = statistics.channels
    var gradWeight = Tensor<Float>.zeros([geometry.channels])
    var gradBias = Tensor<Float>.zeros([geometry.channels])
    let gradInput = Tensor<Float>(shape: input.shape) { gradInput in
      input.withUnsafeScalars { x in
        gradOutput.withUnsafeScalars { dy in
          gradWeight.withUnsafeMutableScalars { gradWeight in
            gradBias.withUnsafeMutableScalars { gradBias in
              Threads.forEach(channels.channels, work: channels.count * 12) { c in
                let (mean, slope) = (statistics.mean[c], statistics.slope[c])
                let ofBias = channels.sum(c) { Double(dy[$0]) }
                let ofWeight =
                  channels.sum(c) { Double(dy[$0]) * (Double(x[$0]) - mean) } * slope
                (gradBias[c], gradWeight[c]) = (Float(ofBias), Float(ofWeight))
                let scale = Float(slope * Double(weight?[c] ?? 1))
                guard options.phase == .training else {
                  channels.forEachStretch(of: c) { stretch in
                    for i in stretch { gradInput[i] = scale * dy[i] }
                  }
                  return
                }
                // The statistics move with x: dx = scale·(dy − level − (x − μ)·tilt).
                let m = Double(geometry.numbersPerChannel)
                let (level, tilt) = (Float(ofBias / m), Float(slope * ofWeight / m))
                let center = Float(mean)
                channels.forEachStretch(of: c) { stretch in
                  for i in stretch {
                    gradInput[i] = scale * (dy[i] - level - (x[i] - center) * tilt)
                  }
                }
              }
            }
          }
        }
      }
    }
    return WeightedGradients(gradInput: gradInput, gradWeight: gradWeight, gradBias: gradBias)
  }
}

/// What each channel is normalised by.
private struct ChannelStatistics {
  let channels: ChannelLines
  /// μ, σ² and 1/√(σ² + eps).
  let mean: [Double]
  let variance: [Double]
  let slope: [Double]

  /// Those of the batch in training, the running ones in evaluation.
  init(
    of input: Tensor<Float>, _ geometry: BatchNormGeometry, running: BatchNormStatistics<Float>?,
    options: BatchNormOptions
  ) {
    channels = ChannelLines(
      pictures: geometry.pictures, channels: geometry.channels, places: geometry.places)
    if options.phase == .evaluation, let running {
      mean = running.mean.scalars.map(Double.init)
      variance = running.variance.scalars.map(Double.init)
    } else {
      let m = Double(geometry.numbersPerChannel)
      (mean, variance) = Self.moments(of: input, channels, count: m)
    }
    slope = variance.map { 1 / ($0 + options.eps).squareRoot() }
  }

  private static func moments(
    of input: Tensor<Float>, _ channels: ChannelLines, count m: Double
  ) -> (mean: [Double], variance: [Double]) {
    var means = [Double](repeating: 0, count: channels.channels)
    var variances = means
    means.withUnsafeMutableBufferPointer { means in
      variances.withUnsafeMutableBufferPointer { variances in
        let (means, variances) = (means, variances)
        input.withUnsafeScalars { x in
          Threads.forEach(channels.channels, work: channels.count * 8) { c in
            let mean = channels.sum(c) { Double(x[$0]) } / m
            let squares = channels.sum(c) {
              let deviation = Double(x[$0]) - mean
              return deviation * deviation
            }
            (means[c], variances[c]) = (mean, squares / m)
          }
        }
      }
    }
    return (means, variances)
  }

  /// The running statistics, moved towards these; their variance is the unbiased one.
  func moved(
    _ running: BatchNormStatistics<Float>, momentum: Double
  ) -> BatchNormStatistics<Float> {
    let m = Double(channels.pictures * channels.places)
    var moved = running
    for c in 0..<channels.channels {
      moved.mean[c] = Float((1 - momentum) * Double(running.mean[c]) + momentum * mean[c])
      moved.variance[c] = Float(
        (1 - momentum) * Double(running.variance[c]) + momentum * variance[c] * m / (m - 1))
    }
    return moved
  }
}
