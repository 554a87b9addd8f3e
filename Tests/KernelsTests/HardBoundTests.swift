import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Loupe

/// Inputs at which a bound that is only nearly right shows it: what cancels, what is tiny or huge,
/// what is infinite.
@Suite struct HardBoundTests {
  @Test("Reference and fast are within the bound at hard inputs", arguments: BoundCase.hard)
  func bothAreWithinTheBound(_ row: BoundCase) throws {
    let agreement = try Agreement(of: [Reference.self, Fast.self], on: []) { kernels, _ in
      row.apply(kernels)
    }
    #expect(agreement.agrees, "\(agreement)")
  }
}

/// Numbers from −1 to 1, others for each seed.
private func x(_ shape: Int..., seed: UInt64 = 1) -> Tensor<Float> { .random(shape, seed: seed) }

/// Numbers of all magnitudes from 2⁻¹⁰⁰ to 2¹⁰⁰, of either sign.
private func wide(_ count: Int, seed: UInt64 = 1) -> Tensor<Float> {
  let exponents = Tensor<Float>.randomWhole([count], in: -100...100, seed: seed)
  return x(count, seed: seed + 100).zip(exponents) { x, e in
    x * Float(sign: .plus, exponent: Int(e), significand: 1)
  }
}

private let smallest = Float.leastNonzeroMagnitude
private let one = Tensor<Float>(shape: [], [1])

extension BoundCase {
  static let hard = sums + exponentials + classLosses + binaryLosses + normalizations + hardSteps

  private static let sums = [
    BoundCase("conv2d whose products nearly cancel") {
      let a = x(1, 1, 6, 7)
      return $0.conv2d(
        a + 1e4, weight: Tensor(shape: [1, 1, 1, 2], [1, -1]), bias: Tensor([1e-4]))
    },
    BoundCase("conv2d of one number, too small for a Float's digits") {
      $0.conv2d(
        Tensor(shape: [1, 1, 1, 1], [3e-30]), weight: Tensor(shape: [1, 1, 1, 1], [1.7e-14]))
    },
    BoundCase("conv2d beyond Float's range") {
      $0.conv2d(
        Tensor(shape: [1, 1, 1, 2], [1e30, -1e30]), weight: Tensor(shape: [1, 1, 1, 1], [1e30]))
    },
    BoundCase("linear of all magnitudes") {
      $0.linear(
        wide(40).reshaped([5, 8]).map { $0 / 1e12 },
        weight: wide(24, seed: 2).reshaped([3, 8]).map { $0 / 1e12 })
    },
    BoundCase("linear of zeros") { $0.linear(.zeros([2, 3]), weight: .zeros([2, 3])) },
    BoundCase("maxPool1d of a window that holds only padding") {
      $0.maxPool1d(x(1, 1, 1), kernelSize: 2, padding: 1, dilation: 2)
    },
    BoundCase("maxPool2d of infinities") {
      $0.maxPool2d(Tensor([[-.infinity, -.infinity], [.infinity, 1]]), kernelSize: [1, 2])
    },
    BoundCase("mse of numbers that are nearly the same") {
      $0.mse(x(50) + 1000, target: x(50, seed: 2) + 1000, reduction: .none)
    },
  ]

  private static let exponentials = [
    BoundCase("sigmoid far out") { $0.sigmoid(.random([400], in: -120...120, seed: 1)) },
    BoundCase("tanh near zero and far out") { $0.tanh(wide(200)) },
    BoundCase("elu far out") { $0.elu(.random([400], in: -120...1, seed: 1)) },
    BoundCase("eluBackward of a huge gradient far out") {
      $0.eluBackward(
        1e30 * x(400), input: .random([400], in: -104 ... -80, seed: 2), alpha: 3)
    },
    BoundCase("softmax over a wide range") { $0.softmax(200 * x(7, 31)) },
    BoundCase("softmax of −∞, which masks") {
      $0.softmax(Tensor([[-.infinity, 0.3, 1.7], [2, -.infinity, -.infinity]]))
    },
    BoundCase("softmax of one number") { $0.softmax(x(4, 1)) },
    BoundCase("softmaxBackward where nearly all cancels") { kernels in
      kernels.softmaxBackward(
        x(5, 9) + 1e6, output: Reference.softmax(3 * x(5, 9, seed: 2)), axis: -1)
    },
    BoundCase("logSoftmax over a wide range") { $0.logSoftmax(200 * x(7, 31)) },
    BoundCase("logSoftmax of −∞, which masks") {
      $0.logSoftmax(Tensor([[-.infinity, 0.3, 1.7], [2, -.infinity, -.infinity]]))
    },
    BoundCase("logSoftmax near zero") { $0.logSoftmax(Tensor([[30, 0], [0, 17.3]])) },
    BoundCase("logSoftmaxBackward where nearly all cancels") { kernels in
      kernels.logSoftmaxBackward(
        x(5, 9) * 1e6, output: Reference.logSoftmax(30 * x(5, 9, seed: 2)), axis: -1)
    },
  ]

