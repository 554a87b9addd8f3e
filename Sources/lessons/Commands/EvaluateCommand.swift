import ArgumentParser
import Datasets
import LessonEngine
import Networks

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Try a trained network with pictures that it hasn't learned.",
    usage: """
      lessons evaluate net.safetensors                     the network that the file names
      lessons evaluate net.safetensors --data data/mnist   with real pictures
      lessons evaluate pytorch.safetensors --architecture lenet5
      """)

  @Argument(help: "The file with the numbers: .safetensors.", completion: .file())
  var checkpoint: String

  @Option(
    help: "Which network the file is of, where it doesn't say so: one of PyTorch's.",
    completion: .list(Architecture.all.map(\.name)))
  var architecture: String?

  @OptionGroup var data: DataOption

  @Option(help: "The kernels that compute: fast or reference.")
  var using = NetworkImplementation.fast

  func run() async throws {
    let trained = try TrainedNetwork.read(checkpoint, architecture: architecture)
    let pictures = try await Messages.working("reading the pictures") {
      try data.testPictures()
    }
    let normalization = try trained.normalization ?? data.pictures().training.normalization
    try trained.architecture.check(takes: pictures.test)
    guard trained.classes.count == pictures.test.classes.count else {
      throw ExitStatus.malformed.saying(
        "the network tells \(trained.classes.count) classes apart, and these pictures have "
          + "\(pictures.test.classes.count)")
    }
    let batches = Batches(
      pictures.test, size: 500, order: .asTheyAre,
      normalization: normalization)
    let result = await Messages.working("trying \(pictures.test.count) pictures") {
      Evaluation(of: trained.network, on: batches, using: using.kernels)
    }
    print("\(trained.architecture.name) on \(pictures.words): \(pictures.test.count) pictures")
    print(EvaluationTable(result, classes: pictures.test.classes).text)
  }
}
