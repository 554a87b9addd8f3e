/// Words from a file, fit to be printed.
///
/// A file can say anything, also what a terminal takes for a command: whatever isn't printable is
/// written as its number, and what is very long is cut.
enum ShownText {
  static func quoted(_ text: some StringProtocol) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(61) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    let isCut = text.unicodeScalars.dropFirst(61).isEmpty == false
    return "'" + shown + (isCut ? "…'" : "'")
  }
}
