/// Breaks text into lines, greedily: each line takes as many words as fit.
///
/// A line breaks at blanks and between the wide characters of East Asia, and where the text says
/// so by a line feed. A word that is longer than a line is broken where the line ends.
struct LineBreaker {
  private let width: Int
  private var lines: [TextLine] = []
  private var line = TextLine()
  /// The blanks between the line and the word, which vanish at the end of a line.
  private var blanks = TextLine()
  private var word = TextLine()
  private var isWordWhole = false

  private init(width: Int) { self.width = max(1, width) }

  static func lines(_ runs: [TextRun], width: Int) -> [TextLine] {
    var breaker = LineBreaker(width: width)
    for run in runs {
      for character in run.text {
        breaker.append(
          TextRun(text: String(character), attributes: run.attributes, breaking: run.breaking),
          character)
      }
    }
    breaker.endWord()
    breaker.endLine()
    return breaker.lines
  }

  private mutating func append(_ run: TextRun, _ character: Character) {
    if character == "\n" {
      endWord()
      endLine()
    } else if character == " ", run.breaking == .atBlanks {
      endWord()
      // Lines don't begin with blanks.
      if line.width > 0 { blanks.append(run) }
    } else {
      if let last = word.runs.last?.text.last, !isClosing(character),
        character.displayWidth == 2 || last.displayWidth == 2
      {
        endWord()
      }
      word.append(run)
      isWordWhole = isWordWhole || run.breaking == .never
    }
  }

  private mutating func endWord() {
    guard word.width > 0 else { return }
    if word.width > width, !isWordWhole, word.runs.contains(where: { $0.text.contains(" ") }) {
      return breakAtBlanks()
    }
    if line.width + blanks.width + word.width > width, line.width > 0 { endLine() }
    line.append(blanks)
    blanks = TextLine()
    if word.width > width - line.width, !isWordWhole {
      appendBrokenWord()
    } else {
      line.append(word)
    }
    word = TextLine()
    isWordWhole = false
  }

  /// Makes words of a word with blanks in it that turned out too long to be kept in one piece.
  private mutating func breakAtBlanks() {
    let runs = word.runs
    word = TextLine()
    for run in runs {
      for character in run.text {
        append(TextRun(text: String(character), attributes: run.attributes), character)
      }
    }
    endWord()
  }

  private mutating func appendBrokenWord() {
    for run in word.runs {
      for character in run.text {
        if line.width + character.displayWidth > width, line.width > 0 { endLine() }
        line.append(TextRun(text: String(character), attributes: run.attributes))
      }
    }
  }

  private mutating func endLine() {
    lines.append(line)
    line = TextLine()
    blanks = TextLine()
  }

  /// Whether a line must not begin with the character.
  private func isClosing(_ character: Character) -> Bool { "、。，．）」』】！？：；".contains(character) }
}
