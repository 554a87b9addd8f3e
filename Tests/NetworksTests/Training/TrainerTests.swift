import Datasets
import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Networks

@Suite("Training")
struct TrainerTests {
  private static let digits = DrawnDigits.make(count: 120, seed: 1)

  /// Small, so that the reference is quick: 28 → 12 → 6 → 10.
  private func network(seed: UInt64 = 1) -> Sequential {
    let network = Sequential([
      "conv": Conv2d(inputChannels: 1, outputChannels: 4, kernelSize: 5, stride: 2),
      "relu": ReLU(), "pool": MaxPool2d(2), "flatten": Flatten(),
      "drop": Dropout(0.25), "fc": Linear(inputs: 4 * 6 * 6, outputs: 10),
    ])
    network.initialize(seed: seed)
    return network
  }

  private func batches(_ data: LabelledPictures = digits) -> Batches {
    Batches(
      data, size: 16, order: .shuffled(seed: 3), normalization: data.normalization)
  }

  private func options(epochs: Int, rate: Double = 0.05) -> Trainer.Options {
    var options = Trainer.Options()
    (options.epochs, options.learningRate) = (epochs, rate)
    return options
  }

  @Test("a network learns, and what it hasn't learned is tried without changing it")
  func learns() throws {
    let network = network()
    let trainer = Trainer(
      network, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)),
      options: options(epochs: 15))
    let history = try trainer.train(batches(), validation: batches())
    #expect(history.epochs.map(\.number) == Array(1...15))
    #expect(history.epochs[14].loss < history.epochs[0].loss / 4)
    #expect(try #require(history.epochs[14].validationAccuracy) > 0.95)
    let before = network.namedParameters.map(\.parameter.value)
    let evaluation = Evaluation(of: network, on: batches(), using: Fast.self)
    #expect(evaluation.matrix.total == 120)
    #expect(evaluation.matrix.accuracy == history.epochs[14].validationAccuracy)
    #expect(network.namedParameters.map(\.parameter.value) == before)
  }

  @Test("the reference and the fast kernels learn the same")
  func alike() throws {
    let results = try [Reference<Float>.self as any Kernels<Float>.Type, Fast.self].map { kernels in
      let network = network()
      let trainer = Trainer(
        network, using: kernels, optimizer: Optimizer(.adam()),
        options: options(epochs: 1, rate: 0.001))
      return (try trainer.train(batches(Self.digits.first(48))), network)
    }
    #expect(abs(results[0].0.epochs[0].loss - results[1].0.epochs[0].loss) < 1e-4)
    for (a, b) in zip(results[0].1.namedParameters, results[1].1.namedParameters) {
      let far = zip(a.parameter.value.scalars, b.parameter.value.scalars).map { abs($0 - $1) }.max()
      #expect(try #require(far) < 1e-4, "\(a.name)")
    }
  }

  @Test("the same seeds give the same numbers, bit for bit; others don't")
  func repeatable() throws {
    func learned(_ seed: UInt64) throws -> [Tensor<Float>] {
      let network = network(seed: seed)
      try Trainer(
        network, using: Fast.self, optimizer: Optimizer(.sgd()), options: options(epochs: 2)
      ).train(batches())
      return network.namedParameters.map(\.parameter.value)
    }
    #expect(try learned(1) == learned(1))
    #expect(try learned(1) != learned(2))
  }

  @Test("a loss that is no number stops, and the layer is named", arguments: ["conv", "fc"])
  func notANumber(name: String) throws {
    let network = network()
    let weight = try #require(network.namedParameters.first { $0.name == "\(name).weight" })
    weight.parameter.value = weight.parameter.value * .infinity
    let trainer = Trainer(
      network, using: Fast.self, optimizer: Optimizer(.sgd()), options: options(epochs: 2))
    let error = #expect(throws: TrainingError.self) { try trainer.train(batches()) }
    let kind = ["conv": "Conv2d", "fc": "Linear"][name] ?? ""
    #expect(error == .notANumber(epoch: 1, batch: 1, layer: "\(name) (\(kind))"))
    #expect(error?.description.contains("Try a smaller learning rate") == true)
  }

  @Test("too large a learning rate ends so, too")
  func tooFast() {
    let trainer = Trainer(
      network(), using: Fast.self, optimizer: Optimizer(.sgd()),
      options: options(epochs: 2, rate: 1e30))
    #expect(throws: TrainingError.self) { try trainer.train(batches()) }
  }

  @Test("who watches can stop it after any batch, and what was learned stays")
  func stops() throws {
    let network = network()
    let before = network.namedParameters[0].parameter.value
    var count = 0
    let history = try Trainer(
      network, using: Fast.self, optimizer: Optimizer(.sgd()), options: options(epochs: 5)
    ).train(batches()) { _ in
      count += 1
      return count == 3 ? .stop : .goOn
    }
    #expect(count == 3 && history.epochs.isEmpty)
    #expect(network.namedParameters[0].parameter.value != before)
  }

  @Test("early stopping ends it, and puts back the numbers of the best epoch")
  func earlyStopping() throws {
    let network = network()
    // So large a rate makes things worse from some epoch on.
    var options = options(epochs: 40, rate: 0.4)
    options.earlyStopping = 2
    let test = batches(DrawnDigits.make(count: 60, seed: 9))
    let history = try Trainer(
      network, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)), options: options
    ).train(batches(), validation: test)
    let losses = history.epochs.compactMap(\.validationLoss)
    #expect(losses.count < 40)
    #expect(Evaluation(of: network, on: test, using: Fast.self).loss == losses.min())
    #expect(losses.suffix(2).allSatisfy { $0 >= losses.min()! })
  }

  @Test("penalties on the weights make them smaller")
  func penalties() throws {
    func size(_ change: (inout Trainer.Options) -> Void) throws -> Double {
      let network = network()
      var options = options(epochs: 3)
      change(&options)
      try Trainer(
        network, using: Fast.self, optimizer: Optimizer(.sgd()), options: options
      ).train(batches())
      return network.learnedParameters.filter { $0.role == .weight }
        .reduce(0) { $0 + ($1.value * $1.value).sumInDouble() }
    }
    let plain = try size { _ in }
    #expect(try size { $0.l1 = 0.01 } < 0.95 * plain)
    #expect(try size { $0.l2 = 0.05 } < 0.95 * plain)
    #expect(try size { $0.clipping = .norm(1e-6) } != plain)
  }

  @Test("the history is a table with a line for each epoch")
  func table() throws {
    let history = try Trainer(
      network(), using: Fast.self, optimizer: Optimizer(.sgd()), options: options(epochs: 2)
    ).train(batches(Self.digits.first(32)))
    let lines = history.commaSeparatedText.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(Set(lines.map { $0.count { $0 == "," } }) == [7])
    // Nothing was tried: the two fields are empty.
    #expect(lines[1].hasPrefix("1,") && lines[1].contains(",,"))
  }
}
