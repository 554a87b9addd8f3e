import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Loupe

/// An operation on real numbers, for which reference and fast must both stay within its bound.
struct BoundCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let apply: @Sendable (any Kernels<Float>.Type) -> Tensor<Float>

  init(
    _ name: String, _ apply: @escaping @Sendable (any Kernels<Float>.Type) -> Tensor<Float>
  ) {
    testDescription = name
    self.apply = apply
  }
}

@Suite struct BoundTests {
  @Test("Reference and fast are within the operation's bound", arguments: BoundCase.all)
  func bothAreWithinTheBound(_ row: BoundCase) throws {
    let agreement = try Agreement(of: [Reference.self, Fast.self], on: []) { kernels, _ in
      row.apply(kernels)
    }
    #expect(agreement.agrees, "\(agreement)")
  }

  @Test("A result that is off by a thousandth is out of the bound", arguments: BoundCase.all)
  func aThousandthIsCaught(_ row: BoundCase) throws {
    let off = row.apply(Reference.self).map { $0 + ($0 < 0 ? -0.001 : 0.001) }
    let agreement = try Agreement(of: [.init("off", [off])], exactly: row.apply)
    #expect(!agreement.agrees)
    #expect(agreement.parts[0].comparison.wrong == off.count)
  }
}

/// Numbers from −1 to 1, others for each seed.
private func x(_ shape: Int..., seed: UInt64 = 1) -> Tensor<Float> { .random(shape, seed: seed) }

extension BoundCase {
  static let all = convolutions + transposed + poolings + others + activations + losses + steps

  private static let options = ConvolutionOptions(
    stride: [2, 1], padding: [1, 0, 2, 1], dilation: [1, 2], groups: 2)

  static let convolutions = [
    BoundCase("conv1d") {
      $0.conv1d(x(2, 3, 17), weight: x(4, 3, 5, seed: 2), bias: x(4, seed: 3), padding: .same)
    },
    BoundCase("conv1dBackward by weight") {
      $0.conv1dBackward(
        x(2, 4, 13), input: x(2, 3, 17, seed: 2), weight: x(4, 3, 5, seed: 3),
        options: ConvolutionOptions()
      ).gradWeight
    },
    BoundCase("conv2d") {
      $0.conv2d(
        x(2, 4, 9, 11), weight: x(6, 2, 3, 2, seed: 2), bias: x(6, seed: 3), options: options)
    },
    BoundCase("conv2dBackward by input") { convBackward($0).gradInput },
    BoundCase("conv2dBackward by weight") { convBackward($0).gradWeight },
    BoundCase("conv2dBackward by bias") { convBackward($0).gradBias },
    BoundCase("conv2dBackward by input, replicating") {
      $0.conv2dBackward(
        x(1, 2, 8, 9), input: x(1, 1, 4, 5, seed: 2), weight: x(2, 1, 3, 3, seed: 3),
        options: ConvolutionOptions(padding: 3, paddingMode: .replicate)
      ).gradInput
    },
    BoundCase("conv2dReLU") {
      $0.conv2dReLU(
        x(2, 4, 9, 11), weight: x(6, 2, 3, 2, seed: 2), bias: x(6, seed: 3), options: options)
    },
    BoundCase("conv3d") {
      $0.conv3d(x(1, 2, 5, 6, 7), weight: x(3, 2, 2, 3, 2, seed: 2), padding: 1)
    },
    BoundCase("conv3dBackward by input") {
      $0.conv3dBackward(
        x(1, 3, 4, 4, 6), input: x(1, 2, 5, 6, 7, seed: 2), weight: x(3, 2, 2, 3, 2, seed: 3),
        options: ConvolutionOptions()
      ).gradInput
    },
    BoundCase("convolve1d") {
      $0.convolve1d(x(2, 3, 17), weight: x(4, 3, 5, seed: 2), padding: .full)
    },
    BoundCase("convolve2d") {
      $0.convolve2d(x(1, 2, 7, 8), weight: x(3, 2, 3, 2, seed: 2), padding: .full)
    },
    BoundCase("convolve2dBackward by weight") {
      $0.convolve2dBackward(
        x(1, 3, 5, 7), input: x(1, 2, 7, 8, seed: 2), weight: x(3, 2, 3, 2, seed: 3),
        options: ConvolutionOptions()
      ).gradWeight
    },
  ]

