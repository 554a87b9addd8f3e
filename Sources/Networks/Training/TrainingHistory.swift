/// What came of each epoch.
public struct TrainingHistory: Equatable, Sendable {
  /// One time through all pictures.
  public struct Epoch: Equatable, Sendable {
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
