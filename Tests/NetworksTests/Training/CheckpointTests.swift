import FastKernels
import Foundation
import TensorFiles
import Tensors
import Testing

@testable import Networks

@Suite("Checkpoints")
struct CheckpointTests {
  private func network(_ outputs: Int = 3, seed: UInt64 = 1) -> Sequential {
    let network = Sequential([
      "conv": Conv2d(inputChannels: 1, outputChannels: 2, kernelSize: 3),
      "bn": BatchNorm(channels: 2), "flatten": Flatten(),
      "fc": Linear(inputs: 2 * 4 * 4, outputs: outputs),
    ])
    network.initialize(seed: seed)
    return network
  }

  private func withFile(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "checkpoint-\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("what is written is read again, statistics too, with the words in the header")
  func roundTrip() throws {
    try withFile { path in
      let first = network(seed: 1)
      let x = Tensor<Float>(repeating: 1, shape: [2, 1, 6, 6])
      _ = first.forward(x, in: Pass(Fast.self, phase: .training))
      try Checkpoint.write(first, metadata: ["network": "mine"], to: path)
      let second = network(seed: 2)
      #expect(try Checkpoint.read(into: second, from: path) == ["network": "mine"])
      #expect(
        second.namedParameters.map(\.parameter.value)
          == first.namedParameters.map(\.parameter.value))
      #expect(
        second.namedParameters.map(\.name) == [
          "conv.weight", "conv.bias", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var",
          "fc.weight", "fc.bias",
        ])
    }
  }

  @Test("a checkpoint of another network is refused name by name, and changes nothing")
  func mismatch() throws {
    try withFile { path in
      try Checkpoint.write(network(4), to: path)
      let mine = network(3)
      let before = mine.namedParameters.map(\.parameter.value)
      let error = #expect(throws: Checkpoint.Mismatch.self) {
        try Checkpoint.read(into: mine, from: path)
      }
      #expect(
        error?.faults == [
          "fc.weight is [4, 32] there, and [3, 32] here", "fc.bias is [4] there, and [3] here",
        ])
      #expect(mine.namedParameters.map(\.parameter.value) == before)
      let other: Sequential = [Linear(inputs: 2, outputs: 2)]
      let names = #expect(throws: Checkpoint.Mismatch.self) {
        try Checkpoint.read(into: other, from: path)
      }
      #expect(names?.faults.contains("0.weight isn't there") == true)
      #expect(names?.description.contains("and 5 more") == true)
    }
  }

  @Test("PyTorch's count of batches is passed over, and a damaged file is told")
  func others() throws {
    try withFile { path in
      let mine = network()
      var tensors = Dictionary(
        uniqueKeysWithValues: mine.namedParameters.map {
          ($0.name, StoredTensor($0.parameter.value))
        })
      tensors["bn.num_batches_tracked"] = StoredTensor(Tensor<Int64>(shape: [], [7]))
      try Safetensors.write(tensors, to: path)
      try Checkpoint.read(into: mine, from: path)
      try Data(Data(contentsOf: URL(fileURLWithPath: path)).dropLast(5)).write(
        to: URL(fileURLWithPath: path))
      #expect(throws: TensorFileError.self) { try Checkpoint.read(into: mine, from: path) }
    }
  }

  @Test("two networks are mixed number by number")
  func mix() {
    let (new, old) = (network(seed: 1), network(seed: 2))
    let expected = zip(new.namedParameters, old.namedParameters).map {
      $0.parameter.value.zip($1.parameter.value) { 0.25 * $1 + 0.75 * $0 }
    }
    Checkpoint.mix(new, with: old, alpha: 0.25)
    #expect(new.namedParameters.map(\.parameter.value) == expected)
  }
}
