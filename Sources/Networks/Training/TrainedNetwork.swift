public import Datasets
import TensorFiles
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A network with all that one needs to use it: which one it is, what its outputs mean, and how pixels become its
/// numbers. In a file it is a `Checkpoint` whose metadata say so.
///
///     let digits = try TrainedNetwork(contentsOf: "net.safetensors")
///     digits.classes                     // ["0", "1", …]
public struct TrainedNetwork {
  /// Which network it is.
  public let architecture: Architecture
  /// Its layers, with their numbers.
  public let network: Sequential
  /// The names of the classes, in the order of its outputs.
  public let classes: [String]
  /// How pixels become its numbers; nil where a file doesn't say it.
  public let normalization: Normalization?
  /// What else is known of it, such as the epochs that it has learned.
  public let notes: [String: String]

  /// What the metadata call it.
  private enum Key {
    static let network = "network"
    static let classes = "classes"
    static let means = "means"
    static let deviations = "deviations"
    static let all = [network, classes, means, deviations]
  }

  /// A network that was trained.
  ///
  /// - Parameters:
  ///   - architecture: which one it is.
  ///   - network: its layers.
  ///   - classes: the names of the classes, in the order of its outputs.
  ///   - normalization: how pixels became its numbers.
  ///   - notes: what else should be known of it.
  public init(
    _ architecture: Architecture, network: Sequential, classes: [String],
    normalization: Normalization?, notes: [String: String] = [:]
  ) {
    (self.architecture, self.network, self.classes) = (architecture, network, classes)
    (self.normalization, self.notes) = (normalization, notes)
  }

  /// The same with more, or other, notes.
  public func with(notes more: [String: String]) -> TrainedNetwork {
    TrainedNetwork(
      architecture, network: network, classes: classes, normalization: normalization,
      notes: notes.merging(more) { $1 })
  }

  /// The same, with its normalization.
  public func with(normalization: Normalization) -> TrainedNetwork {
    TrainedNetwork(
      architecture, network: network, classes: classes, normalization: normalization, notes: notes)
  }

  /// Reads a network.
  ///
  /// A file of PyTorch's says nothing but the numbers: then its last layer tells how many classes there are, and
  /// they are called by their numbers.
  ///
  /// - Parameters:
  ///   - path: a checkpoint.
  ///   - architecture: which network it is; nil for the one that the file names.
  /// - Throws: `TensorFileError` where it can't be read, `Checkpoint.Mismatch` where its numbers are another
  ///   network's, `TrainedNetworkError` where it doesn't say what it is.
  public init(contentsOf path: String, architecture: Architecture? = nil) throws {
    let file = try Safetensors(contentsOf: path)
    let metadata = file.metadata
    if let architecture {
      self.architecture = architecture
    } else {
      guard let name = metadata[Key.network] else { throw TrainedNetworkError.unnamed(path) }
      do {
        self.architecture = try Architecture(named: name)
      } catch {
        throw TrainedNetworkError.unknown(path, name: name)
      }
    }
    classes =
      try Self.classes(in: metadata, path)
      ?? Self.classes(ofNetworkIn: file, self.architecture)
    normalization = try Self.normalization(in: metadata, path)
    notes = metadata.filter { !Key.all.contains($0.key) }
    network = self.architecture.make(classes: classes.count)
    try Checkpoint.read(into: network, from: path)
  }

  /// Writes the network. What was there before is replaced only when all is written.
  ///
  /// - Parameter path: the file: `.safetensors`.
  /// - Throws: `TensorFileError` where it can't be written.
  public func write(to path: String) throws(TensorFileError) {
    var metadata = notes
    metadata[Key.network] = architecture.name
    metadata[Key.classes] = (try? JSONEncoder().encode(classes)).map {
      String(decoding: $0, as: UTF8.self)
    }
    if let normalization {
      metadata[Key.means] = Self.words(normalization.means)
      metadata[Key.deviations] = Self.words(normalization.deviations)
    }
    try Checkpoint.write(network, metadata: metadata, to: path)
  }

  // MARK: Metadata

  private static func classes(in metadata: [String: String], _ path: String) throws -> [String]? {
    guard let text = metadata[Key.classes] else { return nil }
    guard let names = try? JSONDecoder().decode([String].self, from: Data(text.utf8)),
      !names.isEmpty
    else { throw TrainedNetworkError.metadata(path, key: Key.classes, value: text) }
    return names
  }

  /// As many classes as the numbers that depend on them say; the architecture's own number where none does.
  private static func classes(
    ofNetworkIn file: Safetensors, _ architecture: Architecture
  ) -> [String] {
    let last = architecture.make().namedParameters.last { $0.parameter.role != .statistics }
    let shape = file.entries.first { $0.name == last?.name }?.shape
    return (0..<(shape?.first ?? architecture.classes)).map { "\($0)" }
  }

  private static func normalization(
    in metadata: [String: String], _ path: String
  ) throws -> Normalization? {
    guard let means = try numbers(metadata, Key.means, path),
      let deviations = try numbers(metadata, Key.deviations, path)
    else { return nil }
    guard means.count == deviations.count, deviations.allSatisfy({ $0 > 0 }) else {
      throw TrainedNetworkError.metadata(
        path, key: Key.deviations, value: metadata[Key.deviations] ?? "")
    }
    return Normalization(means: means, deviations: deviations)
  }

  private static func numbers(
    _ metadata: [String: String], _ key: String, _ path: String
  ) throws -> [Float]? {
    guard let text = metadata[key] else { return nil }
    let numbers = text.split(separator: " ").compactMap { Float($0) }
    guard !numbers.isEmpty, numbers.allSatisfy(\.isFinite),
      numbers.count == text.split(separator: " ").count
    else { throw TrainedNetworkError.metadata(path, key: key, value: text) }
    return numbers
  }

  private static func words(_ numbers: [Float]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }
}

/// Why a checkpoint is no network that can be used.
public enum TrainedNetworkError: Error, Equatable, CustomStringConvertible {
  /// The file doesn't say which network it is of.
  case unnamed(String)
  /// The file names a network that there isn't.
  case unknown(String, name: String)
  /// What the file says of the network can't be understood.
  case metadata(String, key: String, value: String)

  public var description: String {
    switch self {
    case .unnamed(let path):
      "\(path) doesn't say which network it is of; name it with --architecture"
    case .unknown(let path, let name):
      "\(path) is of the network '\(name)', which there isn't here; there are "
        + Architecture.all.map(\.name).joined(separator: ", ")
    case .metadata(let path, let key, let value):
      "\(path) says '\(value.prefix(80))' for '\(key)', which can't be understood; train it again, or "
        + "take that entry out of its metadata"
    }
  }
}
