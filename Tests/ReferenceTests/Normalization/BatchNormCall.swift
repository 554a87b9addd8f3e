import Kernels
import ReferenceKernels
import Tensors

/// A batch normalisation and its gradients. The expected output is written channel by channel, over
/// lists of numbers; the expected gradients are its differences.
struct BatchNormCall: Call {
  let reason: String
  let input: [Int]
  var phase = BatchNormOptions.Phase.training
  var hasWeight = true
  var hasRunning = true
  var momentum = 0.1
  var eps = 1e-5

  var testDescription: String { "\(phase): \(reason)" }
  var tolerance: Double { 1e-9 }

  var channels: Int { input[1] }
  var options: BatchNormOptions { BatchNormOptions(phase: phase, momentum: momentum, eps: eps) }

  var x: Tensor<Double> { .random(input, in: -1...3, seed: 1) }
  var dy: Tensor<Double> { .random(input, seed: 2) }
  var weight: Tensor<Double>? { hasWeight ? .random([channels], in: 0.5...2, seed: 3) : nil }
  var bias: Tensor<Double>? { hasWeight ? .random([channels], seed: 4) : nil }
  var running: BatchNormStatistics<Double>? {
    hasRunning
      ? BatchNormStatistics(
        mean: .random([channels], seed: 5), variance: .random([channels], in: 0.5...2, seed: 6))
      : nil
  }

  /// The numbers of one channel.
  private func numbers(_ x: Tensor<Double>, channel: Int) -> [Double] {
    x.scalars.indices.filter { x.place(ofOffset: $0)[1] == channel }.map { x.scalars[$0] }
  }

  /// Mean, sum of squared distances from it, and how many numbers, of each channel.
  private func moments(_ x: Tensor<Double>) -> [(mean: Double, squares: Double, count: Double)] {
    (0..<channels).map { channel in
      let numbers = numbers(x, channel: channel)
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      return (mean, numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }, Double(numbers.count))
    }
  }

  private func output(
    _ x: Tensor<Double>, _ weight: Tensor<Double>?, _ bias: Tensor<Double>?
  ) -> Tensor<Double> {
    let moments = moments(x)
    return x.mapPlaces { place, x in
      let c = place[1]
      let isTraining = phase == .training
      let mean = isTraining ? moments[c].mean : running!.mean[c]
      let variance = isTraining ? moments[c].squares / moments[c].count : running!.variance[c]
      return (x - mean) / (variance + eps).squareRoot() * (weight?[c] ?? 1) + (bias?[c] ?? 0)
    }
  }

  var expected: Answer {
    let ones = Tensor<Double>(repeating: 1, shape: [channels])
    var answer = [
      "output": output(x, weight, bias),
      "gradInput": differences(of: { output($0, weight, bias) }, at: x, along: dy),
      "gradWeight": differences(of: { output(x, $0, bias) }, at: weight ?? ones, along: dy),
      "gradBias": differences(of: { output(x, weight, $0) }, at: .zeros([channels]), along: dy),
    ]
    guard let running else { return answer }
    let moments = moments(x)
    func moved(_ old: Tensor<Double>, _ batch: (Int) -> Double) -> Tensor<Double> {
      guard phase == .training else { return old }
      return Tensor<Double>((0..<channels).map { old[$0] + momentum * (batch($0) - old[$0]) })
    }
    answer["runningMean"] = moved(running.mean) { moments[$0].mean }
    answer["runningVariance"] = moved(running.variance) {
      moments[$0].squares / (moments[$0].count - 1)
    }
    return answer
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    let x = Tensor<Scalar>(x)
    let weight = weight.map { Tensor<Scalar>($0) }
    let running = running.map {
      BatchNormStatistics(mean: Tensor<Scalar>($0.mean), variance: Tensor<Scalar>($0.variance))
    }
    let result = Reference.batchNorm(
      x, weight: weight, bias: bias.map { Tensor<Scalar>($0) }, running: running,
      options: options)
    var answer = Answer(
      Reference.batchNormBackward(
        Tensor<Scalar>(dy), input: x, weight: weight, running: running, options: options))
    answer["output"] = Tensor<Double>(result.output)
    if let running = result.running {
      answer["runningMean"] = Tensor<Double>(running.mean)
      answer["runningVariance"] = Tensor<Double>(running.variance)
    }
    return answer
  }

  static let all =
    [BatchNormOptions.Phase.training, .evaluation].flatMap { phase in
      [
        BatchNormCall(reason: "pictures", input: [3, 2, 5, 4], phase: phase),
        BatchNormCall(reason: "rows", input: [2, 3, 7], phase: phase, momentum: 0.5),
        BatchNormCall(reason: "one number for each channel and row", input: [5, 3], phase: phase),
        BatchNormCall(reason: "volumes", input: [1, 2, 2, 3, 2], phase: phase),
        BatchNormCall(
          reason: "neither weight nor bias", input: [2, 3, 4], phase: phase, hasWeight: false),
        BatchNormCall(
          reason: "an eps as large as the variance", input: [2, 3, 5], phase: phase, eps: 1),
        BatchNormCall(
          reason: "two numbers for each channel, the fewest", input: [2, 3], phase: phase, eps: 0.5),
        BatchNormCall(
          reason: "the whole way to the batch", input: [3, 2, 3], phase: phase, momentum: 1),
      ]
    } + [
      BatchNormCall(reason: "keeps no running statistics", input: [3, 2, 4], hasRunning: false),
      BatchNormCall(reason: "no pictures at all", input: [0, 2, 4], phase: .evaluation),
      BatchNormCall(reason: "one picture of one place", input: [1, 3, 1], phase: .evaluation),
    ]
}
