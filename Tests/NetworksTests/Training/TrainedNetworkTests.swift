import Datasets
import FastKernels
import Foundation
import Kernels
import TensorFiles
import Tensors
import Testing

@testable import Networks

@Suite("Networks in files, with what one needs to use them")
struct TrainedNetworkTests {
  private func withFile(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "trained-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private static let normalization = Normalization(means: [0.1307], deviations: [0.30810001])

  private static func trained(_ classes: [String]) -> TrainedNetwork {
    TrainedNetwork(
      .lenet5, network: Architecture.lenet5.make(classes: classes.count), classes: classes,
      normalization: normalization, notes: ["epochs": "3"])
  }

  @Test("what is written is read again, to the last bit")
  func roundTrip() throws {
    try withFile { path in
      let first = Self.trained(["a", "\"b\", with a comma", "ç"])
      try first.write(to: path)
      let second = try TrainedNetwork(contentsOf: path)
      #expect(second.architecture.name == "lenet5" && second.classes == first.classes)
      #expect(second.normalization == Self.normalization && second.notes == ["epochs": "3"])
      let x = Tensor<Float>.random([1, 1, 28, 28], seed: 1)
      let answer = second.answer(to: x, using: Fast.self)
      #expect(answer == first.answer(to: x, using: Fast.self))
      #expect(answer.outputs.count == 3 && abs(answer.probabilities.reduce(0, +) - 1) < 1e-6)
    }
  }

  @Test("of a file that says nothing, the last layer says how many classes there are")
  func bare() throws {
    try withFile { path in
      try Checkpoint.write(Architecture.lenet5.make(classes: 4), to: path)
      #expect(throws: TrainedNetworkError.unnamed(path)) { try TrainedNetwork(contentsOf: path) }
      let read = try TrainedNetwork(contentsOf: path, architecture: .lenet5)
      #expect(read.classes == ["0", "1", "2", "3"] && read.normalization == nil)
    }
  }

  @Test(
    "metadata that can't be understood are refused with the entry's name",
    arguments: [
      ("classes", "a, b"), ("classes", "[]"), ("means", "x"), ("means", "nan"), ("means", ""),
      ("deviations", "0"), ("deviations", "1 1"),
    ])
  func damaged(key: String, value: String) throws {
    try withFile { path in
      var metadata = ["network": "lenet5", "means": "0.5", "deviations": "0.5"]
      metadata[key] = value
      try Checkpoint.write(Architecture.lenet5.make(), metadata: metadata, to: path)
      #expect(throws: TrainedNetworkError.metadata(path, key: key, value: value)) {
        try TrainedNetwork(contentsOf: path)
      }
    }
  }

  @Test("a file of a network that there isn't is refused with its name")
  func unknown() throws {
    try withFile { path in
      try Checkpoint.write(Architecture.lenet5.make(), metadata: ["network": "lenet6"], to: path)
      #expect(throws: TrainedNetworkError.unknown(path, name: "lenet6")) {
        try TrainedNetwork(contentsOf: path)
      }
    }
  }

  @Test("a checkpoint that PyTorch wrote gives the outputs that PyTorch gives")
  func pyTorch() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures")
    let network = Sequential([
      "conv": Conv2d(inputChannels: 1, outputChannels: 4, kernelSize: 3),
      "bn": BatchNorm(channels: 4), "relu": ReLU(), "pool": MaxPool2d(2), "flatten": Flatten(),
      "fc": Linear(inputs: 4 * 4 * 4, outputs: 3),
    ])
    try Checkpoint.read(into: network, from: folder.appending(path: "pytorch.safetensors").path)
    let expected = try String(
      contentsOf: folder.appending(path: "pytorch.txt"), encoding: .utf8
    ).split(whereSeparator: \.isWhitespace).compactMap { Float($0) }
    let x = Tensor<Float>.random([5, 1, 10, 10], seed: 1)
    let output = network.forward(x, in: Pass(Fast.self, phase: .evaluation))
    #expect(output.shape == [5, 3] && expected.count == 15)
    #expect(zip(output.scalars, expected).allSatisfy { abs($0 - $1) <= 1e-5 })
    // With the batch's own means, which a network that answers mustn't take, it gives others.
    let wrong = network.forward(x, in: Pass(Fast.self, phase: .training))
    #expect(zip(wrong.scalars, expected).contains { abs($0 - $1) > 1e-3 })
  }

  @Test("layers are frozen by name, and a name that none has freezes nothing")
  func freezing() throws {
    let network = Architecture.lenet5.make()
    #expect(throws: UnknownParameter.self) { try network.freeze(["conv1", "conv"]) }
    #expect(network.learnedParameters.count == 10)
    #expect(
      try network.freeze(["conv1", "fc1.bias"]) == ["conv1.weight", "conv1.bias", "fc1.bias"])
    let before = network.namedParameters.map(\.parameter.value)
    let trainer = Trainer(network, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)))
    let batch = Batch(
      pictures: .random([4, 1, 28, 28], seed: 1), labels: Tensor(shape: [4], [0, 1, 2, 3]))
    try trainer.learn(batch, learningRate: 0.1)
    for (old, (name, parameter)) in zip(before, network.namedParameters) {
      let isFrozen = ["conv1.weight", "conv1.bias", "fc1.bias"].contains(name)
      #expect((parameter.value == old) == isFrozen, "\(name)")
    }
  }

  @Test("a new head is drawn anew, and all else is taken over")
  func head() {
    let old = Self.trained((0...9).map(String.init))
    for classes in [["a", "b"], (0...9).map { "x\($0)" }] {
      let (network, new) = old.withNewHead(for: classes, seed: 7)
      #expect(new == ["fc3.weight", "fc3.bias"] && network.classes == classes)
      for (mine, other) in zip(network.network.namedParameters, old.network.namedParameters) {
        #expect(
          (mine.parameter.value == other.parameter.value) == !new.contains(mine.name),
          "\(mine.name)")
      }
    }
  }

  @Test("the outputs of a chain's layers are those of the chain, one after the other")
  func layers() throws {
    let network = Architecture.lenet5.make()
    let x = Tensor<Float>.random([2, 1, 28, 28], seed: 1)
    let outputs = network.outputs(of: x, using: Fast.self)
    #expect(outputs.map(\.name) == network.parts.map(\.name))
    #expect(outputs[0].output.shape == [2, 6, 24, 24] && outputs[0].kind == "Conv2d")
    #expect(outputs[1].output.scalars == outputs[0].output.scalars.map { max(0, $0) })
    let last = try #require(outputs.last).output
    let whole = network.forward(x, in: Pass(Fast.self, phase: .evaluation))
    #expect(zip(last.scalars, whole.scalars).allSatisfy { abs($0 - $1) < 1e-5 })
  }
}
