import ArgumentParser
import Datasets
import LessonEngine
import Networks

struct FineTuneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fine-tune",
    abstract: "Train a network that has learned something on other pictures.",
    usage: """
      lessons fine-tune digits.safetensors --data data/mnist --save mine.safetensors
      lessons fine-tune digits.safetensors --data data/fashion-mnist --new-head --freeze conv1,conv2
      lessons fine-tune digits.safetensors --data data/mnist --mix 0.3
      """,
    discussion: """
      It begins with the numbers in the file. Where the classes are others, or with --new-head, the last \
      layer is drawn anew. Layers that are frozen keep their numbers. Pictures become numbers as the \
      network learned them, where its file says how.
      """)

  @Argument(help: "The file with the numbers: .safetensors.", completion: .file())
  var checkpoint: String

  @Option(
    help: "Which network the file is of, where it doesn't say so: one of PyTorch's.",
    completion: .list(Architecture.all.map(\.name)))
  var architecture: String?

  @OptionGroup var data: DataOption

  @Option(
    help: ArgumentHelp(
      "Layers, or single parameters, whose numbers stay; commas between.", valueName: "names"))
  var freeze: String?

  @Flag(help: "Draw the last layer anew.")
  var newHead = false

  @Option(
    help: ArgumentHelp(
      "At the end every number is this share of the old one, and the rest of the new one.",
      valueName: "share"))
  var mix: Float?

  @OptionGroup(title: "How it learns") var options: TrainingOptions

  @OptionGroup(title: "What comes of it") var outputs: TrainingOutputs

  func validate() throws {
    if let mix, !(0...1 ~= mix) { throw ValidationError("'--mix' needs a number from 0 to 1") }
    if mix != nil && newHead {
      throw ValidationError("'--mix' needs the old head, and '--new-head' has another")
    }
  }

  func run() async throws {
    let old = try TrainedNetwork.read(checkpoint, architecture: architecture)
    let pictures = try await Messages.working("reading the pictures") { try data.pictures() }
    try old.architecture.check(takes: pictures.training)
    let (trained, new) = try adapted(old, to: pictures.training.classes)
    let frozen = try frozen(in: trained.network)
    let batches = options.batches(
      pictures.training, tried: pictures.test, normalization: trained.normalization)
    let learned = trained.network.learnedParameters.reduce(0) { $0 + $1.count }
    try outputs.train(
      trained.with(normalization: batches.learned.normalization), options, batches,
      words: """
        \(trained.architecture.name) from \(shownPath(checkpoint)), \(learned) of \
        \(trained.network.parameterCount) numbers, by the \(options.using.rawValue) kernels; \
        \(pictures.words): \(pictures.training.count) to learn, \(pictures.test.count) to try\
        \(Self.list("; drawn anew: ", new))\(Self.list("; frozen: ", frozen))
        """
    ) {
      if let mix { Checkpoint.mix(trained.network, with: old.network, alpha: mix) }
    }
  }

  /// The network for these classes, apart from the old one, and which parameters are new.
  private func adapted(
    _ old: TrainedNetwork, to classes: [String]
  ) throws -> (TrainedNetwork, new: [String]) {
    if newHead || classes.count != old.classes.count {
      guard mix == nil else {
        throw ExitStatus.malformed.saying(
          "'--mix' needs as many classes as before: the network tells \(old.classes.count) apart, and these "
            + "pictures have \(classes.count)")
      }
      return old.withNewHead(for: classes, seed: options.seed)
    }
    let copy = try TrainedNetwork.read(checkpoint, architecture: architecture)
    return (
      TrainedNetwork(
        copy.architecture, network: copy.network, classes: classes,
        normalization: copy.normalization, notes: copy.notes), []
    )
  }

  private func frozen(in network: Sequential) throws -> [String] {
    guard let freeze else { return [] }
    let names = freeze.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
    do {
      let frozen = try network.freeze(names)
      guard !network.learnedParameters.isEmpty else {
        throw ValidationError("'--freeze' leaves nothing to learn")
      }
      return frozen
    } catch let error as UnknownParameter {
      throw ValidationError("\(error)")
    }
  }

  private static func list(_ words: String, _ names: [String]) -> String {
    names.isEmpty ? "" : words + names.joined(separator: ", ")
  }
}
