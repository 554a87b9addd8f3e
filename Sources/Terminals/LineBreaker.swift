/// Breaks text into lines, greedily: each line takes as many words as fit.
///
/// A line breaks at blanks and between the wide characters of East Asia, and where the text says
/// so by a line feed. A word that is longer than a line is broken where the line ends.
struct LineBreaker {
  /// How wide the first line may be.
  private let fullWidth: Int
  /// How many blanks stand before each line but the first.
  private let hanging: Int
  private var lines: [TextLine] = []
  private var line = TextLine()
  /// The blanks between the line and the word, which vanish at the end of a line.
  private var blanks = TextLine()
  private var word = TextLine()
  private var isWordWhole = false

  private init(width: Int, hanging: Int) {
    fullWidth = max(1, width)
    self.hanging = hanging < width ? hanging : 0
  }

  /// How wide the line may be that is being made, without the blanks before it.
  private var width: Int { lines.isEmpty ? fullWidth : fullWidth - hanging }

  /// The text in lines of at most `width` columns. All but the first begin with `hanging` blanks.
  static func lines(_ runs: [TextRun], width: Int, hanging: Int = 0) -> [TextLine] {
    var breaker = LineBreaker(width: width, hanging: hanging)
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
    } else if character == " ", run.breaking == .atBlanks || run.breaking == .betweenWords {
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
      isWordWhole = isWordWhole || run.breaking == .never || run.breaking == .betweenWords
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
    let blanks = lines.isEmpty || line.width == 0 ? 0 : hanging
    lines.append(line.prefixed(by: TextLine(String(repeating: " ", count: blanks))))
    line = TextLine()
    self.blanks = TextLine()
  }

  /// Whether a line must not begin with the character.
  private func isClosing(_ character: Character) -> Bool { "、。，．）」』】！？：；".contains(character) }
}
