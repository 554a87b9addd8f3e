import Datasets
import FastKernels
import Kernels
import Networks

/// Teaches a network to tell pictures apart, and prints a line for each epoch.
///
///     let digits = DrawnDigits.make(count: 6000, seed: 1)
///     let unseen = DrawnDigits.make(count: 1000, seed: 2)
///     let network = Architecture.lenet5.make()
///     let history = try train(network, on: digits, validation: unseen, epochs: 3)
///
/// Pixels go in as numbers from 0 to 1, as `LabelledPictures.numbers` has them. All chance follows from `seed`, so
/// the lines are the same on every run. `Trainer` and `Batches` have more to choose from: schedules, augmentation,
/// other normalizations.
///
/// - Parameters:
///   - network: what is taught; it is changed.
///   - pictures: what it learns, of the shape that it takes.
///   - validation: what it is tried with after each epoch and doesn't learn; nil for nothing.
///   - epochs: how often it sees all pictures.
///   - batch: how many pictures a step takes.
///   - rule: how a step changes the numbers.
///   - learningRate: how far a step goes.
///   - seed: what the order of the pictures follows from, and what dropout drops.
///   - kernels: what computes.
/// - Returns: what came of each epoch.
/// - Throws: `TrainingError` where the loss is no number any more.
/// - Precondition: there are as many classes as the network has outputs.
@discardableResult
public func train(
  _ network: any Layer, on pictures: LabelledPictures, validation: LabelledPictures? = nil,
  epochs: Int = 3, batch: Int = 64, rule: Optimizer.Rule = .sgd(momentum: 0.9),
  learningRate: Double = 0.05, seed: UInt64 = 1, using kernels: any Kernels<Float>.Type = Fast.self
) throws(TrainingError) -> TrainingHistory {
  var options = Trainer.Options()
  (options.epochs, options.learningRate, options.seed) = (epochs, learningRate, seed)
  let trainer = Trainer(network, using: kernels, optimizer: Optimizer(rule), options: options)
  return try trainer.train(
    Batches(pictures, size: batch, order: .shuffled(seed: seed)),
    validation: validation.map { Batches($0, size: 500, order: .asTheyAre) }
  ) { progress in
    if case .epoch(let epoch) = progress { print(epoch) }
    return .goOn
  }
}
