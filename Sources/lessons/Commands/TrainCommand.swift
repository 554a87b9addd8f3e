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

  @Option(help: "How often it sees all pictures.")
  var epochs = 10

  @Option(help: "What changes the numbers: sgd, rmsprop, adam or adamw.")
  var optimizer = OptimizerChoice.sgd

  @Option(name: .customLong("lr"), help: "The learning rate.")
  var learningRate = 0.01

  @Option(help: "How much of the last step goes on, with sgd and rmsprop.")
  var momentum = 0.9

  @Flag(help: "Nesterov's momentum, with sgd.")
  var nesterov = false

  @Option(help: "How the learning rate changes: constant, cosine, steps or plateau.")
  var schedule = ScheduleChoice.constant

  @Option(help: "For so many epochs the learning rate rises first.")
  var warmUp = 0.0

  @Option(help: "How many pictures a step takes.")
  var batch = 64

  @Option(help: "How strongly weights are pulled to zero.")
  var weightDecay = 0.0

  @Option(help: "How strongly the sum of the weights' magnitudes counts in the loss.")
  var l1 = 0.0

  @Option(help: "How strongly the sum of their squares counts in the loss.")
  var l2 = 0.0

  @Option(help: "The longest that the gradient may be.")
  var clip: Double?

  @Option(help: "Stop after so many epochs without a better loss, with the best numbers.")
  var earlyStopping: Int?

  @Option(help: "What all chance follows from.")
  var seed: UInt64 = 1

  @Option(help: "The kernels that compute: fast or reference.")
  var using = NetworkImplementation.fast

  @Flag(
    help: "Move each picture by up to 2 pixels, and turn it by up to 8 degrees, anew each time.")
  var augment = false

  @Option(help: "The picture that gets the curves: a PNG.", completion: .file())
  var plot: String?

  @Option(help: "The table (CSV) that gets the numbers of each epoch.", completion: .file())
  var history: String?

  @Option(
    help: ArgumentHelp(
      "The folder that gets the numbers of each epoch, as TensorBoard reads them; one for each training.",
      valueName: "folder"),
    completion: .directory)
  var tensorboard: String?

  @Option(
    help: ArgumentHelp(
      "Cross-validate: as many networks, each tried with another part of the pictures.",
      valueName: "count"))
  var folds: Int?

  @Option(help: "The file that gets the network: .safetensors.", completion: .file())
  var save: String?

  @Flag(help: "Print a line of JSON for each epoch.")
  var json = false

  func validate() throws {
    if epochs < 1 { throw ValidationError("'--epochs' needs a number of 1 or more") }
    if batch < 1 { throw ValidationError("'--batch' needs a number of 1 or more") }
    if !(learningRate > 0 && learningRate.isFinite) {
      throw ValidationError("'--lr' needs a number above 0")
    }
    if !(0..<1 ~= momentum) { throw ValidationError("'--momentum' needs a number from 0 to 1") }
    if nesterov, optimizer != .sgd || momentum == 0 {
      throw ValidationError("'--nesterov' is for sgd with momentum")
    }
    for (name, value) in [
      ("weight-decay", weightDecay), ("l1", l1), ("l2", l2), ("warm-up", warmUp),
    ] where !(value >= 0 && value.isFinite) {
      throw ValidationError("'--\(name)' needs a number of 0 or more")
    }
    if let clip, !(clip > 0) { throw ValidationError("'--clip' needs a number above 0") }
    if let earlyStopping, earlyStopping < 1 {
      throw ValidationError("'--early-stopping' needs a number of 1 or more")
    }
    try validateFolds()
  }

  func run() async throws {
    let pictures = try await Messages.working("reading the pictures") { try data.pictures() }
    let shape = Array(pictures.training.pictures.shape.dropFirst())
    let architecture = try Architecture.chosen(network, for: shape)
    let printer = TrainingPrinter(isJSON: json)
    if let folds { return try crossValidate(folds, architecture, pictures, printer) }
    let net = freshNetwork(architecture, for: pictures.training)
    // What can't be written is told now, and not after an hour. A file that is there stays until there is an epoch.
    if let save {
      let trial = save + ".trial"
      try write(net, epoch: 0, to: trial)
      try? FileManager.default.removeItem(atPath: trial)
    }
    let events = try tensorboard.map { try openEvents(in: $0) }
    printer.begin(
      "\(network), \(net.parameterCount) numbers, by the \(using.rawValue) kernels; "
        + "\(pictures.words): \(pictures.training.count) to learn, \(pictures.test.count) to try")
    GracefulStop.offer()
    defer { GracefulStop.withdraw() }
    let done = try teach(net, batches(pictures.training, tried: pictures.test), printer) { epoch in
      if let save { try write(net, epoch: epoch.number, to: save) }
      try add(epoch, to: events)
    }
    printer.end()
    if let save { try write(net, epoch: done.epochs.count, to: save) }
    if let history {
      try tellingFileErrors("\(shownPath(history)) can't be written") {
        try Data(done.commaSeparatedText.utf8).write(
          to: URL(fileURLWithPath: history), options: .atomic)
      }
    }
    if let plot { try TrainingCurves(done).write(to: plot) }
    if GracefulStop.isWanted {
      Messages.note(
        save.map { "stopped; the network as it was is in \(shownPath($0))" }
          ?? "stopped; nothing is saved, for there was no --save")
      throw ExitStatus.interrupted.code
    }
  }

  /// A network that has learned nothing yet.
  func freshNetwork(_ architecture: Architecture, for pictures: LabelledPictures) -> any Layer {
    let net = architecture.make(classes: pictures.classes.count)
    net.initialize(seed: seed)
    return net
  }

  /// The pictures that are learned and those that are tried, both normalised as the former are.
  func batches(
    _ learned: LabelledPictures, tried: LabelledPictures
  ) -> (learned: Batches, tried: Batches) {
    let normalization = learned.normalization
    return (
      Batches(
        learned, size: batch, order: .shuffled(seed: seed), normalization: normalization,
        augmentation: augment ? Augmentation([.shift(2), .rotate(8)]) : Augmentation([])),
      Batches(tried, size: 500, order: .asTheyAre, normalization: normalization)
    )
  }

  /// Trains a network as the options say; `keep` is called after each epoch.
  func teach(
    _ net: any Layer, _ batches: (learned: Batches, tried: Batches), _ printer: TrainingPrinter,
    keeping keep: (TrainingHistory.Epoch) throws -> Void
  ) throws -> TrainingHistory {
    let trainer = Trainer(
      net, using: using.kernels,
      optimizer: Optimizer(
        optimizer.rule(momentum: momentum, nesterov: nesterov), weightDecay: weightDecay),
      options: options)
    var failure: (any Error)?
    do {
      let history = try trainer.train(batches.learned, validation: batches.tried) { progress in
        printer.show(progress)
        if case .epoch(let epoch) = progress {
          do {
            try keep(epoch)
          } catch {
            failure = error
            return .stop
          }
        }
        return GracefulStop.isWanted ? .stop : .goOn
      }
      if let failure { throw failure }
      return history
    } catch let error as TrainingError {
      printer.end()
      throw ExitStatus.wrong.saying("\(error)")
    }
  }

  /// The file that TensorBoard reads.
  func openEvents(in folder: String) throws -> TensorBoardEvents {
    do {
      return try TensorBoardEvents(folder: folder)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }

  /// Adds an epoch to it, where there is one.
  func add(_ epoch: TrainingHistory.Epoch, to events: TensorBoardEvents?) throws {
    do {
      try events?.add(epoch)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }

  private func write(_ net: any Layer, epoch: Int, to path: String) throws {
    do {
      try Checkpoint.write(
        net, metadata: ["network": network, "epochs": "\(epoch)", "seed": "\(seed)"], to: path)
    } catch {
      throw ExitStatus.malformed.saying("\(error)")
    }
  }

  private var options: Trainer.Options {
    var options = Trainer.Options()
    (options.epochs, options.learningRate) = (epochs, learningRate)
    options.schedule = schedule.schedule(warmUp: warmUp)
    options.clipping = clip.map(GradientClipping.norm)
    (options.l1, options.l2, options.earlyStopping) = (l1, l2, earlyStopping)
    options.seed = seed
    return options
  }
}

/// The rules by which numbers are changed, as a person names them.
enum OptimizerChoice: String, CaseIterable, ExpressibleByArgument {
  case sgd, rmsprop, adam, adamw

  func rule(momentum: Double, nesterov: Bool) -> Optimizer.Rule {
    switch self {
    case .sgd: .sgd(momentum: momentum, nesterov: nesterov)
    case .rmsprop: .rmsprop(momentum: momentum)
    case .adam: .adam()
    case .adamw: .adamW()
    }
  }
}

/// The schedules, as a person names them.
enum ScheduleChoice: String, CaseIterable, ExpressibleByArgument {
  case constant, cosine, steps, plateau

  func schedule(warmUp: Double) -> LearningRateSchedule {
    let schedule: LearningRateSchedule =
      switch self {
      case .constant: .constant
      case .cosine: .cosine
      case .steps: .steps(every: 3, factor: 0.3)
      case .plateau: .onPlateau(patience: 2, factor: 0.3)
      }
    return warmUp > 0 ? .warmUp(epochs: warmUp, then: schedule) : schedule
  }
}
