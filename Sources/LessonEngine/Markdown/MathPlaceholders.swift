/// A text in which each line of each formula is replaced by one private-use character, so that
/// cmark-gfm leaves `_`, `*` and `\` in formulas alone, and the numbers of the lines stay right.
///
/// What is code and where prose begins and ends is not guessed: cmark parses the text once
/// before, and its tree says so.
struct MathPlaceholders: Sendable {
  struct Formula: Sendable {
    var tex: String
    var isDisplay: Bool
    /// The lines of the text on which it stands, from 1.
    var lines: ClosedRange<Int>
  }

  /// What one placeholder stands for.
  struct Entry: Sendable {
    /// What the author wrote there.
    var source: String
    /// The formula that begins here, or nil on its further lines.
    var formula: Formula?
  }

  /// The text with its placeholders.
  private(set) var text: String
  private var entries: [Entry] = []
  private let range: ClosedRange<UInt32>

  /// Replaces the formulas in a text whose lines end in line feeds.
  init(_ text: String) {
    self.text = text
    // The private-use planes. One whose characters the author uses himself can't be taken.
    let planes: [ClosedRange<UInt32>] = [
      0x100000...0x10FFFD, 0xF0000...0xFFFFD, 0xE000...0xF8FF,
    ]
    let free = planes.first { plane in !text.unicodeScalars.contains { plane ~= $0.value } }
    range = free ?? 0...0
    guard free != nil, text.utf8.contains(UInt8(ascii: "$")) else { return }
    replaceFormulas()
  }

  /// What the character stands for, if it is a placeholder.
  func entry(for scalar: Unicode.Scalar) -> Entry? {
    guard range ~= scalar.value, entries.indices ~= Int(scalar.value - range.lowerBound) else {
      return nil
    }
    return entries[Int(scalar.value - range.lowerBound)]
  }

  /// The text with what the author wrote in place of the placeholders.
  func restoring(_ text: String) -> String {
    guard !entries.isEmpty else { return text }
    var restored = ""
    for scalar in text.unicodeScalars {
      if let entry = entry(for: scalar) {
        restored += entry.source
      } else {
        restored.unicodeScalars.append(scalar)
      }
    }
    return restored
  }

  private mutating func replaceFormulas() {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Array($0.utf8)
    }
    let count = lines.count
    let map = withCMarkTree(text) { LineMap($0, lineCount: count) }
    for passage in ProsePassage.all(in: lines, map: map) {
      replaceFormulas(in: passage, of: &lines)
    }
    text = String(decoding: Array(lines.joined(separator: [newline])), as: UTF8.self)
  }

  private mutating func replaceFormulas(in passage: ProsePassage, of lines: inout [[UInt8]]) {
    var replaced: [UInt8] = []
    var end = 0
    // The line within the passage, from 0.
    var number = 0
    for span in passage.formulas {
      let sources = passage.prose[span.range].split(
        separator: newline, omittingEmptySubsequences: false)
      guard entries.count + sources.count <= range.count else { break }
      let before = passage.prose[end..<span.range.lowerBound]
      replaced += before
      number += before.count { $0 == newline }
      end = span.range.upperBound
      let first = entries.count
      for (index, line) in sources.enumerated() {
        if index > 0 { replaced.append(newline) }
        replaced += String(Unicode.Scalar(range.lowerBound + UInt32(entries.count))!).utf8
        entries.append(Entry(source: String(decoding: line, as: UTF8.self)))
      }
      entries[first].formula = Formula(
        tex: passage.tex(of: span, onLine: number), isDisplay: span.isDisplay,
        lines: passage.firstLine + number...passage.firstLine + number + sources.count - 1)
      number += sources.count - 1
    }
    guard end > 0 else { return }
    replaced += passage.prose[end...]
    let replacedLines = replaced.split(separator: newline, omittingEmptySubsequences: false)
    for (index, line) in replacedLines.enumerated() {
      lines[passage.firstLine - 1 + index] = passage.prefixes[index] + line
    }
  }
}

private let newline = UInt8(ascii: "\n")
