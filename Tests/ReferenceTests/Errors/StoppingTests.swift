import Foundation
import Kernels
import ReferenceKernels
import Tensors
import Testing

/// A mistake in a program stops it, and says in the operation's own name which shapes don't fit.
/// Optimised code must print that too.
@Suite struct StoppingTests {
  private func expect(_ result: ExitTest.Result?, says message: String) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message))
  }

  @Test("conv2d")
  func conv2d() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.conv2d(Tensor<Float>.zeros([1, 2, 4, 5]), weight: .zeros([1, 3, 2, 2]))
    }
    expect(
      result,
      says: "conv2d of input [1, 2, 4, 5] with weight [1, 3, 2, 2]: the input has 2 channels in 1 "
        + "group, so the weight's second axis must be 2, not 3")
  }

  @Test("convolve1d, before it flips a kernel that isn't one")
  func convolve1d() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.convolve1d(Tensor<Double>.zeros([1, 2, 4]), weight: .zeros([2, 2]))
    }
    expect(
      result,
      says:
        "convolve1d of input [1, 2, 4] with weight [2, 2]: the weight must be [OC, IC/G, KW], 3 "
        + "axes, but has 2")
  }

  @Test("convolve2dBackward")
  func convolve2d() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.convolve2dBackward(
        Tensor<Float>.zeros([1, 1, 4, 5]), input: .zeros([1, 2, 4, 5]),
        weight: .zeros([1, 3, 1, 1]),
        options: ConvolutionOptions())
    }
    expect(
      result, says: "convolve2d of input [1, 2, 4, 5] with weight [1, 3, 1, 1]: the input has 2")
  }

  @Test("A backward whose dy isn't the output's gradient")
  func gradientOfAnotherShape() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.conv3dBackward(
        Tensor<Float>.zeros([1, 1, 2, 3, 3]), input: .zeros([1, 1, 3, 4, 5]),
        weight: .zeros([1, 1, 2, 2, 2]), options: ConvolutionOptions())
    }
    expect(
      result,
      says:
        "the gradient of the output has the shape [1, 1, 2, 3, 3], but the output has [1, 1, 2, 3, "
        + "4]")
  }

  @Test("convTranspose2d")
  func convTranspose2d() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.convTranspose2d(
        Tensor<Float>.zeros([1, 2, 4, 5]), weight: .zeros([2, 1, 2, 2]), outputPadding: 1)
    }
    expect(
      result,
      says:
        "convTranspose2d of input [1, 2, 4, 5] with weight [2, 1, 2, 2]: the output padding must be "
        + "at least 0 and below the stride (1) or the dilation (1) along the height, but it is 1")
  }

  @Test("maxPool2d")
  func maxPool2d() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.maxPool2d(Tensor<Float>.zeros([1, 2, 4, 5]), kernelSize: 2, padding: 2)
    }
    expect(
      result,
      says:
        "maxPool2d of input [1, 2, 4, 5]: the padding (2 and 2) must be below the window's reach "
        + "(2) along the height")
  }

  @Test("globalAvgPool2d of an empty picture")
  func globalAvgPool2d() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.globalAvgPool2d(Tensor<Float>.zeros([1, 2, 0, 5]))
    }
    expect(
      result,
      says: "globalAvgPool2d of input [1, 2, 0, 5]: the kernel's height must be at least 1, not 0")
  }

  @Test("pad, linear and flatten")
  func linearChapter() async {
    let pad = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.pad(Tensor<Float>.zeros([1, 2, 4]), 4, mode: .reflect)
    }
    expect(pad, says: "pad of input [1, 2, 4]: to reflect, the input's size 4 must be above")
    let linear = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.linear(Tensor<Float>.zeros([2, 5]), weight: .zeros([5, 3]))
    }
    expect(linear, says: "linear of input [2, 5] with weight [5, 3]: the input's last axis is 5")
    let flatten = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.flatten(Tensor<Float>.zeros([7]))
    }
    expect(flatten, says: "flatten of input [7] from axis 1 to axis -1: both must be axes")
  }

  @Test("softmax along an axis that isn't there")
  func softmax() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.softmax(Tensor<Float>.zeros([2, 3]), axis: 2)
    }
    expect(result, says: "a tensor of shape [2, 3] has no axis 2: it has the axes 0 to 1")
  }

  @Test("batchNorm and dropout")
  func normalizationChapter() async {
    let norm = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.batchNorm(Tensor<Float>.zeros([1, 3]))
    }
    expect(norm, says: "batchNorm of input [1, 3]: training needs more than one number")
    let dropout = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.dropout(Tensor<Float>.zeros([2, 3]), mask: .zeros([3, 2]), probability: 0.5)
    }
    expect(dropout, says: "dropout of input [2, 3] with mask [3, 2]: the shapes must be equal")
  }

  @Test("mse, and crossEntropy with a target that is no class")
  func lossChapter() async {
    let mse = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.mse(Tensor<Float>.zeros([2, 3]), target: .zeros([2, 1]))
    }
    expect(mse, says: "mse of input [2, 3] with target [2, 1]: the shapes must be equal")
    let entropy = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.crossEntropy(Tensor<Float>.zeros([2, 3]), target: Tensor<Int>([0, 3]))
    }
    expect(
      entropy, says: "crossEntropy of input [2, 3] with target [2]: the target at [1] is 3, but")
  }

  @Test("quantize, requantize and conv2dInteger")
  func quantizationChapter() async {
    let quantize = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference.quantize(
        Tensor<Float>.zeros([2]), quantization: Quantization(scale: 1, zeroPoint: -1),
        as: UInt8.self)
    }
    expect(quantize, says: "the zero point -1 isn't from 0 to 255")
    let requantize = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent])
    {
      _ = Reference<Float>.requantize(
        Tensor<Int32>.zeros([1, 3, 1, 1]), factors: [1, 1], zeroPoint: 0, as: Int8.self)
    }
    expect(requantize, says: "requantize of sums [1, 3, 1, 1]: there must be 1 factor, or one for")
    let sums = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Reference<Float>.conv2dInteger(
        Tensor<Int8>.zeros([1, 2, 4, 5]), inputZeroPoint: 0,
        weight: Tensor<Int8>.zeros([1, 3, 2, 2]),
        weightZeroPoints: [0], bias: nil, options: ConvolutionOptions())
    }
    expect(
      sums, says: "conv2dInteger of input [1, 2, 4, 5] with weight [1, 3, 2, 2]: the input has 2")
    let scales = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Quantization(scales: [1, 2], zeroPoints: [0], axis: 0)
    }
    expect(scales, says: "2 scales and 1 zero points: there must be as many, and at least one")
  }
}
