import ArgumentParser
import Datasets
import LessonEngine
import Networks
import TensorFiles

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Try a trained network with pictures that it hasn't learned.",
    usage: """
      lessons evaluate net.safetensors                     the network that the file names
      lessons evaluate net.safetensors --data data/mnist   with real pictures
      lessons evaluate pytorch.safetensors --network lenet5
      """)

  @Argument(help: "The file with the numbers: .safetensors.", completion: .file())
  var checkpoint: String

  @Option(help: "The network, where the file doesn't name it.")
  var network: String?

  @OptionGroup var data: DataOption

  @Option(help: "The kernels that compute: fast or reference.")
  var using = NetworkImplementation.fast

  func run() async throws {
    let name = try network ?? nameInFile()
    let pictures = try await Messages.working("reading the pictures") { try data.pictures() }
    let shape = Array(pictures.training.pictures.shape.dropFirst())
    let net = try Architecture.chosen(name, for: shape).make(
      classes: pictures.training.classes.count)
    do {
      try Checkpoint.read(into: net, from: checkpoint)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
    let batches = Batches(
      pictures.test, size: 500, order: .asTheyAre,
      normalization: pictures.training.normalization)
    let result = await Messages.working("trying \(pictures.test.count) pictures") {
      Evaluation(of: net, on: batches, using: using.kernels)
    }
    print("\(name) on \(pictures.words): \(pictures.test.count) pictures")
    print(EvaluationTable(result, classes: pictures.test.classes).text)
  }

  /// The network that the file's own header names.
  private func nameInFile() throws -> String {
    let file: Safetensors
    do {
      file = try Safetensors(contentsOf: checkpoint)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
    guard let name = file.metadata["network"] else {
      throw ExitStatus.malformed.saying(
        "\(shownPath(checkpoint)) doesn't say which network it is of; name it with --network")
    }
    return name
  }
}