  private static func convBackward(
    _ kernels: any Kernels<Float>.Type
  ) -> WeightedGradients<Float> {
    kernels.conv2dBackward(
      x(2, 6, 5, 10), input: x(2, 4, 9, 11, seed: 2), weight: x(6, 2, 3, 2, seed: 3),
      options: options)
  }

  static let transposed = [
    BoundCase("convTranspose1d") {
      $0.convTranspose1d(
        x(2, 3, 7), weight: x(3, 2, 4, seed: 2), bias: x(2, seed: 3), stride: 3, outputPadding: 1)
    },
    BoundCase("convTranspose2d") {
      $0.convTranspose2d(x(1, 4, 5, 6), weight: x(4, 3, 3, 2, seed: 2), stride: 2, groups: 2)
    },
    BoundCase("convTranspose2dBackward by input") { transposedBackward($0).gradInput },
    BoundCase("convTranspose2dBackward by weight") { transposedBackward($0).gradWeight },
    BoundCase("convTranspose2dBackward by bias") { transposedBackward($0).gradBias },
  ]

  private static func transposedBackward(
    _ kernels: any Kernels<Float>.Type
  ) -> WeightedGradients<Float> {
    kernels.convTranspose2dBackward(
      x(1, 6, 11, 12), input: x(1, 4, 5, 6, seed: 2), weight: x(4, 3, 3, 2, seed: 3),
      options: TransposedConvolutionOptions(stride: 2, groups: 2))
  }

  static let poolings = [
    BoundCase("maxPool2d") { $0.maxPool2d(x(1, 2, 7, 9), kernelSize: 3, stride: 2, padding: 1) },
    BoundCase("maxPool2dBackward") {
      $0.maxPool2dBackward(
        x(1, 2, 5, 7), input: x(1, 2, 7, 9, seed: 2),
        options: PoolingOptions(kernelSize: 3, stride: 1))
    },
    BoundCase("avgPool1d") { $0.avgPool1d(x(1, 2, 19), kernelSize: 4, ceilMode: true) },
    BoundCase("avgPool2d") {
      $0.avgPool2d(x(1, 2, 7, 9), kernelSize: 3, padding: 1, countIncludePad: false)
    },
    BoundCase("avgPool2dBackward") {
      $0.avgPool2dBackward(
        x(1, 2, 5, 7), inputShape: [1, 2, 7, 9],
        options: PoolingOptions(kernelSize: 3, stride: 1), countIncludePad: true)
    },
    BoundCase("globalMaxPool2d") { $0.globalMaxPool2d(x(2, 3, 5, 4)) },
    BoundCase("globalAvgPool2d") { $0.globalAvgPool2d(x(2, 3, 5, 4)) },
    BoundCase("globalAvgPool2dBackward") {
      $0.globalAvgPool2dBackward(x(2, 3, 1, 1), inputShape: [2, 3, 5, 4])
    },
    BoundCase("adaptiveAvgPool2d") { $0.adaptiveAvgPool2d(x(1, 2, 7, 10), outputSize: [3, 4]) },
    BoundCase("adaptiveAvgPool2dBackward") {
      $0.adaptiveAvgPool2dBackward(x(1, 2, 3, 4), inputShape: [1, 2, 7, 10], outputSize: [3, 4])
    },
  ]

