/// A value in few words: as `print` shows it, but never long, however large the value is.
///
///     [0.0, 1.0, 2.0, … 262144 in all]      Picture(width: 512, height: 512, pixels: …)
struct ValueWords {
  /// How many elements of an array, or fields of a structure, are shown.
  private static let mostElements = 12
  /// How many structures are shown one inside the other.
  private static let mostLevels = 2
  /// How many characters there are at most.
  private static let mostCharacters = 1000

  /// The words.
  let text: String

  /// Puts a value into words.
  init(_ value: Any) {
    let text = Self.words(for: value, level: 0)
    self.text =
      text.count > Self.mostCharacters ? text.prefix(Self.mostCharacters) + " …" : text
  }

  private static func words(for value: Any, level: Int) -> String {
    if let text = value as? String ?? (value as? Substring).map(String.init) {
      let start = String(text.prefix(mostCharacters))
      return start.debugDescription + (start.count < text.count ? " …" : "")
    }
    let mirror = Mirror(reflecting: value)
    func parts(_ open: String, _ close: String) -> String {
      let first = mirror.children.prefix(mostElements).map { child in
        if mirror.displayStyle == .dictionary {
          let pair = Mirror(reflecting: child.value).children
          return pair.map { words(for: $0.value, level: level + 1) }.joined(separator: ": ")
        }
        return (child.label.map { $0.hasPrefix(".") ? "" : "\($0): " } ?? "")
          + words(for: child.value, level: level + 1)
      }
      let rest = mirror.children.count > mostElements ? ", … \(mirror.children.count) in all" : ""
      return open + first.joined(separator: ", ") + rest + close
    }
    // Within a structure that is inside another one, nothing is taken apart any more.
    let isDeep = level > mostLevels
    switch mirror.displayStyle {
    case .optional:
      return mirror.children.first.map { words(for: $0.value, level: level) } ?? "nil"
    case .collection, .set: return isDeep ? "…" : parts("[", "]")
    case .dictionary: return isDeep ? "…" : mirror.children.isEmpty ? "[:]" : parts("[", "]")
    case .tuple: return isDeep ? "…" : parts("(", ")")
    default: break
    }
    if let value = value as? any CustomStringConvertible { return value.description }
    switch mirror.displayStyle {
    case .struct: return isDeep ? "…" : parts("\(type(of: value))(", ")")
    case .class: return "\(type(of: value))"
    case .enum where !mirror.children.isEmpty:
      return isDeep ? "…" : parts(mirror.children.first?.label ?? "", "")
    default: return "\(value)"
    }
  }
}
