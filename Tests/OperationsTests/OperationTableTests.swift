import Foundation
import Kernels
import Operations
import ReferenceKernels
import TensorFiles
import Tensors
import Testing

@Suite("The table of operations")
struct OperationTableTests {
  @Test("every operation that the contract lists is in the table")
  func complete() throws {
    let contract = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Kernels/Kernels.swift")
    let rows = try String(contentsOf: contract, encoding: .utf8).split(separator: "\n").filter {
      $0.hasPrefix("/// | `")
    }
    let names = rows.flatMap { row in
      row.split(separator: "|")[2].split(separator: "`")[1].split(separator: " ").map(String.init)
    }
    #expect(rows.count == 9)
    #expect(names.count == 41)
    let found = try names.map { try OperationTable.operation(named: $0).name }
    #expect(Set(found) == Set(OperationTable.all.map { $0.name }))
    #expect(found.count == OperationTable.all.count)
  }

  @Test("no word means two things")
  func unambiguous() {
    let words = OperationTable.all.flatMap { [$0.name] + $0.aliases }.map(Names.plain)
    #expect(Set(words).count == words.count)
    for operation in OperationTable.all {
      let words =
        operation.tensors.flatMap { [$0.name] + $0.aliases }
        + operation.parameters.flatMap { [$0.name] + $0.aliases }
      #expect(Set(words.map(Names.plain)).count == words.count, "\(operation.name)")
    }
  }

  @Test("names are found whatever their case, underscores and dashes")
  func names() throws {
    for (word, name) in [
      ("max_pool2d", "maxPool2d"), ("MaxPool2d", "maxPool2d"), ("max-pool-2d", "maxPool2d"),
      ("BCE", "binaryCrossEntropy"), ("bce_with_logits", "binaryCrossEntropyWithLogits"),
      ("qlinear_conv", "conv2dInteger"), ("GlobalAveragePool", "globalAvgPool2d"),
      ("sgdStep", "sgd"), ("log_softmax", "logSoftmax"),
      ("depthwise_conv2d", "conv2d"), ("BatchNorm2d", "batchNorm"), ("Gemm", "linear"),
      ("convolution1d", "convolve1d"), ("average_pool2d", "avgPool2d"),
      ("SoftmaxCrossEntropyLoss", "crossEntropy"), ("BatchNormalization", "batchNorm"),
    ] {
      #expect(try OperationTable.operation(named: word).name == name)
    }
    #expect(throws: OperationError(.call, "there is no operation 'conv4d'")) {
      try OperationTable.operation(named: "conv4d")
    }
  }

  @Test("a name without dimensions means those with them, and a beginning what it begins")
  func meant() {
    for (word, words) in [
      ("Conv", ["conv1d", "conv2d", "conv3d"]), ("MaxPool", ["maxPool1d", "maxPool2d"]),
      ("ConvTranspose", ["convTranspose1d", "convTranspose2d"]), ("l1", ["l1Penalty"]),
      ("AveragePool", ["averagePool1d", "averagePool2d"]),
      ("convolve", ["convolve1d", "convolve2d"]), ("conv2", []), ("l1Loss", []),
    ] {
      #expect(OperationTable.words(meantBy: word) == words)
    }
  }

  @Test(
    "every operation runs on tensors that fit, and gives the shapes that it promises",
    arguments: OperationTable.all.map { $0.name })
  func everyOperation(name: String) throws {
    let sample = try #require(samples[name])
    let operation = try OperationTable.operation(named: name)
    let call = try Call(name, sample.tensors, whole: sample.whole, examples(operation))
    let results = try call.results()
    let shape = try operation.outputShape(call.arguments)
    #expect(results.output.stored.shape == shape)
    #expect(try call.output().scalars.allSatisfy(\.isFinite))
    #expect(Set(results.further.map(\.name)).isSubset(of: operation.furtherResults))
    guard operation is any DifferentiableOperation.Type else { return }
    let gradients = try call.gradients(numbers(shape, 9))
    #expect(!gradients.isEmpty)
    for (name, gradient) in gradients { #expect(gradient.shape == sample.tensors[name]?.shape) }
  }

  @Test("every operation has no more than a line for each of its words")
  func lines() {
    for operation in OperationTable.all {
      for text in [operation.summary, operation.formula] {
        #expect(!text.isEmpty && !text.contains("\n") && !text.hasSuffix("."))
      }
      for meaning in operation.tensors.map(\.meaning) + operation.parameters.map(\.meaning) {
        #expect(!meaning.isEmpty && meaning.count < 78, "\(operation.name): \(meaning)")
      }
    }
  }

  @Test("the gradient by a number is a number, whatever shape it comes in")
  func gradientByNumber() throws {
    let call = try Call("mse", ["input": numbers([2, 3]), "target": numbers([2, 3], 2)])
    let byHand = try call.gradients(Tensor(shape: [], [3]))
    for shape in [[1], [1, 1]] {
      #expect(try call.gradients(Tensor(shape: shape, [3])) == byHand)
    }
    #expect(throws: ShapeError.self) { try call.gradients(Tensor(shape: [2], [3, 3])) }
  }

  @Test("gradients are those of the tensors that were given")
  func gradientsOfGiven() throws {
    let tensors = ["input": numbers([1, 1, 4, 5]), "weight": numbers([2, 1, 2, 3])]
    let gradOutput = numbers([1, 2, 3, 3])
    let without = try Call("conv2d", tensors).gradients(gradOutput)
    #expect(Set(without.keys) == ["input", "weight"])
    let bias = tensors.merging(["bias": numbers([2])]) { $1 }
    let with = try Call("conv2d", bias).gradients(gradOutput)
    #expect(Set(with.keys) == ["input", "weight", "bias"])
  }
}
