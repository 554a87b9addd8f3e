import ArgumentParser
import Datasets
import LessonEngine
import Networks

/// How a network is trained, from nothing or from where another left off.
struct TrainingOptions: ParsableArguments {
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
  }

  /// The pictures that are learned and those that are tried.
  ///
  /// - Parameter normalization: of both; that of those that are learned, unless given.
  func batches(
    _ learned: LabelledPictures, tried: LabelledPictures, normalization: Normalization? = nil
  ) -> (learned: Batches, tried: Batches) {
    let normalization = normalization ?? learned.normalization
    return (
      Batches(
        learned, size: batch, order: .shuffled(seed: seed), normalization: normalization,
        augmentation: augment ? Augmentation([.shift(2), .rotate(8)]) : Augmentation([])),
      Batches(tried, size: 500, order: .asTheyAre, normalization: normalization)
    )
  }

  /// Trains a network; `keep` is called after each epoch.
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
