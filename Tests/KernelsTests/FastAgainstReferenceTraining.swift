import Kernels
import Tensors

extension OperationCase {
  private static func batchNorm(_ reason: String, _ shape: [Int], mean: Float) -> [OperationCase] {
    let c = shape[1]
    let tensors: [Tensor<Float>] = [
      .random(shape, in: mean - 1...mean + 1, seed: 1), .random([c], seed: 2),
      .random([c], seed: 3), .random([c], in: mean - 1...mean + 1, seed: 4),
      .random([c], in: 0.5...2, seed: 5), .random(shape, seed: 6),
    ]
    return [BatchNormOptions.Phase.training, .evaluation].flatMap { phase in
      let options = BatchNormOptions(phase: phase, momentum: 0.2)
      return [
        OperationCase("batchNorm in \(phase)", reason, on: tensors) {
          [
            $0.batchNorm(
              $1[0], weight: $1[1], bias: $1[2],
              running: BatchNormStatistics(mean: $1[3], variance: $1[4]), options: options
            ).output
          ]
        },
        OperationCase("running statistics in \(phase)", reason, on: tensors) {
          let running = $0.batchNorm(
            $1[0], weight: nil, bias: nil,
            running: BatchNormStatistics(mean: $1[3], variance: $1[4]), options: options
          ).running
          return running.map { [$0.mean, $0.variance] } ?? []
        },
        OperationCase("batchNormBackward in \(phase)", reason, on: tensors) {
          $0.batchNormBackward(
            $1[5], input: $1[0], weight: $1[1],
            running: BatchNormStatistics(mean: $1[3], variance: $1[4]), options: options
          ).all
        },
      ]
    }
  }

  static let normalizations: [OperationCase] =
    batchNorm("pictures", [3, 5, 7, 6], mean: 0)
    + batchNorm("rows of numbers", [41, 3], mean: 0.5)
    + batchNorm("a mean that is large", [2, 3, 19, 17], mean: 100)
    + [
      OperationCase("dropout", "half", .linear, [[3, 5, 7], [3, 5, 7]]) {
        [$0.dropout($1[0], mask: $1[1].map { $0 > 0 ? 1 : 0 }, probability: 0.5)]
      },
      OperationCase("dropout", "all", .linear, [[3, 5, 7], [3, 5, 7]]) {
        [$0.dropout($1[0], mask: $1[1].map { $0 > 0 ? 1 : 0 }, probability: 1)]
      },
      OperationCase("dropoutBackward", "a third", .bounded, [[3, 5, 7], [3, 5, 7]]) {
        [$0.dropoutBackward($1[0], mask: $1[1].map { $0 > 0 ? 1 : 0 }, probability: 1 / 3)]
      },
    ]

  private static func lossCases(_ shape: [Int], _ reduction: Reduction) -> [OperationCase] {
    let reason = "\(shape), \(reduction)"
    let dy = reduction == .none ? shape : []
    let tensors: [Tensor<Float>] = [
      .random(shape, in: -9...9, seed: 1), .random(shape, in: 0...1, seed: 2),
      .random(shape, in: 0...1, seed: 3), .random(shape, in: 0...2, seed: 4),
      .random([shape[shape.count - 1]], in: 0...3, seed: 5), .random(dy, seed: 6),
    ]
    return [
      OperationCase("mse", reason, on: tensors) {
        [$0.mse($1[0], target: $1[1], reduction: reduction)]
      },
      OperationCase("mseBackward", reason, on: tensors) {
        $0.mseBackward($1[5], input: $1[0], target: $1[1], reduction: reduction).all
      },
      OperationCase("binaryCrossEntropy", reason, on: tensors) {
        [$0.binaryCrossEntropy($1[1], target: $1[2], weight: $1[3], reduction: reduction)]
      },
      OperationCase("binaryCrossEntropyBackward", reason, on: tensors) {
        $0.binaryCrossEntropyBackward(
          $1[5], input: $1[1], target: $1[2], weight: $1[3], reduction: reduction
        ).all
      },
      OperationCase("binaryCrossEntropyWithLogits", reason, on: tensors) {
        [
          $0.binaryCrossEntropyWithLogits(
            $1[0], target: $1[2], weight: $1[3], positiveWeight: $1[4], reduction: reduction)
        ]
      },
      OperationCase("binaryCrossEntropyWithLogitsBackward", reason, on: tensors) {
        $0.binaryCrossEntropyWithLogitsBackward(
          $1[5], input: $1[0], target: $1[2], weight: $1[3], positiveWeight: $1[4],
          reduction: reduction
        ).all
      },
    ]
  }

