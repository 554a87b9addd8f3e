extension Unicode.Scalar {
  /// Whether it could steer what shows it: a control character other than tab and line feed, a mark that
  /// changes the direction of writing, or a separator of lines that isn't a line feed.
  package var isControl: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    // Marks, embeddings, overrides and isolates of direction.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0x2028, 0x2029: true
    default: false
    }
  }

  /// What stands for a control character where it is shown: its picture, `␛` for escape, or where it has none
  /// its number, `<U+202E>`.
  package var controlShown: String {
    switch value {
    case 0x00...0x1F: return String(Unicode.Scalar(0x2400 + value)!)
    case 0x7F: return "\u{2421}"
    default: return numberShown
    }
  }

  /// `<U+202E>`
  package var numberShown: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>"
  }
}