  static let others = [
    BoundCase("linear") { $0.linear(x(5, 7), weight: x(3, 7, seed: 2), bias: x(3, seed: 3)) },
    BoundCase("linearBackward by weight") {
      $0.linearBackward(x(5, 3), input: x(5, 7, seed: 2), weight: x(3, 7, seed: 3)).gradWeight
    },
    BoundCase("flatten") { $0.flatten(x(2, 3, 4)) },
    BoundCase("pad") { $0.pad(x(1, 2, 4, 5), [1, 0, 2, 1], mode: .reflect) },
    BoundCase("padBackward") {
      $0.padBackward(
        x(1, 2, 8, 9), inputShape: [1, 2, 4, 5], padding: 2, mode: .replicate)
    },
    BoundCase("batchNorm in training") { kernels in
      kernels.batchNorm(x(3, 4, 5, 6), weight: x(4, seed: 2), bias: x(4, seed: 3)).output
    },
    BoundCase("batchNorm of more rows and channels than a task takes") { kernels in
      kernels.batchNorm(x(70, 513), weight: x(513, seed: 2), bias: x(513, seed: 3)).output
    },
    BoundCase("batchNorm's running variance") { kernels in
      let running = BatchNormStatistics<Float>(channels: 4)
      return kernels.batchNorm(x(3, 4, 5, 6), updating: running).running!.variance
    },
    BoundCase("batchNorm in evaluation") { kernels in
      kernels.batchNorm(
        x(3, 4, 5), weight: x(4, seed: 2), by: BatchNormStatistics<Float>(channels: 4))
    },
    BoundCase("batchNormBackward by input") { batchNormBackward($0).gradInput },
    BoundCase("batchNormBackward by weight") { batchNormBackward($0).gradWeight },
    BoundCase("batchNormBackward by bias") { batchNormBackward($0).gradBias },
    BoundCase("dropout") {
      $0.dropout(x(4, 5), mask: .randomWhole([4, 5], in: 0...1, seed: 2), probability: 0.3)
    },
    BoundCase("dequantize") {
      $0.dequantize(
        Tensor<Int8>(shape: [3], [-128, 5, 127]),
        quantization: Quantization(scale: 0.013, zeroPoint: 3))
    },
  ]

  private static func batchNormBackward(
    _ kernels: any Kernels<Float>.Type
  ) -> WeightedGradients<Float> {
    kernels.batchNormBackward(
      x(3, 4, 5, 6), input: x(3, 4, 5, 6, seed: 2), weight: x(4, seed: 3), running: nil,
      options: BatchNormOptions(phase: .training))
  }

  static let activations = [
    BoundCase("relu") { $0.relu(x(4, 5)) },
    BoundCase("reluBackward") { $0.reluBackward(x(4, 5), input: x(4, 5, seed: 2)) },
    BoundCase("leakyRelu") { $0.leakyRelu(x(4, 5)) },
    BoundCase("leakyReluBackward") {
      $0.leakyReluBackward(x(4, 5), input: x(4, 5, seed: 2), negativeSlope: 0.1)
    },
    BoundCase("elu") { $0.elu(5 * x(4, 50)) },
    BoundCase("eluBackward") {
      $0.eluBackward(x(4, 50), input: 5 * x(4, 50, seed: 2), alpha: 0.7)
    },
    BoundCase("sigmoid") { $0.sigmoid(20 * x(4, 50)) },
    BoundCase("sigmoidBackward") {
      $0.sigmoidBackward(x(4, 50), output: .random([4, 50], in: 0...1, seed: 2))
    },
    BoundCase("tanh") { $0.tanh(3 * x(4, 50)) },
    BoundCase("tanhBackward") { $0.tanhBackward(x(4, 50), output: x(4, 50, seed: 2)) },
    BoundCase("softmax") { $0.softmax(30 * x(4, 17, 3), axis: 1) },
    BoundCase("softmaxBackward") { kernels in
      kernels.softmaxBackward(
        x(4, 17), output: Reference.softmax(x(4, 17, seed: 2)), axis: -1)
    },
    BoundCase("logSoftmax") { $0.logSoftmax(30 * x(4, 17, 3), axis: 1) },
    BoundCase("logSoftmaxBackward") { kernels in
      kernels.logSoftmaxBackward(
        x(4, 17), output: Reference.logSoftmax(x(4, 17, seed: 2)), axis: -1)
    },
  ]

  private static let classes = Tensor<Int>(shape: [5], [0, 3, -100, 2, 3])
  private static let crossEntropyOptions = CrossEntropyOptions<Float>(
    weight: Tensor([0.5, 1, 2, 1.5]), labelSmoothing: 0.1)

