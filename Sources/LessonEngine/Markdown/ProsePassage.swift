/// Lines of prose that belong together, without what their containers put before them: the
/// stretch of a text within which a formula begins and ends.
struct ProsePassage {
  /// The first line, counted in the text from 1.
  var firstLine: Int
  /// What stands before the prose on each line: blanks, and the marks of quotes.
  var prefixes: [[UInt8]] = []
  /// The lines, joined by line feeds.
  var prose: [UInt8] = []
  var isTable = false

  /// The passages of a text: its paragraphs, headings and tables.
  ///
  /// A formula in double dollars that begins a line may hold lines that Markdown alone would take
  /// for something else, a list or a heading's underline; they belong to its passage.
  static func all(in lines: [[UInt8]], map: LineMap) -> [ProsePassage] {
    var passages: [ProsePassage] = []
    var place = 0
    while place < lines.count {
      let first = map.lines[place]
      guard first.prose != nil, !first.isVerbatim else {
        place += 1
        continue
      }
      var passage = ProsePassage(firstLine: place + 1, isTable: first.isTable)
      var formulaEnd = place
      while place < lines.count,
        place <= formulaEnd || map.lines[place].prose == first.prose
      {
        let start = place + 1 == passage.firstLine ? first.proseStart : 0
        let (prefix, content) = split(lines[place], start: start, quoteDepth: first.quoteDepth)
        if place > formulaEnd || place + 1 == passage.firstLine, content.starts(with: dollars) {
          formulaEnd = displayEnd(from: place, content, in: lines, map: map) ?? place
        }
        passage.append(prefix: prefix, content)
        place += 1
      }
      passages.append(passage)
    }
    return passages
  }

  /// The formulas in the prose, from left to right.
  var formulas: [MathSpan] {
    parts.flatMap { part in
      MathSpan.all(in: Array(prose[part])).map { $0.moved(by: part.lowerBound) }
    }
  }

  /// The stretches of the prose that formulas don't leave: all of it, or a table's cells.
  private var parts: [Range<Int>] {
    guard isTable else { return [0..<prose.count] }
    var parts: [Range<Int>] = []
    var start = 0
    var place = 0
    while place < prose.count {
      switch prose[place] {
      case UInt8(ascii: "\\") where prose[(place + 1)...].first != newline: place += 1
      case UInt8(ascii: "|"), newline:
        parts.append(start..<place)
        start = place + 1
      default: break
      }
      place += 1
    }
    return parts + [start..<prose.count]
  }

  /// A formula's TeX without the blanks around it: on one line, or, if it is to stand on lines of
  /// its own, with the indentation that its lines have in common taken off.
  ///
  /// - Parameters:
  ///   - number: The line of the passage on which the formula begins, from 0.
  func tex(of span: MathSpan, onLine number: Int) -> String {
    var text = String(decoding: prose[span.tex], as: UTF8.self)
    if isTable { text = text.replacing("\\|", with: "|") }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmingBlanks()
    }
    guard span.isDisplay else { return lines.joined(separator: " ").trimmingBlanks() }
    let indented = zip(lines.dropFirst(), prefixes[number...].dropFirst())
      .filter { !$0.0.isEmpty }
      .map { (String(decoding: $1.suffix(while: isBlank), as: UTF8.self), $0) }
    let common = indented.map(\.0.count).min() ?? 0
    return (lines.prefix(1).filter { !$0.isEmpty } + indented.map { $0.dropFirst(common) + $1 })
      .joined(separator: "\n")
  }

  private mutating func append(prefix: ArraySlice<UInt8>, _ content: ArraySlice<UInt8>) {
    if !prefixes.isEmpty { prose.append(newline) }
    prefixes.append(Array(prefix))
    prose += content
  }

  /// The line on which a display formula that begins at a line's start is closed, unless a blank
  /// line, code or the text's end comes first.
  private static func displayEnd(
    from start: Int, _ content: ArraySlice<UInt8>, in lines: [[UInt8]], map: LineMap
  ) -> Int? {
    if holdsDollars(content.dropFirst(2)) { return start }
    for place in (start + 1)..<max(start + 1, lines.count) {
      let (_, content) = split(lines[place], quoteDepth: map.lines[start].quoteDepth)
      if content.isEmpty || map.lines[place].isVerbatim { return nil }
      if holdsDollars(content) { return place }
    }
    return nil
  }

  private static func holdsDollars(_ content: ArraySlice<UInt8>) -> Bool {
    zip(content, content.dropFirst()).contains { $0 == dollars[0] && $1 == dollars[1] }
  }

  /// Cuts a line into what its containers put before it, with the blanks, and the rest.
  private static func split(
    _ line: [UInt8], start: Int = 0, quoteDepth: Int
  ) -> (prefix: ArraySlice<UInt8>, content: ArraySlice<UInt8>) {
    var marks = 0
    let end = line.dropFirst(start).firstIndex { byte in
      if byte == UInt8(ascii: ">"), marks < quoteDepth {
        marks += 1
        return false
      }
      return !isBlank(byte)
    }
    return (line[..<(end ?? line.count)], line[(end ?? line.count)...])
  }
}

private let dollars = Array("$$".utf8)

private let newline = UInt8(ascii: "\n")

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

extension Array<UInt8> {
  /// The longest run at the end whose elements all fulfil the condition.
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> SubSequence {
    self[((lastIndex { !condition($0) }) ?? -1).advanced(by: 1)...]
  }
}

extension StringProtocol {
  /// Without the blanks at both ends.
  fileprivate func trimmingBlanks() -> String {
    let start = drop { $0.isWhitespace }
    return String(String(start.reversed()).drop { $0.isWhitespace }.reversed())
  }
}
