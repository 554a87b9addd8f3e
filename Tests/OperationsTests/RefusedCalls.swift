import Kernels
import TensorFiles
import Tensors
import Testing

/// A call that is refused, and what is said about it.
struct RefusedCall: Sendable, CustomTestStringConvertible {
  let name: String
  var tensors: [String: Tensor<Double>] = [:]
  var whole: [String: StoredTensor] = [:]
  var words: [String: String] = [:]
  let message: String

  var testDescription: String { "\(name): \(message)" }
}

extension RefusedCall {
  private static let x = numbers([1, 2, 4, 5])

  /// Shapes and values that don't fit together, one for each rule.
  static let misfits: [RefusedCall] = [
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 1, 2, 2])],
      message: "conv2d of input [1, 2, 4, 5] with weight [3, 1, 2, 2]: the input has 2 channels"),
    RefusedCall(
      name: "convolve2d", tensors: ["input": x, "weight": numbers([3, 2, 2])],
      message: "the weight must be [OC, IC/G, KH, KW], 4 axes, but has 3"),
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["stride": "0"], message: "the stride must be at least 1"),
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["stride": "1,2,3"], message: "the stride must be one number, or 2"),
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "same", "stride": "9223372036854775807"], message: "can be 1073741824"),
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "-1"], message: "padding can't be negative"),
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "1000000000"], message: "more than there is memory for"),
    RefusedCall(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "4", "padding-mode": "reflect"], message: "to reflect"),
    RefusedCall(
      name: "convTranspose1d",
      tensors: ["input": numbers([1, 2, 4]), "weight": numbers([2, 1, 3])],
      words: ["padding": "same"], message: "in numbers, not as a rule"),
    RefusedCall(
      name: "convTranspose1d",
      tensors: ["input": numbers([1, 2, 4]), "weight": numbers([2, 1, 3])],
      words: ["output-padding": "1"], message: "below the stride (1)"),
    RefusedCall(
      name: "maxPool2d", tensors: ["input": x], words: ["kernel-size": "5"],
      message: "maxPool2d of input [1, 2, 4, 5]: the kernel reaches over 5 places"),
    RefusedCall(
      name: "avgPool2d", tensors: ["input": x], words: ["kernel-size": "2", "padding": "2"],
      message: "must be below the window's reach"),
    RefusedCall(
      name: "globalMaxPool2d", tensors: ["input": numbers([1, 2, 0, 5])],
      message: "globalMaxPool2d of input [1, 2, 0, 5]: the picture is empty"),
    RefusedCall(
      name: "globalAvgPool2d", tensors: ["input": numbers([5])],
      message: "the input must be [N, C, H, W], 4 axes, but has 1"),
    RefusedCall(
      name: "adaptiveAvgPool2d", tensors: ["input": x], words: ["output-size": "0"],
      message: "must be from 1"),
    RefusedCall(
      name: "linear", tensors: ["input": numbers([2, 3]), "weight": numbers([4, 2])],
      message: "the input's last axis is 3, so the weight's second axis must be 3, not 2"),
    RefusedCall(
      name: "flatten", tensors: ["input": x], words: ["start-dim": "3", "end-dim": "1"],
      message: "both must be axes of the input, and in order"),
    RefusedCall(
      name: "pad", tensors: ["input": x], words: ["pad": "1,2,3"],
      message: "a begin and an end for each axis"),
    RefusedCall(
      name: "pad", tensors: ["input": numbers([])], words: ["pad": "1,2"],
      message: "but has 0 axes"),
    RefusedCall(
      name: "conv2d", tensors: ["input": numbers([2, 4, 5]), "weight": numbers([3, 1, 2, 2])],
      message: "must be 2, not 1 (the input counts as one picture)"),
    RefusedCall(
      name: "maxPool1d", tensors: ["input": numbers([3])], words: ["kernel-size": "4"],
      message: "(the input counts as one channel of one picture)"),
    RefusedCall(
      name: "pad", tensors: ["input": x], words: ["padding": "same"], message: "not as a rule"),
    RefusedCall(
      name: "softmax", tensors: ["input": x], words: ["dim": "4"], message: "has no axis 4"),
    RefusedCall(
      name: "logSoftmax", tensors: ["input": numbers([])], message: "a tensor of shape []"),
    RefusedCall(
      name: "batchNorm", tensors: ["input": x, "weight": numbers([3])],
      words: ["training": "true"], message: "the weight must be [2]"),
    RefusedCall(
      name: "batchNorm", tensors: ["input": x],
      message: "evaluation needs a running mean and variance"),
    RefusedCall(
      name: "batchNorm", tensors: ["input": x], words: ["training": "true", "eps": "-1"],
      message: "eps must be at least 0"),
    RefusedCall(
      name: "batchNorm", tensors: ["input": x], words: ["training": "true", "momentum": "2"],
      message: "the momentum must be from 0 to 1"),
    RefusedCall(
      name: "dropout", tensors: ["input": x, "mask": numbers([2])],
      message: "the shapes must be equal"),
    RefusedCall(
      name: "dropout", tensors: ["input": x, "mask": x], words: ["p": "1.5"],
      message: "the probability must be from 0 to 1"),
    RefusedCall(
      name: "mse", tensors: ["input": x, "target": numbers([2])],
      message: "mse of input [1, 2, 4, 5] with target [2]"),
    RefusedCall(
      name: "crossEntropy", tensors: ["input": numbers([2, 3])],
      whole: ["target": StoredTensor(Tensor<Int>(shape: [2], [0, 3]))],
      message: "the target at [1] is 3, but the classes go from 0 to 2"),
    RefusedCall(
      name: "crossEntropy", tensors: ["input": numbers([2, 3])],
      whole: ["target": StoredTensor(Tensor<Int>(shape: [2], [0, 1]))],
      words: ["label-smoothing": "-0.1"], message: "label smoothing must be from 0 to 1"),
    RefusedCall(
      name: "binaryCrossEntropy",
      tensors: ["input": Tensor<Double>(shape: [2], [0.5, 1.5]), "target": shares([2])],
      message: "its numbers must be from 0 to 1, but the one at [1] isn't"),
    RefusedCall(
      name: "bceWithLogits",
      tensors: [
        "input": numbers([2, 3]), "target": shares([2, 3]), "pos-weight": shares([2]),
      ], message: "with positive weight [2]"),
    RefusedCall(
      name: "quantize", tensors: ["input": x], words: ["scale": "0"],
      message: "a scale must be above zero"),
    RefusedCall(
      name: "quantize", tensors: ["input": x], words: ["scale": "1", "zero-point": "128"],
      message: "the zero point 128 isn't from -128 to 127"),
    RefusedCall(
      name: "quantize", tensors: ["input": x], words: ["scale": "1,2,3"], message: "3 scales"),
    RefusedCall(
      name: "quantize", tensors: ["input": x], words: ["scale": "1", "zero-point": "1,2"],
      message: "1 scales and 2 zero points"),
    RefusedCall(
      name: "conv2dInteger",
      whole: [
        "input": StoredTensor(smallUnsigned([1, 2, 3, 3])),
        "weight": StoredTensor(small([3, 2, 2, 2])),
      ], words: ["weight-zero-point": "1,2"], message: "3 output channels"),
    RefusedCall(
      name: "conv2dInteger",
      whole: [
        "input": StoredTensor(smallUnsigned([1, 2, 3, 3])),
        "weight": StoredTensor(small([3, 2, 2, 2])),
      ], words: ["input-zero-point": "-1"], message: "the zero point -1 of the input"),
    RefusedCall(
      name: "requantize", whole: ["input": .int32(Tensor<Int32>(shape: [1, 2], [1, 2]))],
      words: ["factor": "1,2,3"], message: "there must be 1 factor"),
    RefusedCall(
      name: "sgd", tensors: ["parameter": x, "gradient": numbers([2])], words: ["lr": "0.1"],
      message: "sgd of parameter [1, 2, 4, 5] with gradient [2]"),
    RefusedCall(
      name: "sgd", tensors: ["parameter": x, "gradient": x], words: ["lr": "-1"],
      message: "the learning rate must be at least 0"),
    RefusedCall(
      name: "sgd", tensors: ["parameter": x, "gradient": x],
      words: ["lr": "1", "nesterov": "true"], message: "needs a momentum above 0"),
    RefusedCall(
      name: "rmsprop", tensors: ["parameter": x, "gradient": x, "square-avg": numbers([3])],
      message: "with square-avg [3]"),
    RefusedCall(
      name: "rmsprop", tensors: ["parameter": x, "gradient": x], words: ["alpha": "2"],
      message: "the alpha must be at least 0 and at most 1"),
    RefusedCall(
      name: "adam", tensors: ["parameter": x, "gradient": x], words: ["betas": "0.9,1"],
      message: "the betas must be at least 0 and below 1"),
    RefusedCall(
      name: "adam", tensors: ["parameter": x, "gradient": x], words: ["betas": "0.9"],
      message: "betas must be two numbers"),
    RefusedCall(
      name: "adam", tensors: ["parameter": x, "gradient": x, "exp-avg": x, "exp-avg-sq": x],
      words: ["step": "9223372036854775807"], message: "step must be from 0"),
  ]
}
