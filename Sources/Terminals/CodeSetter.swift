/// Sets code with a quiet margin, and, where there is colour, Swift with its syntax coloured.
///
/// Lines are never broken: code that is broken reads as other code.
public struct CodeSetter: Sendable {
  /// Whether the code is coloured.
  public var style: TerminalStyle

  /// A setter whose `style` is as given, without colour unless told.
  public init(style: TerminalStyle = .plain) {
    self.style = style
  }

  /// The code as text for the terminal, with a line feed at the end of each line.
  ///
  /// - Parameters:
  ///   - code: What stands between the fences. Control characters in it are shown, not sent.
  ///   - language: The first word after the fence. Only `swift` is coloured.
  ///   - firstLine: The number of the first line in the file, to print the lines' numbers in the
  ///     margin; nil for a margin without numbers.
  public func set(_ code: String, language: String = "swift", firstLine: Int? = nil) -> String {
    lines(code, language: language, firstLine: firstLine).map { $0.text(style) + "\n" }.joined()
  }

  func lines(_ code: String, language: String, firstLine: Int?) -> [TextLine] {
    var code = escapingControls(code)
    if code.hasSuffix("\n") { code.removeLast() }
    let lines =
      language == "swift" && style.isColored
      ? SwiftLexer.lines(of: code)
      : code.split(separator: "\n", omittingEmptySubsequences: false).map {
        TextLine(String($0))
      }
    let lastNumber = (firstLine ?? 0) + lines.count - 1
    return lines.enumerated().map { index, line in
      var margin = "    "
      if let firstLine {
        let number = String(firstLine + index)
        let width = max(3, String(lastNumber).count)
        margin = String(repeating: " ", count: width - number.count) + number + " │ "
      }
      return line.expandingTabs.prefixed(by: TextLine(margin, .dim))
    }
  }
}

extension TextLine {
  /// The line with blanks for its tabs, which end at every fourth column.
  fileprivate var expandingTabs: TextLine {
    guard runs.contains(where: { $0.text.contains("\t") }) else { return self }
    var line = TextLine()
    for run in runs {
      for character in run.text {
        let text =
          character == "\t" ? String(repeating: " ", count: 4 - line.width % 4) : String(character)
        line.append(TextRun(text: text, attributes: run.attributes))
      }
    }
    return line
  }
}