  private static func crossEntropy(
    _ reason: String, _ shape: [Int], weighted: Bool, smoothing: Float, _ reduction: Reduction,
    ignoring ignored: Int = -100
  ) -> [OperationCase] {
    let targetShape = [shape[0]] + shape[2...]
    var random = SeededRandom(seed: 7)
    let classes = (0..<targetShape.reduce(1, *)).map { number in
      number % 4 == 1 ? ignored : random.whole(in: 0...shape[1] - 1)
    }
    let target = Tensor<Int>(shape: targetShape, classes)
    let tensors: [Tensor<Float>] = [
      .random(shape, in: -9...9, seed: 1), .random([shape[1]], in: 0.5...2, seed: 2),
      .random(reduction == .none ? targetShape : [], seed: 3),
    ]
    @Sendable func options(_ tensors: [Tensor<Float>]) -> CrossEntropyOptions<Float> {
      CrossEntropyOptions(
        weight: weighted ? tensors[1] : nil, ignoreIndex: ignored, labelSmoothing: smoothing,
        reduction: reduction)
    }
    return [
      OperationCase("crossEntropy", reason, on: tensors) {
        [$0.crossEntropy($1[0], target: target, options: options($1))]
      },
      OperationCase("crossEntropyBackward", reason, on: tensors) {
        [$0.crossEntropyBackward($1[2], input: $1[0], target: target, options: options($1))]
      },
    ]
  }

  static let losses: [OperationCase] = Reduction.allCases.flatMap(lossCases) + penalties

  private static func lossCases(_ reduction: Reduction) -> [OperationCase] {
    [
      lossCases([5, 7], reduction),
      lossCases([3, 11_003], reduction),
      crossEntropy("\(reduction)", [6, 5], weighted: false, smoothing: 0, reduction),
      crossEntropy(
        "\(reduction), weighted and smoothed", [3, 7, 4, 2], weighted: true, smoothing: 0.1,
        reduction, ignoring: 2),
      crossEntropy(
        "\(reduction), many rows", [257, 83], weighted: true, smoothing: 0, reduction),
    ].flatMap { $0 }
  }

  private static let penalties: [OperationCase] = [
    OperationCase("l1Penalty", "many numbers", .bounded, [[50_003]]) {
      [$0.l1Penalty($1[0], strength: 0.3)]
    },
    OperationCase("l1PenaltyBackward", "every sign", .bounded, [[5, 7], []]) {
      [$0.l1PenaltyBackward($1[1], weight: $1[0], strength: 0.3)]
    },
    OperationCase("l2Penalty", "many numbers", .bounded, [[50_003]]) {
      [$0.l2Penalty($1[0], strength: 0.3)]
    },
    OperationCase("l2PenaltyBackward", "every sign", .bounded, [[5, 7], []]) {
      [$0.l2PenaltyBackward($1[1], weight: $1[0], strength: 0.3)]
    },
  ]

  private static func sgd(
    _ reason: String, _ options: SGDOptions, first: Bool = false
  ) -> OperationCase {
    OperationCase("sgdStep", reason, .bounded, [[3, 7], [3, 7], [3, 7]]) {
      let step = $0.sgdStep(
        $1[0], gradient: $1[1], velocity: first ? nil : $1[2], options: options)
      return [step.parameter] + (step.velocity.map { [$0] } ?? [])
    }
  }

  private static func rmsprop(_ reason: String, momentum: Double, first: Bool) -> OperationCase {
    let options = RMSpropOptions(weightDecay: 0.1, momentum: momentum)
    return OperationCase("rmspropStep", reason, .bounded, [[3, 7], [3, 7], [3, 7], [3, 7]]) {
      let state = RMSpropState(squareAverage: $1[2].magnitudes, velocity: $1[3])
      let step = $0.rmspropStep(
        $1[0], gradient: $1[1], state: first ? nil : state, options: options)
      return [step.parameter, step.state.squareAverage] + (step.state.velocity.map { [$0] } ?? [])
    }
  }

  private static func adam(_ reason: String, steps: Int?, decoupled: Bool) -> OperationCase {
    let options = AdamOptions(weightDecay: 0.1)
    return OperationCase(
      decoupled ? "adamWStep" : "adamStep", reason, .bounded, [[3, 7], [3, 7], [3, 7], [3, 7]]
    ) { kernels, tensors in
      let state = steps.map {
        AdamState(average: tensors[2], squareAverage: tensors[3].magnitudes, steps: $0)
      }
      let step =
        decoupled
        ? kernels.adamWStep(tensors[0], gradient: tensors[1], state: state, options: options)
        : kernels.adamStep(tensors[0], gradient: tensors[1], state: state, options: options)
      return [step.parameter, step.state.average, step.state.squareAverage]
    }
  }

  static let optimizers: [OperationCase] = [
    sgd("plain", SGDOptions(learningRate: 0.1, weightDecay: 0.01)),
    sgd("first step with momentum", SGDOptions(learningRate: 0.1, momentum: 0.9), first: true),
    sgd(
      "momentum, dampening and decay",
      SGDOptions(learningRate: 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.01)),
    sgd("Nesterov", SGDOptions(learningRate: 0.1, momentum: 0.9, nesterov: true)),
    rmsprop("first step", momentum: 0, first: true),
    rmsprop("with momentum", momentum: 0.9, first: false),
    rmsprop("first step with momentum", momentum: 0.9, first: true),
    adam("first step", steps: nil, decoupled: false),
    adam("tenth step", steps: 9, decoupled: false),
    adam("first step", steps: nil, decoupled: true),
    adam("tenth step", steps: 9, decoupled: true),
  ]
}