  private static let classes = Tensor<Int>(shape: [6], [0, 3, -100, 2, -100, 1])

  private static let classLosses = Reduction.allCases.flatMap { reduction in
    [
      BoundCase("crossEntropy over a wide range, \(reduction)") {
        $0.crossEntropy(300 * x(6, 4), target: classes, reduction: reduction)
      },
      BoundCase("crossEntropy of masked logits, \(reduction)") {
        $0.crossEntropy(masked(), target: classes, reduction: reduction)
      },
      BoundCase("crossEntropy with a class of no weight, \(reduction)") {
        $0.crossEntropy(
          3 * x(6, 4), target: classes, weight: Tensor([0, 1e-6, 1e6, 3]), labelSmoothing: 0.3,
          reduction: reduction)
      },
      BoundCase("crossEntropyBackward of masked logits, \(reduction)") {
        $0.crossEntropyBackward(
          reduction == .none ? 1e5 * x(6, seed: 3) : Tensor(shape: [], [-1e5]), input: masked(),
          target: classes, options: CrossEntropyOptions(reduction: reduction))
      },
    ]
  }

  /// Logits of which −∞ masks some that no target asks for.
  private static func masked() -> Tensor<Float> {
    var logits = 50 * x(6, 4)
    logits[0, 1] = -.infinity
    logits[1, 0] = -.infinity
    logits[3, 3] = -.infinity
    return logits
  }

  // MARK: Yes and no

  /// Probabilities at and near the ends, each with the targets 0, 1, near it and between.
  private static let ends: [Float] = [
    0, smallest, 1000 * smallest, 1e-30, 1e-13, 1e-6, 0.3, 0.5, 0.7, 1 - 1e-6, Float(1).nextDown, 1,
  ]
  private static let probabilities = Tensor(ends + ends + ends + ends)
  private static let answers = Tensor<Float>(
    ends.map { _ in 0 } + ends.map { _ in 1 } + ends.map { min($0 * 1.0001, 1) }
      + ends.map { _ in 0.3 })

  /// Logits of all sizes, with every answer and every positive weight.
  private static let logits = Tensor<Float>(
    [-100, -90, -17, -3.3, -1e-5, 0, 1e-30, 0.7, 3.3, 17, 88, 100].flatMap { x in
      (0..<12).map { _ in Float(x) }
    })
  private static let yesOrNo = Tensor<Float>((0..<144).map { [0, 1, 0.5][$0 % 3] })
  private static let positives = Tensor<Float>((0..<144).map { [0, 1e-6, 1, 1e6][$0 / 3 % 4] })

  private static let binaryLosses = Reduction.allCases.flatMap { reduction in
    [
      BoundCase("binaryCrossEntropy at the ends, \(reduction)") {
        $0.binaryCrossEntropy(probabilities, target: answers, weight: nil, reduction: reduction)
      },
      BoundCase("binaryCrossEntropyBackward by input at the ends, \(reduction)") {
        probabilityGradients($0, reduction).gradInput
      },
      BoundCase("binaryCrossEntropyBackward by target at the ends, \(reduction)") {
        probabilityGradients($0, reduction).gradTarget
      },
      BoundCase("binaryCrossEntropyWithLogits far out, \(reduction)") {
        $0.binaryCrossEntropyWithLogits(
          logits, target: yesOrNo, weight: nil, positiveWeight: positives, reduction: reduction)
      },
      BoundCase("binaryCrossEntropyWithLogitsBackward by input far out, \(reduction)") {
        logitGradients($0, reduction).gradInput
      },
      BoundCase("binaryCrossEntropyWithLogitsBackward by target far out, \(reduction)") {
        logitGradients($0, reduction).gradTarget
      },
    ]
  }

