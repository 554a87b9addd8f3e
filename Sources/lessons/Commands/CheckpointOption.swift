import ArgumentParser
import Datasets
import FastKernels
import Foundation
import LessonEngine
import Networks

/// A trained network, from a file.
struct CheckpointOption: ParsableArguments {
  @Option(
    name: .customLong("network"),
    help: ArgumentHelp("The file of a trained network: .safetensors.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var path: String?

  @Option(
    help: "Which network that file is of, where it doesn't say so: one of PyTorch's.",
    completion: .list(Architecture.all.map(\.name)))
  var architecture: String?

  /// The network of the file, or another where there is none.
  func network(otherwise: () async throws -> TrainedNetwork) async throws -> TrainedNetwork {
    guard let path else { return try await otherwise() }
    return try TrainedNetwork.read(path, architecture: architecture)
  }
}

extension TrainedNetwork {
  /// Reads a file that a person names.
  static func read(_ path: String, architecture: String?) throws -> TrainedNetwork {
    let named = try architecture.map(Architecture.chosen)
    do {
      return try TrainedNetwork(contentsOf: path, architecture: named)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }
}

/// A network that learns digits while one waits: for those who have none yet.
enum DigitsNetwork {
  private static let epochs = 4

  static func learned() async throws -> TrainedNetwork {
    let architecture = Architecture.lenet5
    let network = architecture.make()
    let digits = DrawnDigits.make(count: 20_000, seed: 1)
    let normalization = digits.normalization
    let batches = Batches(
      digits, size: 64, order: .shuffled(seed: 1), normalization: normalization,
      augmentation: Augmentation([.shift(2), .rotate(8)]))
    var options = Trainer.Options()
    (options.epochs, options.learningRate, options.schedule) = (epochs, 0.05, .cosine)
    let trainer = Trainer(
      network, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)), options: options)
    Messages.note(
      "without --network one learns digits first, drawn ones; 'lessons train lenet5 --save net.safetensors' "
        + "keeps one")
    try await Messages.working("learning digits") { _ = try trainer.train(batches) }
    return TrainedNetwork(
      architecture, network: network, classes: digits.classes, normalization: normalization)
  }
}
