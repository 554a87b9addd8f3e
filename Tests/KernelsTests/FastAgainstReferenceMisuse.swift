import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A mistake that must stop the program, with the same words whoever computes.
struct Misuse: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let commit: @Sendable (_ kernels: any Kernels<Float>.Type) -> Void

  init(_ reason: String, _ commit: @escaping @Sendable (any Kernels<Float>.Type) -> Void) {
    testDescription = reason
    self.commit = commit
  }

  private static func zeros(_ shape: Int...) -> Tensor<Float> { .zeros(shape) }
  private static let plain = ConvolutionOptions()

  static let all: [Misuse] = [
    Misuse("conv1d: channels") { _ = $0.conv1d(zeros(1, 2, 5), weight: zeros(1, 3, 2)) },
    Misuse("conv2d: bias") {
      _ = $0.conv2d(zeros(1, 2, 5, 6), weight: zeros(3, 2, 2, 2), bias: zeros(2))
    },
    Misuse("conv2dBackward: gradient") {
      _ = $0.conv2dBackward(
        zeros(1, 3, 4, 4), input: zeros(1, 2, 5, 6), weight: zeros(3, 2, 2, 2), options: plain)
    },
    Misuse("conv2dReLU: kernel too large") {
      _ = $0.conv2dReLU(
        zeros(1, 2, 5, 6), weight: zeros(3, 2, 7, 2), bias: nil, options: plain)
    },
    Misuse("conv3d: groups") {
      _ = $0.conv3d(zeros(1, 3, 5, 6, 7), weight: zeros(4, 2, 2, 2, 2), groups: 2)
    },
    Misuse("convolve1d: rank") { _ = $0.convolve1d(zeros(1, 2, 5), weight: zeros(2, 2)) },
    Misuse("convolve2d: channels") {
      _ = $0.convolve2d(zeros(1, 2, 5, 6), weight: zeros(1, 3, 2, 2))
    },
    Misuse("convTranspose1d: output padding") {
      _ = $0.convTranspose1d(zeros(1, 2, 5), weight: zeros(2, 3, 2), outputPadding: 1)
    },
    Misuse("convTranspose2dBackward: gradient") {
      _ = $0.convTranspose2dBackward(
        zeros(1, 3, 6, 6), input: zeros(1, 2, 5, 6), weight: zeros(2, 3, 2, 2),
        options: TransposedConvolutionOptions())
    },
    Misuse("maxPool1d: rank") { _ = $0.maxPool1d(zeros(2, 5), kernelSize: 2) },
    Misuse("maxPool2dBackward: gradient") {
      _ = $0.maxPool2dBackward(
        zeros(1, 1, 3, 3), input: zeros(1, 1, 5, 5), options: PoolingOptions(kernelSize: 2))
    },
    Misuse("avgPool2d: padding") {
      _ = $0.avgPool2d(zeros(1, 1, 5, 5), kernelSize: 2, padding: 2)
    },
    Misuse("globalMaxPool2d: rank") { _ = $0.globalMaxPool2d(zeros(1, 2, 3)) },
    Misuse("globalAvgPool2d: empty pictures") { _ = $0.globalAvgPool2d(zeros(1, 2, 0, 3)) },
    Misuse("globalAvgPool2dBackward: gradient") {
      _ = $0.globalAvgPool2dBackward(zeros(1, 2), inputShape: [1, 2, 3, 4])
    },
    Misuse("adaptiveAvgPool2d: size") {
      _ = $0.adaptiveAvgPool2d(zeros(1, 2, 3, 4), outputSize: [0, 1])
    },
    Misuse("linear: inputs") { _ = $0.linear(zeros(2, 3), weight: zeros(4, 5)) },
    Misuse("linearBackward: gradient") {
      _ = $0.linearBackward(zeros(2, 3), input: zeros(2, 3), weight: zeros(4, 3))
    },
    Misuse("flatten: order") { _ = $0.flatten(zeros(2, 3), firstAxis: 1, lastAxis: 0) },
    Misuse("pad: reflection") { _ = $0.pad(zeros(1, 1, 3, 3), 3, mode: .reflect) },
    Misuse("padBackward: gradient") {
      _ = $0.padBackward(
        zeros(1, 1, 3, 3), inputShape: [1, 1, 3, 3], padding: 1, mode: .zeros)
    },
    Misuse("reluBackward: shapes") { _ = $0.reluBackward(zeros(2), input: zeros(3)) },
    Misuse("sigmoidBackward: shapes") { _ = $0.sigmoidBackward(zeros(2), output: zeros(3)) },
    Misuse("softmax: axis") { _ = $0.softmax(zeros(2, 3), axis: 2) },
    Misuse("softmaxBackward: shapes") {
      _ = $0.softmaxBackward(zeros(2, 3), output: zeros(3, 2), axis: 0)
    },
    Misuse("batchNorm: one number") { _ = $0.batchNorm(zeros(1, 3)) },
    Misuse("dropout: mask") { _ = $0.dropout(zeros(3), mask: zeros(2), probability: 0.5) },
    Misuse("dropoutBackward: probability") {
      _ = $0.dropoutBackward(zeros(3), mask: zeros(3), probability: 2)
    },
    Misuse("mse: shapes") { _ = $0.mse(zeros(3), target: zeros(3, 1)) },
    Misuse("mseBackward: gradient") {
      _ = $0.mseBackward(zeros(3), input: zeros(3), target: zeros(3), reduction: .mean)
    },
    Misuse("crossEntropy: target") {
      _ = $0.crossEntropy(zeros(2, 3), target: Tensor(shape: [2], [1, 3]))
    },
    Misuse("binaryCrossEntropy: weight") {
      _ = $0.binaryCrossEntropy(
        zeros(2, 3), target: zeros(2, 3), weight: zeros(3), reduction: .mean)
    },
    Misuse("binaryCrossEntropyWithLogits: positive weight") {
      _ = $0.binaryCrossEntropyWithLogits(
        zeros(2, 3), target: zeros(2, 3), weight: nil, positiveWeight: zeros(2),
        reduction: .mean)
    },
    Misuse("l1PenaltyBackward: gradient") {
      _ = $0.l1PenaltyBackward(zeros(1), weight: zeros(3), strength: 1)
    },
    Misuse("quantize: scales") {
      _ = $0.quantize(
        zeros(2, 3), quantization: Quantization(scales: [1, 1], zeroPoints: [0, 0], axis: 1),
        as: Int8.self)
    },
    Misuse("conv2dInteger: zero point") {
      _ = $0.conv2dInteger(
        Tensor<Int8>.zeros([1, 1, 3, 3]), inputZeroPoint: 200,
        weight: Tensor<Int8>.zeros([1, 1, 2, 2]), weightZeroPoints: [0], bias: nil,
        options: plain)
    },
    Misuse("requantize: factors") {
      _ = $0.requantize(
        Tensor<Int32>.zeros([1, 2, 3]), factors: [1, 2, 3], zeroPoint: 0, as: UInt8.self)
    },
    Misuse("sgdStep: gradient") {
      _ = $0.sgdStep(
        zeros(3), gradient: zeros(2), velocity: nil, options: SGDOptions(learningRate: 1))
    },
    Misuse("adamStep: state") {
      _ = $0.adamStep(
        zeros(3), gradient: zeros(3),
        state: AdamState(average: zeros(2), squareAverage: zeros(3), steps: 1),
        options: AdamOptions())
    },
  ]
}

@Suite struct FastAgainstReferenceMisuseTests {
  @Test("The same mistake stops both with the same words", arguments: Misuse.all.indices)
  func sameWords(_ index: Int) async throws {
    let fast = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      Misuse.all[index].commit(Fast.self)
    }
    let reference = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [index = index as Int] in
      Misuse.all[index].commit(Reference<Float>.self)
    }
    let words = [fast, reference].map { message($0?.standardErrorContent ?? []) }
    #expect(words[0] == words[1], "\(Misuse.all[index].testDescription)")
    #expect(!words[0].isEmpty)
  }

  /// What a stopped program said, without the place in the source where it was said.
  private func message(_ output: [UInt8]) -> String {
    let line =
      String(decoding: output, as: UTF8.self).split(separator: "\n")
      .first { $0.contains("Fatal error: ") } ?? ""
    guard let colon = line.range(of: "Fatal error: ") else { return "" }
    return String(line[colon.upperBound...])
  }
}