  static let losses = [
    BoundCase("mse") { $0.mse(x(40, 5), target: x(40, 5, seed: 2)) },
    BoundCase("mseBackward by target") {
      $0.mseBackward(
        Tensor(shape: [], [0.7]), input: x(4, 5), target: x(4, 5, seed: 2), reduction: .mean
      ).gradTarget
    },
    BoundCase("crossEntropy") {
      $0.crossEntropy(5 * x(5, 4), target: classes, options: crossEntropyOptions)
    },
    BoundCase("crossEntropy of each") {
      $0.crossEntropy(5 * x(5, 4), target: classes, reduction: .none)
    },
    BoundCase("crossEntropyBackward") {
      $0.crossEntropyBackward(
        Tensor(shape: [], [0.7]), input: 5 * x(5, 4), target: classes,
        options: crossEntropyOptions)
    },
    BoundCase("binaryCrossEntropy") {
      $0.binaryCrossEntropy(
        .random([4, 50], in: 0.01...0.99, seed: 1), target: .random([4, 50], in: 0...1, seed: 2))
    },
    BoundCase("binaryCrossEntropyBackward by input") {
      $0.binaryCrossEntropyBackward(
        Tensor(shape: [], [0.7]), input: .random([4, 5], in: 0.05...0.95, seed: 1),
        target: .random([4, 5], in: 0...1, seed: 2), weight: nil, reduction: .sum
      ).gradInput
    },
    BoundCase("binaryCrossEntropyBackward by target") {
      $0.binaryCrossEntropyBackward(
        Tensor(shape: [], [0.7]), input: .random([4, 5], in: 0...1e-6, seed: 1),
        target: .random([4, 5], in: 0...1, seed: 2), weight: nil, reduction: .sum
      ).gradTarget
    },
    BoundCase("binaryCrossEntropyWithLogits") {
      $0.binaryCrossEntropyWithLogits(
        9 * x(4, 50), target: .random([4, 50], in: 0...1, seed: 2), weight: nil,
        positiveWeight: nil, reduction: .none)
    },
    BoundCase("binaryCrossEntropyWithLogitsBackward by input") {
      $0.binaryCrossEntropyWithLogitsBackward(
        x(4, 50), input: 9 * x(4, 50, seed: 2), target: .random([4, 50], in: 0...1, seed: 3),
        weight: nil, positiveWeight: nil, reduction: .none
      ).gradInput
    },
    BoundCase("l1Penalty") { $0.l1Penalty(x(4, 50), strength: 0.01) },
    BoundCase("l1PenaltyBackward") {
      $0.l1PenaltyBackward(Tensor(shape: [], [0.7]), weight: x(4, 5), strength: 0.3)
    },
    BoundCase("l2Penalty") { $0.l2Penalty(x(4, 50), strength: 0.01) },
    BoundCase("l2PenaltyBackward") {
      $0.l2PenaltyBackward(Tensor(shape: [], [0.7]), weight: x(4, 5), strength: 0.3)
    },
  ]

  static let steps = [
    BoundCase("sgdStep") { kernels in
      kernels.sgdStep(
        x(50), gradient: x(50, seed: 2), velocity: x(50, seed: 3),
        options: SGDOptions(learningRate: 0.1, momentum: 0.9, weightDecay: 0.01, nesterov: true)
      ).parameter
    },
    BoundCase("rmspropStep") { kernels in
      kernels.rmspropStep(
        x(50), gradient: x(50, seed: 2), state: nil, options: RMSpropOptions(momentum: 0.5)
      ).parameter
    },
    BoundCase("adamStep") { kernels in
      kernels.adamStep(
        x(50), gradient: x(50, seed: 2), state: nil, options: AdamOptions(weightDecay: 0.1)
      ).parameter
    },
    BoundCase("adamWStep") { kernels in
      kernels.adamWStep(
        x(50), gradient: x(50, seed: 2), state: nil, options: AdamOptions(weightDecay: 0.1)
      ).parameter
    },
  ]
}
