import LessonEngine

/// A piece of text with one look.
struct TextRun: Equatable {
  var text: String
  var attributes: TextAttributes = []
  var breaking = Breaking.atBlanks

  /// Where a line may break inside the run.
  enum Breaking {
    case atBlanks
    /// At blanks; a word that is longer than a line sticks out of it.
    case betweenWords
    /// Only where the run is longer than a line.
    case ifTooLong
    /// Nowhere; it may stick out of its line, as an address does that someone will copy.
    case never
  }
}

/// A line of text as it will stand on the terminal, without its end.
struct TextLine: Equatable {
  private(set) var runs: [TextRun] = []
  private(set) var width = 0

  init(_ runs: [TextRun] = []) {
    for run in runs { append(run) }
  }

  init(_ text: String, _ attributes: TextAttributes = []) {
    self.init([TextRun(text: text, attributes: attributes)])
  }

  mutating func append(_ run: TextRun) {
    guard !run.text.isEmpty else { return }
    width += run.text.displayWidth
    if let last = runs.last, last.attributes == run.attributes {
      runs[runs.count - 1].text += run.text
    } else {
      runs.append(TextRun(text: run.text, attributes: run.attributes))
    }
  }

  mutating func append(_ line: TextLine) {
    for run in line.runs { append(run) }
  }

  /// The line with blanks added until it is as wide as asked for.
  func padded(to width: Int, _ alignment: MarkdownTable.Alignment = .left) -> TextLine {
    let missing = max(0, width - self.width)
    let before =
      switch alignment {
      case .natural, .left: 0
      case .center: missing / 2
      case .right: missing
      }
    var padded = TextLine(String(repeating: " ", count: before))
    padded.append(self)
    padded.append(TextRun(text: String(repeating: " ", count: missing - before)))
    return padded
  }

  /// The line with something before it.
  func prefixed(by prefix: TextLine) -> TextLine {
    var line = prefix
    line.append(self)
    return line
  }

  /// The line as text for the terminal, without blanks at its end.
  func text(_ style: TerminalStyle) -> String {
    var runs = runs
    while let last = runs.last, last.text.allSatisfy({ $0 == " " }) { runs.removeLast() }
    if var last = runs.popLast() {
      while last.text.last == " " { last.text.removeLast() }
      runs.append(last)
    }
    return runs.map { style($0.text, $0.attributes) }.joined()
  }
}
