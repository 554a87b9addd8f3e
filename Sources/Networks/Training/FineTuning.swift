import Tensors

extension Layer {
  /// Keeps parameters from being learned: their numbers stay as they are. Means and deviations that batch norm
  /// keeps go on.
  ///
  /// - Parameter names: of parameters or of layers that have some: "conv1", "layer1.0.conv1.weight".
  /// - Returns: the names of the parameters that are frozen.
  /// - Throws: `UnknownParameter` for a name that none has; then nothing is frozen.
  @discardableResult
  public func freeze(_ names: [String]) throws(UnknownParameter) -> [String] {
    let parameters = namedParameters.filter { $0.parameter.role != .statistics }
    for name in names where !parameters.contains(where: { Self.isIn(name, $0.name) }) {
      throw UnknownParameter(name: name, known: parameters.map(\.name))
    }
    let frozen = parameters.filter { parameter in
      names.contains { Self.isIn($0, parameter.name) }
    }
    for (_, parameter) in frozen { parameter.isFrozen = true }
    return frozen.map(\.name)
  }

  private static func isIn(_ part: String, _ name: String) -> Bool {
    name == part || name.hasPrefix(part + ".")
  }
}

/// No parameter, and no layer that has some, is called so.
public struct UnknownParameter: Error, Equatable, CustomStringConvertible {
  /// What was asked for.
  public let name: String
  /// The names of all parameters.
  public let known: [String]

  public var description: String {
    let layers = known.map { $0.split(separator: ".").dropLast().joined(separator: ".") }
    let names = layers.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    return "no layer with numbers is called '\(name)'; there are " + names.joined(separator: ", ")
  }
}

extension TrainedNetwork {
  /// The same network for other classes: all numbers are taken over but the head's, the last layer's, which are
  /// drawn anew.
  ///
  /// - Parameters:
  ///   - classes: the names of the classes that it shall tell apart.
  ///   - seed: what the head's numbers follow from.
  /// - Returns: the network, and the names of the parameters that are new.
  public func withNewHead(
    for classes: [String], seed: UInt64
  ) -> (network: TrainedNetwork, new: [String]) {
    let fresh = architecture.make(classes: classes.count)
    fresh.initialize(seed: seed)
    let old = Dictionary(
      network.namedParameters.map { ($0.name, $0.parameter) }, uniquingKeysWith: { a, _ in a })
    let head = network.namedParameters.last { $0.parameter.role != .statistics }
      .map { $0.name.split(separator: ".").dropLast().joined(separator: ".") + "." }
    var new: [String] = []
    for (name, parameter) in fresh.namedParameters {
      if let value = old[name]?.value, value.shape == parameter.value.shape,
        !(head.map(name.hasPrefix) ?? false)
      {
        parameter.value = value
      } else {
        new.append(name)
      }
    }
    return (
      TrainedNetwork(
        architecture, network: fresh, classes: classes, normalization: normalization, notes: notes),
      new
    )
  }
}
