import LessonEngine

/// Sets a table with thin lines between its columns and under its header.
///
/// Columns are as wide as their widest cell, if the table then fits; otherwise the widest columns
/// give way, and their cells are broken. Where that would leave a column no room for its longest
/// word, each row is set as lines of its own, "header: cell".
struct TableSetter {
  private let alignments: [MarkdownTable.Alignment]
  private let header: [[TextRun]]
  private let rows: [[[TextRun]]]

  init(_ table: MarkdownTable, inlines: InlineSetter) {
    alignments = table.alignments
    header = table.header.map { inlines.runs($0, .bold) }
    rows = table.rows.map { $0.map { inlines.runs($0) } }
  }

  func lines(width: Int) -> [TextLine] {
    // A blank on both sides of every cell, and a line between two.
    let available = width - 3 * alignments.count + 1
    let natural = columnWidths { LineBreaker.lines($0, width: .max) }
    let least = columnWidths { LineBreaker.lines($0.map(\.inWords), width: 1) }
    guard let widths = fitted(natural, atLeast: least, into: available) else {
      return records(width: width)
    }
    return grid(widths, isBroken: widths != natural)
  }

  /// The widths of the columns if their cells were broken in a certain way.
  private func columnWidths(_ lines: ([TextRun]) -> [TextLine]) -> [Int] {
    alignments.indices.map { column in
      ([header] + rows).flatMap { lines($0[column]) }.map(\.width).max() ?? 0
    }
  }

  /// The widths with the widest ones cut down to one limit, the largest that makes them fit.
  ///
  /// - Returns: nil if they don't fit.
  private func fitted(
    _ natural: [Int], atLeast least: [Int], into available: Int
  ) -> [Int]? {
    func cut(to limit: Int) -> [Int] {
      zip(natural, least).map { max($1, min($0, limit)) }
    }
    let limits = (0...(natural.max() ?? 0)).reversed()
    guard let limit = limits.first(where: { cut(to: $0).reduce(0, +) <= available }) else {
      return nil
    }
    var widths = cut(to: limit)
    // What is left goes to the first columns that can use it.
    var left = available - widths.reduce(0, +)
    for column in widths.indices where widths[column] < natural[column] && left > 0 {
      widths[column] += 1
      left -= 1
    }
    return widths
  }

  private func grid(_ widths: [Int], isBroken: Bool) -> [TextLine] {
    let rule = TextLine(
      widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: "┼"), .dim)
    var lines = row(header, widths) + [rule]
    for (index, cells) in rows.enumerated() {
      // Between rows of several lines one would not see where the next begins.
      if isBroken, index > 0 { lines.append(rule) }
      lines += row(cells, widths)
    }
    return lines
  }

  private func row(_ cells: [[TextRun]], _ widths: [Int]) -> [TextLine] {
    let broken = zip(cells, widths).map { cell, width in
      LineBreaker.lines(cell.map(\.inCell), width: width)
    }
    return (0..<(broken.map(\.count).max() ?? 0)).map { number in
      var line = TextLine()
      for (column, cell) in broken.enumerated() {
        if column > 0 { line.append(TextRun(text: "│", attributes: .dim)) }
        let text = number < cell.count ? cell[number] : TextLine()
        line.append(TextRun(text: " "))
        line.append(text.padded(to: widths[column], alignments[column]))
        line.append(TextRun(text: " "))
      }
      return line
    }
  }

  private func records(width: Int) -> [TextLine] {
    rows.enumerated().flatMap { index, cells in
      let lines = zip(header, cells).flatMap { name, cell in
        let named = name + [TextRun(text: ": ", attributes: .bold)] + cell
        return LineBreaker.lines(named, width: width - 2).enumerated().map {
          $1.prefixed(by: TextLine($0 == 0 ? "" : "  "))
        }
      }
      return index == 0 ? lines : [TextLine()] + lines
    }
  }
}

extension TextRun {
  /// The run without leave to stick out of its cell.
  fileprivate var inCell: TextRun {
    TextRun(
      text: text, attributes: attributes, breaking: breaking == .atBlanks ? .atBlanks : .ifTooLong)
  }

  /// The run in which no word is broken, to find the longest one.
  fileprivate var inWords: TextRun {
    TextRun(text: text.map { $0 == " " ? "\n" : String($0) }.joined(), breaking: .never)
  }
}
