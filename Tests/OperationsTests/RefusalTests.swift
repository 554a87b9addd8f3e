import Kernels
import Operations
import TensorFiles
import Tensors
import Testing

/// What doesn't fit is thrown before a kernel sees it, which would stop the program.
@Suite("What operations refuse")
struct RefusalTests {
  static let x = numbers([1, 2, 4, 5])
  @Test("shapes and values that don't fit together", arguments: RefusedCall.misfits)
  func misfit(_ misfit: RefusedCall) throws {
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

  static let wrongCalls: [RefusedCall] = [
    RefusedCall(
      name: "conv2d", tensors: ["input": x], message: "conv2d needs the tensor weight: w,"),
    RefusedCall(
      name: "relu", tensors: ["input": x, "mask": x], message: "relu has no tensor 'mask'"),
    RefusedCall(
      name: "relu", tensors: ["input": x], words: ["alpha": "1"],
      message: "relu has no parameter 'alpha'"),
    RefusedCall(
      name: "elu", tensors: ["input": x], words: ["slope": "1"],
      message: "elu has no parameter 'slope'; it has alpha"),
    RefusedCall(
      name: "elu", tensors: ["input": x], words: ["alpha": "big"],
      message: "alpha takes a number, not 'big'"),
    RefusedCall(
      name: "softmax", tensors: ["input": x], words: ["dim": "1.5"],
      message: "dim takes a whole number, not '1.5'"),
    RefusedCall(
      name: "softmax", tensors: ["input": x], words: ["dim": "1", "axis": "1"],
      message: "the parameter dim is given twice"),
    RefusedCall(name: "maxPool2d", tensors: ["input": x], message: "kernel-size is missing"),
    RefusedCall(
      name: "maxPool2d", tensors: ["input": x], words: ["kernel-size": "2,"],
      message: "kernel-size takes one whole number, or one for each axis, such as 2 or 2,1"),
    RefusedCall(
      name: "mse", tensors: ["input": x, "target": x], words: ["reduction": "max"],
      message: "reduction takes none, mean or sum, not 'max'"),
    RefusedCall(
      name: "batchNorm", tensors: ["input": x, "running-mean": numbers([2])],
      message: "running-mean needs running-var beside it"),
    RefusedCall(
      name: "adam", tensors: ["parameter": x, "gradient": x, "exp-avg": x],
      message: "exp-avg needs exp-avg-sq beside it"),
  ]

  @Test("names, words and companions", arguments: wrongCalls)
  func wrongCall(_ wrong: RefusedCall) throws {
    let error = try #require(throws: OperationError.self) {
      try Call(wrong.name, wrong.tensors, whole: wrong.whole, wrong.words)
    }
    #expect(error.fault == .call)
    #expect(error.description.contains(wrong.message), "\(error)")
  }

  @Test("what only shows once it is run is a fault of the call as well")
  func lateCalls() throws {
    for (call, message) in [
      (try Call("pad", ["input": Self.x]), "needs padding or pad"),
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
