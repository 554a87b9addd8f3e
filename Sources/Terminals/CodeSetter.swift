/// Sets code with a quiet margin, and, where there is colour, Swift with its syntax coloured.
///
/// Code that is broken reads as other code. So lines are whole, unless a width is given, as for a narrow
/// window: then a long line goes on below, and its margin says so.
public struct CodeSetter: Sendable {
  /// Whether the code is coloured.
  public var style: TerminalStyle
  /// How many columns the code may take with its margin; nil for as many as it needs.
  public var width: Int?

  /// A setter whose `style` is as given, without colour unless told, for lines of any length.
  public init(style: TerminalStyle = .plain, width: Int? = nil) {
    self.style = style
    self.width = width
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
    brokenLines(code, language: language, firstLine: firstLine).flatMap { $0 }
  }

  /// The lines that each line of the code takes.
  func brokenLines(_ code: String, language: String, firstLine: Int?) -> [[TextLine]] {
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
      var (margin, marginBelow) = ("    ", "  ┆ ")
      if let firstLine {
        let number = String(firstLine + index)
        let width = max(3, String(lastNumber).count)
        margin = String(repeating: " ", count: width - number.count) + number + " │ "
        marginBelow = String(repeating: " ", count: width) + " ┆ "
      }
      return broken(line.expandingTabs, room: width.map { $0 - margin.count }).enumerated().map {
        $1.prefixed(by: TextLine($0 == 0 ? margin : marginBelow, .dim))
      }
    }
  }

  /// The line in pieces of at most so many columns; those after the first are indented further.
  private func broken(_ line: TextLine, room: Int?) -> [TextLine] {
    guard let room, line.width > room else { return [line] }
    let indentation = line.runs.first?.text.prefix { $0 == " " }.count ?? 0
    // Where there is little room, it is better used.
    let kept = min(indentation, max(0, min(room / 2, room - 2 * narrowest)))
    let blanks = TextLine(String(repeating: " ", count: kept))
    return LineBreaker.lines(line.runs, width: max(room - blanks.width, narrowest), hanging: 2)
      .map { $0.prefixed(by: blanks) }
  }

  /// However narrow the window, a line has room for some letters.
  private var narrowest: Int { 8 }
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
