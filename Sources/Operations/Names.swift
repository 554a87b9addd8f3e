/// Names with their aliases, found however people write them: `max_pool2d`, `MaxPool2d` and
/// `maxPool2d` are the same.
public struct Names: Sendable {
  /// The names themselves, in their order.
  public let all: [String]
  private let found: [String: String]

  /// Names in the order in which they are to be listed. An alias that is said twice means the last
  /// of its names.
  public init(_ names: [(name: String, aliases: [String])]) {
    all = names.map(\.name)
    var found: [String: String] = [:]
    for (name, aliases) in names {
      for word in [name] + aliases { found[Self.plain(word)] = name }
    }
    self.found = found
  }

  /// The name that is meant; nil if there is none such.
  public func name(for word: String) -> String? { found[Self.plain(word)] }

  /// A word without what people write differently: case, `_` and `-`.
  public static func plain(_ word: String) -> String {
    word.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
