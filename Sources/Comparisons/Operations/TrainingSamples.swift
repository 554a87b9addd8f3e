import Kernels
import Tensors

extension LossGradients {
  fileprivate var both: [Tensor<Scalar>] { [gradInput, gradTarget] }
}

extension OperationSample {
  /// The gradient of the loss by itself.
  private static let one = Tensor<Float>(repeating: 1, shape: [])

  static let losses = [
    OperationSample("mse") { n in
      let (x, t) = (maps(n), maps(n, seed: 2))
      return [
        .forward(reading: x, t) { [$0.mse(x, target: t, reduction: .mean)] },
        .backward(reading: x, t) {
          $0.mseBackward(one, input: x, target: t, reduction: .mean).both
        },
      ]
    },
    OperationSample("crossEntropy") { n in
      let x = Tensor<Float>.random([200 * n, 1000], in: -4...4, seed: 1)
      let places = Tensor<Double>.randomWhole([200 * n], in: 0...999, seed: 2)
      let t = places.map { Int($0) }
      let options = CrossEntropyOptions<Float>()
      return [
        .forward(reading: x) { [$0.crossEntropy(x, target: t, options: options)] },
        .backward(reading: x) {
          [$0.crossEntropyBackward(one, input: x, target: t, options: options)]
        },
      ]
    },
    OperationSample("binaryCrossEntropy") { n in
      let (x, t) = (shares(n), shares(n, seed: 2))
      return [
        .forward(reading: x, t) {
          [$0.binaryCrossEntropy(x, target: t, weight: nil, reduction: .mean)]
        },
        .backward(reading: x, t) {
          $0.binaryCrossEntropyBackward(
            one, input: x, target: t, weight: nil, reduction: .mean
          ).both
        },
      ]
    },
    OperationSample("binaryCrossEntropyWithLogits") { n in
      let (x, t) = (maps(n), shares(n, seed: 2))
      return [
        .forward(reading: x, t) {
          [
            $0.binaryCrossEntropyWithLogits(
              x, target: t, weight: nil, positiveWeight: nil, reduction: .mean)
          ]
        },
        .backward(reading: x, t) {
          $0.binaryCrossEntropyWithLogitsBackward(
            one, input: x, target: t, weight: nil, positiveWeight: nil, reduction: .mean
          ).both
        },
      ]
    },
    OperationSample("l1Penalty") { n in
      let w = maps(n)
      return [
        .forward(reading: w) { [$0.l1Penalty(w, strength: 0.01)] },
        .backward(reading: w) { [$0.l1PenaltyBackward(one, weight: w, strength: 0.01)] },
      ]
    },
    OperationSample("l2Penalty") { n in
      let w = maps(n)
      return [
        .forward(reading: w) { [$0.l2Penalty(w, strength: 0.01)] },
        .backward(reading: w) { [$0.l2PenaltyBackward(one, weight: w, strength: 0.01)] },
      ]
    },
  ]

  static let optimizers = [
    OperationSample("sgd") { n in
      let (w, g, v) = (maps(n), maps(n, seed: 2), maps(n, seed: 3))
      let options = SGDOptions(learningRate: 0.1, momentum: 0.9)
      return [
        .forward(reading: w, g, v) {
          let step = $0.sgdStep(w, gradient: g, velocity: v, options: options)
          return [step.parameter] + (step.velocity.map { [$0] } ?? [])
        }
      ]
    },
    OperationSample("rmsprop") { n in
      let (w, g) = (maps(n), maps(n, seed: 2))
      let state = RMSpropState(squareAverage: shares(n, seed: 3))
      return [
        .forward(reading: w, g, state.squareAverage) {
          let step = $0.rmspropStep(w, gradient: g, state: state, options: RMSpropOptions())
          return [step.parameter, step.state.squareAverage]
        }
      ]
    },
    adam("adam") { $0.adamStep($1, gradient: $2, state: $3, options: AdamOptions()) },
    adam("adamW") {
      $0.adamWStep($1, gradient: $2, state: $3, options: AdamOptions(weightDecay: 0.01))
    },
  ]

  /// The tenth step of Adam, with either way of weight decay.
  private static func adam(
    _ name: String,
    _ step:
      @escaping @Sendable (
        any Kernels<Float>.Type, _ w: Tensor<Float>, _ g: Tensor<Float>, AdamState<Float>
      ) -> AdamStep<Float>
  ) -> OperationSample {
    OperationSample(name) { n in
      let (w, g) = (maps(n), maps(n, seed: 2))
      let state = AdamState(
        average: maps(n, seed: 3), squareAverage: shares(n, seed: 4), steps: 9)
      return [
        .forward(reading: w, g, state.average, state.squareAverage) {
          let step = step($0, w, g, state)
          return [step.parameter, step.state.average, step.state.squareAverage]
        }
      ]
    }
  }

  static let quantizations = [
    OperationSample("quantize") { n in
      let x = maps(n)
      return [
        Call(pass: .forward, bytesRead: 4 * x.count, multiplyAdds: 0) {
          .int8($0.quantize(x, quantization: Quantization(scale: 0.01), as: Int8.self))
        }
      ]
    },
    OperationSample("dequantize") { n in
      let q = maps(n).map { Int8($0 * 127) }
      return [
        Call(pass: .forward, bytesRead: q.count, multiplyAdds: 0) {
          .real([$0.dequantize(q, quantization: Quantization(scale: 0.01))])
        }
      ]
    },
    OperationSample("conv2dInteger") { n in
      let x = Tensor<Float>.random([n, 16, 32, 32], seed: 1).map { Int8($0 * 127) }
      let w = Tensor<Float>.random([16, 16, 3, 3], seed: 2).map { Int8($0 * 127) }
      return [
        Call(
          pass: .forward, bytesRead: x.count + w.count,
          multiplyAdds: n * 16 * 1024 * 16 * 9
        ) {
          .int32(
            $0.conv2dInteger(
              x, inputZeroPoint: 0, weight: w, weightZeroPoints: [0], bias: nil,
              options: ConvolutionOptions(padding: 1)))
        }
      ]
    },
    OperationSample("requantize") { n in
      let sums = maps(n).map { Int32($0 * 10_000) }
      return [
        Call(pass: .forward, bytesRead: 4 * sums.count, multiplyAdds: 0) {
          .int8($0.requantize(sums, factors: [0.01], zeroPoint: 0, as: Int8.self))
        }
      ]
    },
  ]
}
