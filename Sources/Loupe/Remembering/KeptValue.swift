import Networks
import TensorFiles
import Tensors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is kept of a closure that took long: the network's numbers as a checkpoint, and all else in the words of
/// its header.
struct KeptValue<Value: Codable> {
  /// What it is remembered as.
  let name: String
  /// What the closure printed.
  let printed: String
  /// The files that it read, each with its version.
  let files: [String: String]
  /// What it returned.
  let value: Value

  init(name: String, printed: String, files: [String: String], value: Value) {
    (self.name, self.printed, self.files, self.value) = (name, printed, files, value)
  }

  /// Why a file can't be what was kept.
  struct Damage: Error, CustomStringConvertible {
    let description: String
  }

  /// What isn't an array or a dictionary is kept in an array: not every coder takes it alone.
  private typealias Boxed = [Value]

  /// Reads a file, and gives the network its numbers. If anything is wrong with it, they may be half of them.
  init(readingInto network: any Layer, from path: String) throws {
    let words = try Checkpoint.read(into: network, from: path)
    guard words["fingerprint"] == Self.fingerprint(of: words, network) else {
      throw Damage(description: "its bytes are other ones than those that were written")
    }
    guard let name = words["name"], let printed = words["printed"], let files = words["files"],
      let value = words["value"].flatMap({ Data(base64Encoded: $0) })
    else { throw Damage(description: "a part of it isn't there") }
    (self.name, self.printed) = (name, printed)
    self.files = try JSONDecoder().decode([String: String].self, from: Data(files.utf8))
    guard let only = try PropertyListDecoder().decode(Boxed.self, from: value).first else {
      throw Damage(description: "the value isn't there")
    }
    self.value = only
  }

  /// Writes it with the network's numbers. What was there before is replaced when all is written.
  func write(_ network: any Layer, to path: String) throws {
    // A property list keeps every bit of a Float, and infinities too.
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    var words = [
      "name": name, "printed": printed,
      "files": String(decoding: try JSONEncoder().encode(files), as: UTF8.self),
      "value": try encoder.encode([value]).base64EncodedString(),
    ]
    words["fingerprint"] = Self.fingerprint(of: words, network)
    try Checkpoint.write(network, metadata: words, to: path)
  }

  /// That of everything in the file but itself.
  private static func fingerprint(of words: [String: String], _ network: any Layer) -> String {
    var all = Fingerprint()
    for (name, text) in words.sorted(by: { $0.key < $1.key }) where name != "fingerprint" {
      all.add(part: name)
      all.add(part: text)
    }
    for (name, parameter) in network.namedParameters {
      all.add(part: name)
      parameter.value.withUnsafeScalars { all.add(UnsafeRawBufferPointer($0)) }
    }
    return all.text
  }
}
