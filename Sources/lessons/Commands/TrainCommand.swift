import ArgumentParser
import Datasets
import Foundation
import LessonEngine
import Networks
import TensorFiles

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on digits, or on pictures in the format of MNIST.",
    usage: """
      lessons train lenet5                          on digits that the program draws
      lessons train lenet5 --data data/mnist --epochs 10 --lr 0.05 --schedule cosine
      lessons train mnist-cnn --data data/mnist --optimizer adam --lr 0.001 --batch 32
      lessons train lenet5 --save net.safetensors --plot curves.png
      lessons train lenet5 --tensorboard logs/a     watch it: tensorboard --logdir logs
      lessons train lenet5 --folds 5                how much of the accuracy is chance
      """,
    discussion: """
      Networks: \(Architecture.all.map(\.name).joined(separator: ", ")).

      After each epoch the pictures that aren't learned are tried. With --save the numbers are saved \
      after each epoch, under the names that PyTorch's state_dict has; Ctrl-C saves and stops. What \
      comes out follows from --seed alone, whatever the number of threads.
      """)

  @Argument(help: "The network.", completion: .list(Architecture.all.map(\.name)))
  var network: String

  @OptionGroup var data: DataOption

  @OptionGroup(title: "How it learns") var options: TrainingOptions

  @Option(
    help: ArgumentHelp(
      "Cross-validate: as many networks, each tried with another part of the pictures.",
      valueName: "count"))
  var folds: Int?

  @OptionGroup(title: "What comes of it") var outputs: TrainingOutputs

  func validate() throws { try validateFolds() }

  func run() async throws {
    let pictures = try await Messages.working("reading the pictures") { try data.pictures() }
    let architecture = try Architecture.chosen(network)
    try architecture.check(takes: pictures.training)
    if let folds { return try crossValidate(folds, architecture, pictures) }
    let net = freshNetwork(architecture, for: pictures.training)
    let batches = options.batches(pictures.training, tried: pictures.test)
    try outputs.train(
      TrainedNetwork(
        architecture, network: net, classes: pictures.training.classes,
        normalization: batches.learned.normalization),
      options, batches,
      words: "\(network), \(net.parameterCount) numbers, by the \(options.using.rawValue) kernels; "
        + "\(pictures.words): \(pictures.training.count) to learn, \(pictures.test.count) to try")
  }

  /// A network that has learned nothing yet.
  func freshNetwork(_ architecture: Architecture, for pictures: LabelledPictures) -> Sequential {
    let net = architecture.make(classes: pictures.classes.count)
    net.initialize(seed: options.seed)
    return net
  }
}
