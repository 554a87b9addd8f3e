public import Networks

/// A network whose steps are timed: one of learning, and one of answering.
public struct NetworkRow: Sendable {
  /// The network.
  public let architecture: Architecture
  /// How many pictures a step takes.
  public let batch: Int
  /// What changes its numbers.
  public let rule: Optimizer.Rule

  /// How many classes it tells apart, in every row.
  static let classes = 10

  /// The rate at which it learns, in every row: it changes nothing of the time.
  static let learningRate = 0.001

  /// The rows: each network with the optimiser and the batch that its lesson trains it with.
  public static let standard: [NetworkRow] = [
    NetworkRow(.lenet5, batch: 64, .sgd(momentum: 0.9)),
    NetworkRow(.mnistCNN, batch: 32, .adam()),
  ]

  /// The network's name: "lenet5".
  public var name: String { architecture.name }

  /// Steps of so many pictures.
  init(_ architecture: Architecture, batch: Int, _ rule: Optimizer.Rule) {
    (self.architecture, self.batch, self.rule) = (architecture, batch, rule)
  }

  /// The rule's name, as a person writes it.
  public var optimizerName: String {
    switch rule {
    case .sgd: "sgd"
    case .rmsprop: "rmsprop"
    case .adam: "adam"
    case .adamW: "adamw"
    }
  }
}

/// What a network does in one step.
public enum NetworkPass: String, CaseIterable, Sendable {
  /// Forward, the loss, backward, and a step of the optimiser.
  case training
  /// Forward alone.
  case inference
}
