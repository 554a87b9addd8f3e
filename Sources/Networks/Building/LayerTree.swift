import Tensors

extension Layer {
  /// All parameters of the layer and its parts, each with its name from here: "conv1.weight". The order is that of
  /// the layers.
  public var namedParameters: [(name: String, parameter: Parameter)] {
    state.map { ($0.name, $0) }
      + parts.flatMap { part in
        part.layer.namedParameters.map { ("\(part.name).\($0.name)", $0.parameter) }
      }
  }

  /// What an optimiser changes.
  public var learnedParameters: [Parameter] {
    namedParameters.map(\.parameter).filter(\.isLearned)
  }

  /// How many numbers are learned, frozen ones among them.
  public var parameterCount: Int {
    namedParameters.map(\.parameter).filter { $0.role != .statistics }.reduce(0) {
      $0 + $1.count
    }
  }

  /// Draws all numbers anew. They follow from the seed alone: each parameter has a stream of its own.
  ///
  /// - Parameter seed: what they follow from.
  public func initialize(seed: UInt64) {
    var streams = SeededRandom(seed: seed)
    for (_, parameter) in namedParameters {
      parameter.initialize(seed: streams.next())
    }
  }

  /// Forgets the gradients, before the next ones are added.
  public func clearGradients() {
    for (_, parameter) in namedParameters { parameter.gradient = nil }
  }
}
