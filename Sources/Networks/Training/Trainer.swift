public import Datasets
public import Kernels
import Tensors

/// Teaches a network to tell classes of pictures apart.
///
///     let trainer = Trainer(network, using: Fast.self, optimizer: Optimizer(.sgd(momentum: 0.9)))
///     let history = try trainer.train(batches, validation: test) { progress in .goOn }
///
/// The loss is the cross-entropy of the network's outputs and the right classes, meant over the batch. What comes
/// out follows from the seeds alone: of the network's numbers, of the batches and of dropout.
public final class Trainer {
  /// How a network is taught.
  public struct Options: Equatable, Sendable {
    /// How often it sees all pictures.
    public var epochs = 10
    /// How far a step goes, before the schedule.
    public var learningRate = 0.01
    /// How that changes.
    public var schedule = LearningRateSchedule.constant
    /// What keeps a step from going too far; nil for nothing.
    public var clipping: GradientClipping?
    /// How strongly Σ|w| of the weights counts in the loss.
    public var l1 = 0.0
    /// How strongly Σw² of the weights counts in the loss.
    public var l2 = 0.0
    /// After so many epochs without a better validation it is over, and the best numbers are put back; nil for
    /// never.
    public var earlyStopping: Int?
    /// What dropout's choice follows from.
    public var seed: UInt64 = 0

    /// Ten epochs at a learning rate of 0.01.
    public init() {}
  }

  /// How far it has come.
  public enum Progress: Sendable {
    /// So many of the epoch's batches are learned; the mean loss of the epoch so far, and how long the rest of it
    /// will take.
    case batch(
      Int, of: Int, epoch: Int, loss: Double, picturesPerSecond: Double, secondsLeft: Double)
    /// An epoch is over.
    case epoch(TrainingHistory.Epoch)
  }

  /// What whoever watches wants.
  public enum Wish: Sendable {
    /// To go on.
    case goOn
    /// To stop after this batch. What was learned stays.
    case stop
  }

  /// What is taught.
  public let network: any Layer
  /// What computes.
  public let kernels: any Kernels<Float>.Type
  /// How it is taught.
  public var options: Options
  private let optimizer: Optimizer

  /// A trainer of a network.
  ///
  /// - Parameters:
  ///   - network: what is taught.
  ///   - kernels: what computes: `Reference<Float>.self` or `Fast.self`.
  ///   - optimizer: what changes its numbers.
  ///   - options: how.
  public init(
    _ network: any Layer, using kernels: any Kernels<Float>.Type, optimizer: Optimizer,
    options: Options = Options()
  ) {
    (self.network, self.kernels, self.optimizer) = (network, kernels, optimizer)
    self.options = options
  }

  /// Teaches the network.
  ///
  /// - Parameters:
  ///   - batches: what it learns.
  ///   - validation: what it is tried with after each epoch and doesn't learn; nil for nothing.
  ///   - watch: called after each batch and each epoch.
  /// - Returns: what came of each epoch that was finished.
  /// - Throws: `TrainingError` where the loss is no number any more.
  @discardableResult
  public func train(
    _ batches: Batches, validation: Batches? = nil,
    watching watch: (Progress) -> Wish = { _ in .goOn }
  ) throws(TrainingError) -> TrainingHistory {
    var history = TrainingHistory()
    var stopping = EarlyStopping(patience: options.earlyStopping)
    for epoch in 0..<options.epochs {
      var run = EpochRun(number: epoch, batches: batches.count)
      let rates = Rates(options, batches: batches.count, losses: history.epochs.map(\.loss))
      for batch in batches.epoch(epoch) {
        let rate = rates.rate(epoch: epoch, batch: run.done)
        let step = try learn(
          batch, learningRate: rate, epoch: run.number + 1, number: run.done + 1)
        run.add(loss: step.loss, right: step.right, of: batch.count)
        if case .stop = watch(run.progress) { return history }
      }
      let seconds = run.seconds
      let score = validation.map { Evaluation(of: network, on: $0, using: kernels) }
      let result = TrainingHistory.Epoch(
        number: epoch + 1, loss: run.loss, accuracy: run.accuracy, validationLoss: score?.loss,
        validationAccuracy: score?.matrix.accuracy,
        learningRate: rates.rate(epoch: epoch, batch: max(0, run.done - 1)), seconds: seconds,
        picturesPerSecond: Double(run.pictures) / max(seconds, 1e-9))
      history.add(result)
      if case .stop = watch(.epoch(result)) { return history }
      if stopping.isOver(after: score?.loss ?? run.loss, network) { break }
    }
    stopping.putBackBest(network)
    return history
  }

