import Kernels
import Operations
import TensorFiles
import Tensors
import Testing

/// What doesn't fit is thrown before a kernel sees it, which would stop the program.
@Suite("What operations refuse")
struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var tensors: [String: Tensor<Double>] = [:]
    var whole: [String: StoredTensor] = [:]
    var words: [String: String] = [:]
    let message: String

    var testDescription: String { "\(name): \(message)" }
  }

  static let x = numbers([1, 2, 4, 5])
  static let misfits: [Case] = [
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 1, 2, 2])],
      message: "conv2d of input [1, 2, 4, 5] with weight [3, 1, 2, 2]: the input has 2 channels"),
    Case(
      name: "convolve2d", tensors: ["input": x, "weight": numbers([3, 2, 2])],
      message: "the weight must be [OC, IC/G, KH, KW], 4 axes, but has 3"),
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["stride": "0"], message: "the stride must be at least 1"),
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["stride": "1,2,3"], message: "the stride must be one number, or 2"),
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "same", "stride": "9223372036854775807"], message: "can be 1073741824"),
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "-1"], message: "padding can't be negative"),
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "1000000000"], message: "more than there is memory for"),
    Case(
      name: "conv2d", tensors: ["input": x, "weight": numbers([3, 2, 2, 2])],
      words: ["padding": "4", "padding-mode": "reflect"], message: "to reflect"),
    Case(
      name: "convTranspose1d",
      tensors: ["input": numbers([1, 2, 4]), "weight": numbers([2, 1, 3])],
      words: ["padding": "same"], message: "in numbers, not as a rule"),
    Case(
      name: "convTranspose1d",
      tensors: ["input": numbers([1, 2, 4]), "weight": numbers([2, 1, 3])],
      words: ["output-padding": "1"], message: "below the stride (1)"),
    Case(
      name: "maxPool2d", tensors: ["input": x], words: ["kernel-size": "5"],
      message: "maxPool2d of input [1, 2, 4, 5]: the kernel reaches over 5 places"),
    Case(
      name: "avgPool2d", tensors: ["input": x], words: ["kernel-size": "2", "padding": "2"],
      message: "must be below the window's reach"),
    Case(
      name: "globalMaxPool2d", tensors: ["input": numbers([1, 2, 0, 5])],
      message: "globalMaxPool2d of input [1, 2, 0, 5]"),
    Case(
      name: "globalAvgPool2d", tensors: ["input": numbers([5])],
      message: "the input must be [N, C, H, W], 4 axes, but has 1"),
    Case(
      name: "adaptiveAvgPool2d", tensors: ["input": x], words: ["output-size": "0"],
      message: "must be from 1"),
    Case(
      name: "linear", tensors: ["input": numbers([2, 3]), "weight": numbers([4, 2])],
      message: "the input's last axis is 3, so the weight's second axis must be 3, not 2"),
    Case(
      name: "flatten", tensors: ["input": x], words: ["start-dim": "3", "end-dim": "1"],
      message: "both must be axes of the input, and in order"),
    Case(
      name: "pad", tensors: ["input": x], words: ["pad": "1,2,3"],
      message: "a begin and an end for each axis"),
    Case(
      name: "pad", tensors: ["input": numbers([3])], words: ["pad": "1,2"],
      message: "but has 1 axes"),
    Case(name: "pad", tensors: ["input": x], words: ["padding": "same"], message: "not as a rule"),
    Case(
      name: "softmax", tensors: ["input": x], words: ["dim": "4"], message: "has no axis 4"),
    Case(
      name: "logSoftmax", tensors: ["input": numbers([])], message: "a tensor of shape []"),
    Case(
      name: "batchNorm", tensors: ["input": x, "weight": numbers([3])],
      words: ["training": "true"], message: "the weight must be [2]"),
    Case(
      name: "batchNorm", tensors: ["input": x],
      message: "evaluation needs a running mean and variance"),
    Case(
      name: "batchNorm", tensors: ["input": x], words: ["training": "true", "eps": "-1"],
      message: "eps must be at least 0"),
    Case(
      name: "batchNorm", tensors: ["input": x], words: ["training": "true", "momentum": "2"],
      message: "the momentum must be from 0 to 1"),
    Case(
      name: "dropout", tensors: ["input": x, "mask": numbers([2])],
      message: "the shapes must be equal"),
    Case(
      name: "dropout", tensors: ["input": x, "mask": x], words: ["p": "1.5"],
      message: "the probability must be from 0 to 1"),
    Case(
      name: "mse", tensors: ["input": x, "target": numbers([2])],
      message: "mse of input [1, 2, 4, 5] with target [2]"),
    Case(
      name: "crossEntropy", tensors: ["input": numbers([2, 3])],
      whole: ["target": StoredTensor(Tensor<Int>(shape: [2], [0, 3]))],
      message: "the target at [1] is 3, but the classes go from 0 to 2"),
    Case(
      name: "crossEntropy", tensors: ["input": numbers([2, 3])],
      whole: ["target": StoredTensor(Tensor<Int>(shape: [2], [0, 1]))],
      words: ["label-smoothing": "-0.1"], message: "label smoothing must be from 0 to 1"),
    Case(
      name: "binaryCrossEntropy",
      tensors: ["input": Tensor<Double>(shape: [2], [0.5, 1.5]), "target": shares([2])],
      message: "its numbers must be from 0 to 1, but the one at [1] isn't"),
    Case(
      name: "bceWithLogits",
      tensors: [
        "input": numbers([2, 3]), "target": shares([2, 3]), "pos-weight": shares([2]),
      ], message: "with positive weight [2]"),
    Case(
      name: "quantize", tensors: ["input": x], words: ["scale": "0"],
      message: "a scale must be above zero"),
    Case(
      name: "quantize", tensors: ["input": x], words: ["scale": "1", "zero-point": "128"],
      message: "the zero point 128 isn't from -128 to 127"),
    Case(
      name: "quantize", tensors: ["input": x], words: ["scale": "1,2,3"], message: "3 scales"),
    Case(
      name: "quantize", tensors: ["input": x], words: ["scale": "1", "zero-point": "1,2"],
      message: "1 scales and 2 zero points"),
    Case(
      name: "conv2dInteger",
      whole: [
        "input": StoredTensor(smallUnsigned([1, 2, 3, 3])),
        "weight": StoredTensor(small([3, 2, 2, 2])),
      ], words: ["weight-zero-point": "1,2"], message: "3 output channels"),
    Case(
      name: "conv2dInteger",
      whole: [
        "input": StoredTensor(smallUnsigned([1, 2, 3, 3])),
        "weight": StoredTensor(small([3, 2, 2, 2])),
      ], words: ["input-zero-point": "-1"], message: "the zero point -1 of the input"),
    Case(
      name: "requantize", whole: ["input": .int32(Tensor<Int32>(shape: [1, 2], [1, 2]))],
      words: ["factor": "1,2,3"], message: "there must be 1 factor"),
    Case(
      name: "sgd", tensors: ["parameter": x, "gradient": numbers([2])], words: ["lr": "0.1"],
      message: "sgd of parameter [1, 2, 4, 5] with gradient [2]"),
    Case(
      name: "sgd", tensors: ["parameter": x, "gradient": x], words: ["lr": "-1"],
      message: "the learning rate must be at least 0"),
    Case(
      name: "sgd", tensors: ["parameter": x, "gradient": x],
      words: ["lr": "1", "nesterov": "true"], message: "needs a momentum above 0"),
    Case(
      name: "rmsprop", tensors: ["parameter": x, "gradient": x, "square-avg": numbers([3])],
      message: "with square-avg [3]"),
    Case(
      name: "rmsprop", tensors: ["parameter": x, "gradient": x], words: ["alpha": "2"],
      message: "the alpha must be at least 0 and at most 1"),
    Case(
      name: "adam", tensors: ["parameter": x, "gradient": x], words: ["betas": "0.9,1"],
      message: "the betas must be at least 0 and below 1"),
    Case(
      name: "adam", tensors: ["parameter": x, "gradient": x], words: ["betas": "0.9"],
      message: "betas must be two numbers"),
    Case(
      name: "adam", tensors: ["parameter": x, "gradient": x, "exp-avg": x, "exp-avg-sq": x],
      words: ["step": "9223372036854775807"], message: "step must be from 0"),
  ]

  @Test("shapes and values that don't fit together", arguments: misfits)
  func misfit(_ misfit: Case) throws {
    let call = try Call(misfit.name, misfit.tensors, whole: misfit.whole, misfit.words)
    let error = try #require(throws: ShapeError.self) { try call.results() }
    #expect(error.description.contains(misfit.message), "\(error)")
  }

  @Test("a gradient of another shape than the output's")
  func gradient() throws {
    let call = try Call("relu", ["input": numbers([2, 3])])
    let error = try #require(throws: ShapeError.self) { try call.gradients(numbers([3, 2])) }
    #expect(
      error.description
        == "the gradient of the output has the shape [3, 2], but the output has [2, 3]")
  }

  static let wrongCalls: [Case] = [
    Case(name: "conv2d", tensors: ["input": x], message: "conv2d needs the tensor weight: w,"),
    Case(name: "relu", tensors: ["input": x, "mask": x], message: "relu has no tensor 'mask'"),
    Case(
      name: "relu", tensors: ["input": x], words: ["alpha": "1"],
      message: "relu has no parameter 'alpha'"),
    Case(
      name: "elu", tensors: ["input": x], words: ["slope": "1"],
      message: "elu has no parameter 'slope'; it has alpha"),
    Case(
      name: "elu", tensors: ["input": x], words: ["alpha": "big"],
      message: "alpha takes a number, not 'big'"),
    Case(
      name: "softmax", tensors: ["input": x], words: ["dim": "1.5"],
      message: "dim takes a whole number, not '1.5'"),
    Case(
      name: "softmax", tensors: ["input": x], words: ["dim": "1", "axis": "1"],
      message: "the parameter dim is given twice"),
    Case(name: "maxPool2d", tensors: ["input": x], message: "kernel-size is missing"),
    Case(
      name: "maxPool2d", tensors: ["input": x], words: ["kernel-size": "2,"],
      message: "kernel-size takes one whole number, or one for each axis, such as 2 or 2,1"),
    Case(
      name: "mse", tensors: ["input": x, "target": x], words: ["reduction": "max"],
      message: "reduction takes none, mean or sum, not 'max'"),
    Case(
      name: "batchNorm", tensors: ["input": x, "running-mean": numbers([2])],
      message: "running-mean needs running-var beside it"),
    Case(
      name: "adam", tensors: ["parameter": x, "gradient": x, "exp-avg": x],
      message: "exp-avg needs exp-avg-sq beside it"),
  ]

  @Test("names, words and companions", arguments: wrongCalls)
  func wrongCall(_ wrong: Case) throws {
    let error = try #require(throws: OperationError.self) {
      try Call(wrong.name, wrong.tensors, whole: wrong.whole, wrong.words)
    }
    #expect(error.fault == .call)
    #expect(error.description.contains(wrong.message), "\(error)")
  }

  @Test("what only shows once it is run is a fault of the call as well")
  func lateCalls() throws {
    for (call, message) in [
      (try Call("pad", ["input": Self.x]), "either padding or pad"),
      (try Call("pad", ["input": Self.x], ["padding": "1", "pad": "1,1"]), "not both"),
      (
        try Call("adam", ["parameter": Self.x, "gradient": Self.x], ["step": "3"]),
        "needs exp-avg and exp-avg-sq"
      ),
    ] {
      let error = try #require(throws: OperationError.self) { try call.results() }
      #expect(error.fault == .call && error.description.contains(message))
    }
  }

  @Test("numbers of a wrong type")
  func types() throws {
    for (name, whole, words, message) in [
      ("dequantize", StoredTensor(Self.x), ["scale": "1"], "numbers of int8 or uint8"),
      ("requantize", StoredTensor(small([1, 2])), ["factor": "1"], "numbers of int32"),
    ] {
      let error = try #require(throws: OperationError.self) {
        try Call(name, [:], whole: ["input": whole], words)
      }
      #expect(error.fault == .tensor)
      #expect(error.description.contains("the input must hold \(message), but holds"))
    }
    let error = try #require(throws: OperationError.self) {
      try Call(
        "crossEntropy", ["input": numbers([1, 3]), "target": Tensor<Double>(shape: [1], [0.5])])
    }
    #expect(error.fault == .tensor)
    #expect(error.description.hasPrefix("target: The number 0.5 at [0]"))
  }
}
