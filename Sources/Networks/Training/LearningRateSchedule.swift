import Foundation

/// How the learning rate changes while a network learns.
///
/// The rate of a step is the base rate times a factor from 0 to 1, which follows from how much of the training
/// is done:
///
///     constant            1
///     steps               factorᵏ after k times `every` epochs
///     cosine              (1 + cos πp) / 2, where p is the share of all steps that is done
///     warm-up             rises evenly to 1 within the first epochs; then the other schedule's
///     on plateau          times `factor` each time the loss hasn't fallen for `patience` epochs
public indirect enum LearningRateSchedule: Equatable, Sendable {
  /// Always the same.
  case constant
  /// Times `factor` after so many epochs, again and again.
  case steps(every: Int, factor: Double)
  /// Half a wave of the cosine, from the base rate to 0 at the end.
  /// Source: I. Loshchilov, F. Hutter, *SGDR*, 2017, https://arxiv.org/abs/1608.03983.
  case cosine
  /// Rises from 0 within so many epochs, and goes on as the other one says.
  case warmUp(epochs: Double, then: LearningRateSchedule)
  /// Times `factor` each time the loss hasn't fallen for so many epochs.
  case onPlateau(patience: Int, factor: Double)

  /// What the base rate is multiplied with.
  ///
  /// - Parameters:
  ///   - epoch: how many epochs are done, with the share of the one that runs: 2.5.
  ///   - epochs: how many there are in all.
  ///   - losses: the losses of the epochs that are done, in order.
  /// - Returns: the factor, from 0 to 1.
  public func factor(epoch: Double, of epochs: Int, losses: [Double] = []) -> Double {
    switch self {
    case .constant: 1
    case .steps(let every, let factor): pow(factor, (epoch / Double(every)).rounded(.down))
    case .cosine: (1 + cos(.pi * min(1, epoch / Double(max(epochs, 1))))) / 2
    case .warmUp(let first, let other):
      min(1, first > 0 ? epoch / first : 1) * other.factor(epoch: epoch, of: epochs, losses: losses)
    case .onPlateau(let patience, let factor):
      pow(factor, Double(Self.plateaus(in: losses, patience: patience)))
    }
  }

  /// How often the losses hadn't fallen for so many epochs in a row.
  static func plateaus(in losses: [Double], patience: Int) -> Int {
    var (best, waited, count) = (Double.infinity, 0, 0)
    for loss in losses {
      if loss < best {
        (best, waited) = (loss, 0)
      } else {
        waited += 1
        if waited >= patience { (waited, count) = (0, count + 1) }
      }
    }
    return count
  }
}
