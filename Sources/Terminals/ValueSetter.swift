import LessonEngine

/// Sets code with the values that its lines gave, each beside its line.
///
///     69 │ let window = X[rows: 0..<2, columns: 0..<2]   window = [[0, 1], [3, 4]]
///     70 │ for i in 0..<100 { sum += i }                 sum = 0, 1, 3, 6, … 95 left out …, 4950
///
/// Values that don't fit beside their line stand below it.
public struct ValueSetter: Sendable {
  /// How many columns there are.
  public var width: Int
  /// Whether code and values are coloured.
  public var style: TerminalStyle { code.style }
  /// Sets the code itself.
  private let code: CodeSetter

  /// A setter for a window of this width; unless told, without colour and with whole lines of code.
  public init(width: Int, code: CodeSetter = CodeSetter()) {
    self.width = width
    self.code = code
  }

  /// How many lines the values of one line may take below it.
  private static let mostLines = 3
  /// What stands between a line's values, and between the code and its values.
  private static let gap = "   "
  /// What ends values that are too long.
  private static let cut = TextLine(" …", .cyan)

  /// The code with its values, with a line feed at the end of each line.
  ///
  /// - Parameters:
  ///   - text: a cell's code.
  ///   - firstLine: the number of its first line in the lesson's file, by which `values` name lines.
  ///   - values: those of the cell, in the order in which they were given.
  public func set(_ text: String, firstLine: Int, values: [LineValue]) -> String {
    let lines = code.brokenLines(text, language: "swift", firstLine: firstLine)
    let byLine = Dictionary(grouping: values) { $0.line }
    let codeWidth = min(lines.joined().map(\.width).max() ?? 0, width * 6 / 10)
    return lines.enumerated().flatMap { index, line in
      set(line, codeWidth, byLine[firstLine + index] ?? [])
    }.map { $0.text(style) + "\n" }.joined()
  }

  /// A line of code, which may take several, and its values.
  private func set(_ lines: [TextLine], _ codeWidth: Int, _ values: [LineValue]) -> [TextLine] {
    guard !values.isEmpty, let line = lines.last else { return lines }
    let text = TextLine(Self.words(for: values), .cyan)
    let start = codeWidth + Self.gap.count
    if lines.count == 1, line.width <= codeWidth, start + text.width <= width {
      return [text.prefixed(by: TextLine(Self.gap)).prefixed(by: line.padded(to: codeWidth))]
    }
    let margin = TextLine("      ")
    let room = width - margin.width
    var below = LineBreaker.lines(text.runs, width: room)
    if below.count > Self.mostLines {
      below = Array(
        LineBreaker.lines(text.runs, width: room - Self.cut.width).prefix(Self.mostLines))
      below[Self.mostLines - 1].append(Self.cut)
    }
    return lines + below.map { $0.prefixed(by: margin) }
  }

  /// `i = 0, 1, 2, 3, … 95 left out …, 99   sum = 0, 1, 3, 6, …`: the values of each place of a line, in
  /// the order in which the places first gave one.
  static func words(for values: [LineValue]) -> String {
    var places: [(column: Int, name: String, values: [LineValue])] = []
    for value in values {
      if let index = places.firstIndex(where: { $0.column == value.column && $0.name == value.name }
      ) {
        places[index].values.append(value)
      } else {
        places.append((value.column, value.name, [value]))
      }
    }
    return places.map { place in
      let texts = place.values.flatMap(words)
      return (place.name.isEmpty ? "" : "\(place.name) = ") + texts.joined(separator: ", ")
    }.joined(separator: gap)
  }

  private static func words(for value: LineValue) -> [String] {
    let text = value.text.map { escapingControls(onOneLine($0)) }
    guard value.leftOut > 0 else { return text.map { [$0] } ?? [] }
    return ["… \(value.leftOut) left out" + (text == nil ? "" : " …")] + (text.map { [$0] } ?? [])
  }

  /// A tensor's rows one after the other, without the blanks that put its numbers in columns.
  private static func onOneLine(_ text: String) -> String {
    guard text.contains("\n") else { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("[ ", with: "[")
  }
}