  private static func probabilityGradients(
    _ kernels: any Kernels<Float>.Type, _ reduction: Reduction
  ) -> LossGradients<Float> {
    kernels.binaryCrossEntropyBackward(
      reduction == .none ? x(48, seed: 3) : one, input: probabilities, target: answers,
      weight: x(48, seed: 4), reduction: reduction)
  }

  private static func logitGradients(
    _ kernels: any Kernels<Float>.Type, _ reduction: Reduction
  ) -> LossGradients<Float> {
    kernels.binaryCrossEntropyWithLogitsBackward(
      reduction == .none ? 1e10 * x(144, seed: 3) : one, input: logits, target: yesOrNo,
      weight: x(144, seed: 4), positiveWeight: positives, reduction: reduction)
  }

  // MARK: Statistics and steps

  private static let normalizations =
    [
      ("of two numbers", x(2, 3)), ("far from zero", x(4, 3, 7) + 1e4),
      ("of equal numbers", Tensor(repeating: 1234.567, shape: [3, 2, 5])),
      ("of tiny numbers", x(4, 3, 7) * 1e-30), ("of zeros", .zeros([4, 3])),
      ("with one that stands out", x(1, 1, 100).map { $0 > 0.98 ? 1e6 : $0 }),
    ].flatMap { name, input in
      [
        BoundCase("batchNorm \(name)") { $0.batchNorm(input).output },
        BoundCase("batchNorm's running variance \(name)") { kernels in
          let running = BatchNormStatistics<Float>(channels: input.shape[1])
          return kernels.batchNorm(input, updating: running, momentum: 1).running!.variance
        },
        BoundCase("batchNormBackward by input \(name)") {
          batchNormBackward($0, input).gradInput
        },
        BoundCase("batchNormBackward by weight \(name)") {
          batchNormBackward($0, input).gradWeight
        },
      ]
    }

  private static func batchNormBackward(
    _ kernels: any Kernels<Float>.Type, _ input: Tensor<Float>
  ) -> WeightedGradients<Float> {
    kernels.batchNormBackward(
      .random(input.shape, seed: 9), input: input, weight: nil, running: nil,
      options: BatchNormOptions(phase: .training))
  }

  private static let hardSteps = [
    BoundCase("dropout of nearly all") {
      $0.dropout(wide(50), mask: Tensor(repeating: 1, shape: [50]), probability: 0.999_999)
    },
    BoundCase("sgdStep with a dampening above 1") { kernels in
      kernels.sgdStep(
        x(50), gradient: Tensor(repeating: 1, shape: [50]),
        velocity: .random([50], in: 0.5555...0.5556, seed: 3),
        options: SGDOptions(learningRate: 10, momentum: 0.9, dampening: 1.5)
      ).parameter
    },
    BoundCase("rmspropStep where decay cancels the gradient") { kernels in
      kernels.rmspropStep(
        x(50), gradient: x(50).map { -0.1 * $0 }, state: nil,
        options: RMSpropOptions(weightDecay: 0.1, momentum: 0.5)
      ).parameter
    },
    BoundCase("adamStep where decay cancels the gradient") { kernels in
      kernels.adamStep(
        x(50), gradient: x(50).map { -0.1 * $0 }, state: nil,
        options: AdamOptions(weightDecay: 0.1)
      ).parameter
    },
    BoundCase("adamStep of a gradient of zeros") { kernels in
      kernels.adamStep(
        x(50), gradient: .zeros([50]), state: nil, options: AdamOptions()
      ).parameter
    },
    BoundCase("adamStep of all magnitudes") { kernels in
      kernels.adamStep(
        wide(200), gradient: wide(200, seed: 2).map { $0 / 1e12 }, state: nil,
        options: AdamOptions()
      ).parameter
    },
  ]
}