  /// One step: forward, the loss, backward, and a step of the optimiser.
  ///
  /// - Parameters:
  ///   - batch: what it learns from.
  ///   - learningRate: how far the step goes.
  ///   - epoch: which time through the pictures this is, from 1.
  ///   - number: which of the epoch's batches it is, from 1. Dropout's choice follows from both.
  /// - Returns: the loss before the step, meant over the batch, and how many answers were right.
  /// - Throws: `TrainingError` where the loss is no number.
  @discardableResult
  public func learn(
    _ batch: Batch, learningRate: Double, epoch: Int = 1, number: Int = 1
  ) throws(TrainingError) -> (loss: Double, right: Int) {
    let pass = Pass(
      kernels, phase: .training,
      seed: options.seed &+ UInt64(epoch - 1) &* 1_000_003 &+ UInt64(number - 1))
    network.clearGradients()
    let output = network.forward(batch.pictures, in: pass)
    let (loss, gradOutput) = ClassLoss.of(output, labels: batch.labels, using: kernels)
    guard loss.isFinite else {
      throw TrainingError.notANumber(
        epoch: epoch, batch: number,
        layer: network.firstLayerGone(from: batch.pictures, using: kernels))
    }
    network.backwardToParameters(gradOutput, in: pass)
    let parameters = network.learnedParameters
    addPenalties(to: parameters)
    options.clipping?.clip(parameters)
    optimizer.step(parameters, learningRate: learningRate, using: kernels)
    return (loss, ClassLoss.right(output, labels: batch.labels))
  }

  private func addPenalties(to parameters: [Parameter]) {
    for parameter in parameters where parameter.role == .weight {
      if options.l1 != 0 {
        parameter.add(
          gradient: kernels.l1PenaltyBackward(
            Tensor(shape: [], [1]), weight: parameter.value, strength: Float(options.l1)))
      }
      if options.l2 != 0 {
        parameter.add(
          gradient: kernels.l2PenaltyBackward(
            Tensor(shape: [], [1]), weight: parameter.value, strength: Float(options.l2)))
      }
    }
  }
}

/// The learning rates of an epoch's steps.
private struct Rates {
  let options: Trainer.Options
  let batches: Int
  let losses: [Double]

  init(_ options: Trainer.Options, batches: Int, losses: [Double]) {
    (self.options, self.batches, self.losses) = (options, batches, losses)
  }

  func rate(epoch: Int, batch: Int) -> Double {
    options.learningRate
      * options.schedule.factor(
        epoch: Double(epoch) + Double(batch) / Double(max(batches, 1)), of: options.epochs,
        losses: losses)
  }
}

/// An epoch while it runs.
private struct EpochRun {
  let number: Int
  let batches: Int
  private(set) var done = 0
  private(set) var pictures = 0
  private var lossSum = 0.0
  private var rightOnes = 0
  private let start = ContinuousClock.now

  init(number: Int, batches: Int) { (self.number, self.batches) = (number, batches) }

  mutating func add(loss: Double, right: Int, of count: Int) {
    done += 1
    pictures += count
    lossSum += loss * Double(count)
    rightOnes += right
  }

  var loss: Double { lossSum / Double(max(pictures, 1)) }
  var accuracy: Double { Double(rightOnes) / Double(max(pictures, 1)) }
  var seconds: Double { start.duration(to: .now) / .seconds(1) }

  var progress: Trainer.Progress {
    .batch(
      done, of: batches, epoch: number + 1, loss: loss,
      picturesPerSecond: Double(pictures) / max(seconds, 1e-9),
      secondsLeft: seconds * Double(batches - done) / Double(max(done, 1)))
  }
}
