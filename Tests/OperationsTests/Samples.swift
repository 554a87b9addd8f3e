import Kernels
import Operations
import ReferenceKernels
import TensorFiles
import Tensors

typealias Yardstick = Reference<Double>

/// Random numbers of this shape, others for every seed.
func numbers(_ shape: [Int], _ seed: UInt64 = 1) -> Tensor<Double> { .random(shape, seed: seed) }

/// Random numbers from 0 to 1.
func shares(_ shape: [Int], _ seed: UInt64 = 1) -> Tensor<Double> {
  .random(shape, in: 0...1, seed: seed)
}

/// Random bytes, signed or not.
func small(_ shape: [Int], _ seed: UInt64 = 1) -> Tensor<Int8> {
  Tensor<Double>.randomWhole(shape, in: -128...127, seed: seed).map { Int8($0) }
}

func smallUnsigned(_ shape: [Int], _ seed: UInt64 = 1) -> Tensor<UInt8> {
  Tensor<Double>.randomWhole(shape, in: 0...255, seed: seed).map { UInt8($0) }
}

/// An operation by name, with its arguments.
struct Call {
  let operation: any KernelOperation.Type
  let arguments: Arguments<Double>

  init(
    _ name: String, _ tensors: [String: Tensor<Double>], whole: [String: StoredTensor] = [:],
    _ parameters: [String: String] = [:]
  ) throws {
    operation = try OperationTable.operation(named: name)
    let stored = tensors.mapValues { StoredTensor($0) }.merging(whole) { $1 }
    arguments = try Arguments(for: operation, tensors: stored, parameters: parameters)
  }

  func results() throws -> Results<Double> {
    try operation.results(with: Yardstick.self, arguments)
  }

  /// The output in real numbers.
  func output() throws -> Tensor<Double> { try results().output.stored.asDouble() }

  func gradients(_ gradOutput: Tensor<Double>) throws -> [String: Tensor<Double>] {
    let operation = operation as! any DifferentiableOperation.Type
    let gradients = try operation.gradients(with: Yardstick.self, gradOutput, arguments)
    return Dictionary(uniqueKeysWithValues: gradients.map { ($0.name, $0.tensor) })
  }
}

/// For every operation tensors that fit, all that there can be.
let samples: [String: (tensors: [String: Tensor<Double>], whole: [String: StoredTensor])] = [
  "conv1d": (rows, [:]), "convolve1d": (rows, [:]),
  "conv2d": (pictures, [:]), "conv2dReLU": (pictures, [:]), "convolve2d": (pictures, [:]),
  "conv3d": (
    [
      "input": numbers([1, 2, 3, 4, 5]), "weight": numbers([3, 2, 2, 3, 2]),
      "bias": numbers([3]),
    ], [:]
  ),
  "convTranspose1d": (
    ["input": numbers([2, 3, 5]), "weight": numbers([3, 2, 4]), "bias": numbers([2])], [:]
  ),
  "convTranspose2d": (
    ["input": numbers([2, 3, 5, 4]), "weight": numbers([3, 2, 4, 3]), "bias": numbers([2])], [:]
  ),
  "maxPool1d": (["input": numbers([2, 3, 7])], [:]),
  "avgPool1d": (["input": numbers([2, 3, 7])], [:]),
  "maxPool2d": (picture, [:]), "avgPool2d": (picture, [:]), "globalMaxPool2d": (picture, [:]),
  "globalAvgPool2d": (picture, [:]), "adaptiveAvgPool2d": (picture, [:]),
  "linear": (
    ["input": numbers([3, 5]), "weight": numbers([4, 5]), "bias": numbers([4])], [:]
  ),
  "flatten": (picture, [:]), "pad": (picture, [:]),
  "relu": (picture, [:]), "leakyRelu": (picture, [:]), "elu": (picture, [:]),
  "sigmoid": (picture, [:]), "tanh": (picture, [:]), "softmax": (picture, [:]),
  "logSoftmax": (picture, [:]),
  "batchNorm": (
    [
      "input": numbers([2, 3, 5]), "weight": numbers([3], 2), "bias": numbers([3], 3),
      "running-mean": numbers([3], 4), "running-var": shares([3], 5),
    ], [:]
  ),
  "dropout": (
    ["input": numbers([2, 3]), "mask": Tensor([[1, 0, 1], [1, 1, 0]]).map { Double($0) }], [:]
  ),
  "mse": (["input": numbers([2, 3]), "target": numbers([2, 3], 2)], [:]),
  "crossEntropy": (
    ["input": numbers([2, 3]), "weight": shares([3])],
    ["target": StoredTensor(Tensor<Int>(shape: [2], [2, 0]))]
  ),
  "binaryCrossEntropy": (
    ["input": shares([2, 3]), "target": shares([2, 3], 2), "weight": shares([2, 3], 3)], [:]
  ),
  "binaryCrossEntropyWithLogits": (
    [
      "input": numbers([2, 3]), "target": shares([2, 3], 2), "weight": shares([2, 3], 3),
      "pos-weight": shares([3], 4),
    ], [:]
  ),
  "l1Penalty": (["weight": numbers([2, 3])], [:]), "l2Penalty": (["weight": numbers([2, 3])], [:]),
  "quantize": (picture, [:]), "dequantize": ([:], ["input": StoredTensor(small([2, 3]))]),
  "conv2dInteger": (
    [:],
    [
      "input": StoredTensor(smallUnsigned([2, 3, 5, 4])),
      "weight": StoredTensor(small([4, 3, 2, 3])),
      "bias": StoredTensor(Tensor<Int32>(shape: [4], [1, -2, 3, -4])),
    ]
  ),
  "requantize": ([:], ["input": StoredTensor(small([2, 3, 2, 2]).map { Int32($0) * 100 })]),
  "sgd": (step + ["momentum-buffer"], [:]),
  "rmsprop": (step + ["square-avg", "momentum-buffer"], [:]),
  "adam": (step + ["exp-avg", "exp-avg-sq"], [:]),
  "adamW": (step + ["exp-avg", "exp-avg-sq"], [:]),
]

private let rows = [
  "input": numbers([2, 3, 7]), "weight": numbers([4, 3, 2]), "bias": numbers([4]),
]
private let picture = ["input": numbers([2, 3, 5, 7])]
private let pictures = [
  "input": numbers([2, 3, 5, 7]), "weight": numbers([4, 3, 2, 3]), "bias": numbers([4]),
]
private let step = ["parameter": numbers([2, 3]), "gradient": numbers([2, 3], 2)]

private func + (tensors: [String: Tensor<Double>], memory: [String]) -> [String: Tensor<Double>] {
  var tensors = tensors
  for (seed, name) in memory.enumerated() { tensors[name] = shares([2, 3], UInt64(seed) + 3) }
  return tensors
}

/// What an operation must be told, as the examples in its table say it.
func examples(_ operation: any KernelOperation.Type) -> [String: String] {
  operation.name == "pad" ? ["padding": "1,2"] : operation.exampleParameters
}
