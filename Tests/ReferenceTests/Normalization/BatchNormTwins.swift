import Kernels
import ReferenceKernels
import Tensors

/// Batch normalisations with one mistake each.
enum BatchNormTwins {
  private static func changed(
    _ call: BatchNormCall, _ change: (inout BatchNormCall) -> Void
  ) -> Answer {
    var other = call
    change(&other)
    return other.reference(in: Double.self)
  }

  /// M/(M − 1), by which the unbiased variance is larger.
  private static func correction(_ call: BatchNormCall) -> Double {
    let count = Double(call.x.count / call.channels)
    return count / (count - 1)
  }

  static let all: [Twin<BatchNormCall>] = [
    Twin("the biased variance kept") { call in
      guard call.phase == .training, let running = call.running,
        let variance = call.reference(in: Double.self)["runningVariance"]
      else { return nil }
      let old = (1 - call.momentum) * running.variance
      return ["runningVariance": old + (variance - old) * (1 / correction(call))]
    },
    Twin("the unbiased variance normalises") { call in
      guard call.phase == .training, call.weight == nil else { return nil }
      let y = call.reference(in: Double.self)["output"]!
      return ["output": y.map { y in y / correction(call).squareRoot() }]
    },
    Twin("momentum for 1 − momentum") { call in
      changed(call) { $0.momentum = 1 - $0.momentum }
        .filter { $0.key.hasPrefix("running") }
    },
    Twin("the running statistics left as they were") { call in
      guard call.phase == .training, let running = call.running else { return nil }
      return ["runningMean": running.mean, "runningVariance": running.variance]
    },
    Twin("moved in evaluation too") { call in
      guard call.phase == .evaluation, call.input[0] > 1 else { return nil }
      return changed(call) { $0.phase = .training }.filter { $0.key.hasPrefix("running") }
    },
    Twin("evaluation by the batch") { call in
      guard call.phase == .evaluation, call.input[0] > 1 else { return nil }
      return changed(call) { $0.phase = .training }.output
    },
    Twin("eps forgotten") { call in changed(call) { $0.eps = 0 }.output },
    Twin("eps added to the deviation") { call in
      changed(call) { $0.eps = call.eps * call.eps }.output
    },
    Twin("weight and bias forgotten") { call in changed(call) { $0.hasWeight = false }.output },
    Twin("one mean and variance for each picture") { call in
      guard call.phase == .training, call.input.count > 2, call.x.count > 0 else { return nil }
      let pictures = (0..<call.input[0]).map { n in
        Reference.batchNorm(
          call.x.slice(n).reshaped([1] + call.input[1...]), weight: call.weight, bias: call.bias,
          running: nil, options: call.options
        ).output.reshaped(Array(call.input[1...]))
      }
      return ["output": Tensor<Double>(stacking: pictures)]
    },
    Twin("gradient as if the statistics stood still") { call in
      guard call.phase == .training, call.x.count > 0 else { return nil }
      let places = call.x.reshaped([call.input[0], call.channels, call.input[2...].reduce(1, *)])
      var statistics = BatchNormStatistics<Double>(channels: call.channels)
      for c in 0..<call.channels {
        let own = (0..<places.shape[0]).flatMap { places.slice($0, c).scalars }
        let mean = own.reduce(0, +) / Double(own.count)
        statistics.mean[c] = mean
        statistics.variance[c] =
          own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
      }
      return Answer(
        Reference.batchNormBackward(
          call.dy, input: call.x, weight: call.weight, running: statistics,
          options: BatchNormOptions(phase: .evaluation, eps: call.eps)))
    },
    Twin("the weight forgotten in the gradient") { call in
      changed(call) { $0.hasWeight = false }.gradient
    },
    Twin("the weight's gradient by the input as it came") { call in
      let products = call.dy * call.x
      return [
        "gradWeight": Tensor<Double>(
          (0..<call.channels).map { c in
            products.mapPlaces { place, x in place[1] == c ? x : 0 }.sum()
          })
      ]
    },
    Twin("the bias's gradient as a mean") { call in
      guard call.x.count > 0 else { return nil }
      let gradient = call.reference(in: Double.self)["gradBias"]!
      return ["gradBias": gradient.map { $0 * Double(call.channels) / Double(call.x.count) }]
    },
    Twin("last picture skipped") { call in
      ["output": call.reference(in: Double.self)["output"]!.withoutLast(axis: 0)]
    },
  ]
}
