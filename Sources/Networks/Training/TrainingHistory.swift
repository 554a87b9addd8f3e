import Tensors

/// What came of each epoch.
public struct TrainingHistory: Equatable, Sendable, Codable {
  /// One time through all pictures.
  public struct Epoch: Equatable, Sendable, Codable {
    /// Which one, from 1.
    public let number: Int
    /// The mean loss of the training pictures, as they were learned.
    public let loss: Double
    /// The share of training pictures whose class was right when they were learned.
    public let accuracy: Double
    /// The mean loss of the pictures that aren't learned; nil if there are none.
    public let validationLoss: Double?
    /// The share of them whose class is right.
    public let validationAccuracy: Double?
    /// The learning rate of the last step.
    public let learningRate: Double
    /// Seconds that learning took, without the validation.
    public let seconds: Double
    /// How many pictures were learned a second.
    public let picturesPerSecond: Double
  }

  /// The epochs that are done.
  public private(set) var epochs: [Epoch] = []

  /// No epochs yet.
  public init() {}

  /// Adds an epoch.
  public mutating func add(_ epoch: Epoch) { epochs.append(epoch) }

  /// The history as a table: a line of names, and a line for each epoch.
  public var commaSeparatedText: String {
    let head =
      "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,pictures_per_second"
    let lines = epochs.map { epoch in
      let numbers: [Double?] = [
        epoch.loss, epoch.accuracy, epoch.validationLoss, epoch.validationAccuracy,
        epoch.learningRate, epoch.seconds, epoch.picturesPerSecond,
      ]
      return "\(epoch.number)," + numbers.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",")
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}

extension TrainingHistory.Epoch: CustomStringConvertible {
  /// What came of the epoch, without its times, so that it is the same on every run:
  /// `epoch 1: loss 0.4312, right 86.20 %; of those not learned 93.10 % (loss 0.2210)`.
  public var description: String {
    let learned =
      "epoch \(number): loss \(loss.fixed(decimals: 4)), right \(Self.percent(accuracy))"
    guard let validationAccuracy, let validationLoss else { return learned }
    return
      "\(learned); of those not learned \(Self.percent(validationAccuracy)) "
      + "(loss \(validationLoss.fixed(decimals: 4)))"
  }

  private static func percent(_ share: Double) -> String { "\((share * 100).fixed(decimals: 2)) %" }
}
