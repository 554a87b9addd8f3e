// Batch norm: four sums of each channel (`ChannelSums`), what follows from them, and a pass that writes.
// Of pictures a task is a channel, and is written while its numbers are in the cache. Where the sums
// aren't needed, or neighbours are different channels, all is written in the order of memory.

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
    let bias = bias ?? .zeros([pass.channels])
    var (means, variances) = (pass.noNumbers, pass.noNumbers)
    let output = Tensor<Float>(shape: input.shape) { output in
      let y = output.baseAddress!
      pass.with(input, bias, &means, &variances) { x, bias, means, variances in
        let constants = BatchNormConstants(pass.channels)
        pass.forEach(x, nil, needsSums: options.phase == .training) { c, pivot, sums in
          let statistics = pass.statistics(of: c, pivot, sums)
          means[c] = statistics.mean
          variances[c] = statistics.variance
          constants.mean[c] = Float(statistics.mean)
          constants.scale[c] = Float(statistics.scale)
          constants.shift[c] = bias[c]
        } writeLine: { place, channel in
          constants.normalizeLine(x + place, to: y + place, pass.places, channel)
        } writeRow: { place in
          constants.normalizeRow(x + place, to: y + place, pass.channels)
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
    let isTraining = options.phase == .training
    var (gradWeight, gradBias) = (pass.noNumbers, pass.noNumbers)
    let gradInput = Tensor<Float>(shape: input.shape) { gradInput in
      let dx = gradInput.baseAddress!
      pass.with(input, gradOutput, &gradWeight, &gradBias) { x, dy, gradWeight, gradBias in
        let constants = BatchNormConstants(pass.channels)
        pass.forEach(x, dy, needsSums: true) { c, pivot, sums in
          let statistics = pass.statistics(of: c, pivot, sums)
          // Σ dy·(x − μ), from deviations from the pivot. In evaluation that is μ itself.
          let products =
            isTraining
            ? sums.products - (statistics.mean - pivot) * sums.gradients : sums.products
          let ofWeight = products * statistics.slope
          gradWeight[c] = ofWeight
          gradBias[c] = sums.gradients
          constants.mean[c] = Float(statistics.mean)
          constants.scale[c] = Float(statistics.scale)
          // The statistics move with x: dx = scale·(dy − level − (x − μ)·tilt).
          constants.level[c] = Float(sums.gradients / pass.numbersPerChannel)
          constants.tilt[c] = Float(statistics.slope * ofWeight / pass.numbersPerChannel)
        } writeLine: { place, channel in
          if isTraining {
            constants.gradientLine(x + place, dy + place, to: dx + place, pass.places, channel)
          } else {
            constants.scaleLine(dy + place, to: dx + place, pass.places, channel)
          }
        } writeRow: { place in
          if isTraining {
            constants.gradientRow(x + place, dy + place, to: dx + place, pass.channels)
          } else {
            constants.scaleRow(dy + place, to: dx + place, pass.channels)
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
  /// The sizes of [N, C, S].
  let pictures: Int
  let channels: Int
  let places: Int
  let numbersPerChannel: Double
  private let eps: Double
  private let weight: Tensor<Float>?
  /// What to normalise by, in evaluation; nil to take the batch's own.
  private let running: BatchNormStatistics<Float>?

  init(
    _ geometry: BatchNormGeometry, weight: Tensor<Float>?, running: BatchNormStatistics<Float>?,
    options: BatchNormOptions
  ) {
    (pictures, channels, places) = (geometry.pictures, geometry.channels, geometry.places)
    numbersPerChannel = Double(geometry.numbersPerChannel)
    eps = options.eps
    self.weight = weight
    self.running = options.phase == .evaluation ? running : nil
  }

  /// One number for each channel, still 0.
  var noNumbers: Tensor<Double> { .zeros([channels]) }

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

  /// Goes through all channels, shared by threads.
  ///
  /// - Parameters:
  ///   - dy: the gradients; nil if there are none.
  ///   - needsSums: whether `know` needs the channel's sums; they are 0 otherwise.
  ///   - know: called for each channel, before anything of it is written.
  ///   - writeLine: writes the numbers of a channel from `place` on, all that lie side by side.
  ///   - writeRow: writes one number of each channel, from `place` on.
  @inline(__always)
  func forEach(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>?, needsSums: Bool,
    know: (_ channel: Int, _ pivot: Double, _ sums: ChannelSums) -> Void,
    writeLine: (_ place: Int, _ channel: Int) -> Void, writeRow: (_ place: Int) -> Void
  ) {
    let count = pictures * channels * places
    guard count > 0 else {
      for channel in 0..<channels { know(channel, 0, ChannelSums()) }
      return
    }
    if places > 1 && needsSums {
      Threads.forEach(channels, work: count * 12) { channel in
        let first = channel * places
        let pivot = pivot(of: channel, x + first)
        let sums = ChannelSums.ofLines(
          x + first, dy.map { $0 + first }, pivot: pivot, count: places, lines: pictures,
          step: channels * places)
        know(channel, pivot, sums)
        for n in 0..<pictures { writeLine((n * channels + channel) * places, channel) }
      }
      return
    }
    if needsSums {
      let pivots = (0..<channels).map { pivot(of: $0, x + $0) }
      ColumnSums(rows: pictures, columns: channels).forEach(x, dy, pivots: pivots) {
        know($0, pivots[$0], $1)
      }
    } else {
      for channel in 0..<channels { know(channel, 0, ChannelSums()) }
    }
    // Lines of a picture's channel, or of all channels of a picture.
    let (lines, size) = places > 1 ? (pictures * channels, places) : (pictures, channels)
    let linesOfTask = max(1, Threads.stretch / size)
    Threads.forEach((lines + linesOfTask - 1) / linesOfTask, work: count * 4) { task in
      for line in task * linesOfTask..<min(lines, (task + 1) * linesOfTask) {
        if places > 1 {
          writeLine(line * size, line % channels)
        } else {
          writeRow(line * size)
        }
      }
    }
  }

  /// What a channel's deviations are taken from; `first` is where its first number is.
  private func pivot(of channel: Int, _ first: UnsafePointer<Float>) -> Double {
    running.map { Double($0.mean[channel]) } ?? ChannelSums.pivot(first.pointee)
  }

  /// What a channel is normalised by.
  struct Statistics {
    /// μ, σ² and 1/√(σ² + eps), and the last times the weight.
    let mean: Double
    let variance: Double
    let slope: Double
    let scale: Double
  }

  func statistics(of channel: Int, _ pivot: Double, _ sums: ChannelSums) -> Statistics {
    var (mean, variance) = (0.0, 0.0)
    if let running {
      (mean, variance) = (Double(running.mean[channel]), Double(running.variance[channel]))
    } else {
      let deviation = sums.deviations / numbersPerChannel
      mean = pivot + deviation
      variance = (sums.squares - sums.deviations * deviation) / numbersPerChannel
      // Rounding may leave less than nothing; a NaN stays one.
      if variance < 0 { variance = 0 }
    }
    let slope = 1 / (variance + eps).squareRoot()
    let weight = weight.map { Double($0[channel]) } ?? 1
    return Statistics(mean: mean, variance: variance, slope: slope, scale: slope * weight)
  }

  /// The running statistics, moved towards these; their variance is the unbiased one.
  func moved(
    _ running: BatchNormStatistics<Float>, towards means: Tensor<Double>,
    _ variances: Tensor<Double>, momentum: Double
  ) -> BatchNormStatistics<Float> {
    let m = numbersPerChannel
    var moved = running
    for c in 0..<channels {
      moved.mean[c] = Float((1 - momentum) * Double(running.mean[c]) + momentum * means[c])
      moved.variance[c] = Float(
        (1 - momentum) * Double(running.variance[c]) + momentum * variances[c] * m / (m - 1))
    }
    return moved
  }
}
