import Kernels
import TensorFiles
import Tensors

/// The numbers of a network in a file, as `.safetensors`, under the names that PyTorch's `state_dict` has.
public enum Checkpoint {
  /// Why a file's numbers don't go into a network.
  public struct Mismatch: Error, Equatable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What doesn't fit, name by name.
    public let faults: [String]

    public var description: String {
      let shown = faults.prefix(5).map { "  \($0)" }
      let more = faults.count > 5 ? ["  and \(faults.count - 5) more"] : []
      return (["\(path) is no checkpoint of this network:"] + shown + more).joined(separator: "\n")
    }
  }

  /// Writes the numbers of a network. What was there before is replaced only when all is written.
  ///
  /// - Parameters:
  ///   - network: whose numbers.
  ///   - metadata: what else the file should say: the network's name, its classes.
  ///   - path: the file.
  /// - Throws: `TensorFileError` where it can't be written.
  public static func write(
    _ network: any Layer, metadata: [String: String] = [:], to path: String
  ) throws(TensorFileError) {
    let tensors = network.namedParameters.map { ($0.name, StoredTensor($0.parameter.value)) }
    try Safetensors.write(
      Dictionary(tensors, uniquingKeysWith: { first, _ in first }), metadata: metadata, to: path)
  }

  /// Reads the numbers of a network. Unless all fit, none is changed.
  ///
  /// - Parameters:
  ///   - network: what gets the numbers.
  ///   - path: the file.
  /// - Returns: what else the file says.
  /// - Throws: `TensorFileError` where the file can't be read, `Mismatch` where it has other names or shapes.
  @discardableResult
  public static func read(
    into network: any Layer, from path: String
  ) throws -> [String: String] {
    let file = try Safetensors(contentsOf: path)
    let parameters = network.namedParameters
    let shapes = Dictionary(
      file.entries.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
    let names = Set(parameters.map(\.name))
    var faults: [String] = []
    for (name, parameter) in parameters {
      if let shape = shapes[name] {
        if shape != parameter.value.shape {
          faults.append("\(name) is \(shape) there, and \(parameter.value.shape) here")
        }
      } else {
        faults.append("\(name) isn't there")
      }
    }
    // PyTorch counts batches beside the running statistics; nothing is computed with that.
    for name in file.names where !names.contains(name) && !name.hasSuffix("num_batches_tracked") {
      faults.append("\(name) is there, and nothing of that name here")
    }
    guard faults.isEmpty else { throw Mismatch(path: path, faults: faults) }
    let values = try parameters.map { try file.tensor(named: $0.name).asFloat() }
    for ((_, parameter), value) in zip(parameters, values) { parameter.value = value }
    return file.metadata
  }

  /// A network between two: every number is α·old + (1 − α)·new.
  ///
  /// - Parameters:
  ///   - network: the new one, which gets the mixture.
  ///   - old: one of the same layers.
  ///   - alpha: α, how much of the old one.
  /// - Precondition: both have parameters of the same names and shapes.
  public static func mix(_ network: any Layer, with old: any Layer, alpha: Float) {
    let (new, old) = (network.namedParameters, old.namedParameters)
    require(
      new.map(\.name) == old.map(\.name)
        && zip(new, old).allSatisfy { $0.parameter.value.shape == $1.parameter.value.shape },
      "two networks of different layers can't be mixed")
    for (mine, other) in zip(new, old) {
      mine.parameter.value = mine.parameter.value.zip(other.parameter.value) {
        alpha * $1 + (1 - alpha) * $0
      }
    }
  }
}
