import LessonEngine

/// Sets a table with thin lines between its columns and under its header.
///
/// Columns are as wide as their widest cell, if the table then fits; otherwise the widest columns
/// give way, and their cells are broken. Where that would leave a column no room for a word, each
/// row is set as a list of its own, "header: cell".
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
    let natural = alignments.indices.map { column in
      ([header] + rows).map { naturalWidth($0[column]) }.max() ?? 0
    }
    // A blank on both sides of every cell, and a line between two.
    let available = width - 3 * alignments.count + 1
    let widths = fitted(natural, into: available)
    let isTooNarrow = zip(widths, natural).contains { $0 < min($1, 6) }
    return isTooNarrow ? records(width: width) : grid(widths, isBroken: widths != natural)
  }

  private func naturalWidth(_ cell: [TextRun]) -> Int {
    LineBreaker.lines(cell, width: .max).map(\.width).max() ?? 0
  }

  /// The widths with the widest ones cut down to one limit, the largest that makes them fit.
  private func fitted(_ natural: [Int], into available: Int) -> [Int] {
    guard natural.reduce(0, +) > available else { return natural }
    var limit = natural.max() ?? 0
    while limit > 0, natural.reduce(0, { $0 + min($1, limit) }) > available { limit -= 1 }
    var widths = natural.map { min($0, limit) }
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
      LineBreaker.lines(cell.map(\.breakable), width: width)
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
        LineBreaker.lines(name + [TextRun(text: ": ", attributes: .bold)] + cell, width: width)
      }
      return index == 0 ? lines : [TextLine()] + lines
    }
  }
}

extension TextRun {
  /// The run without leave to stick out of its line.
  fileprivate var breakable: TextRun { TextRun(text: text, attributes: attributes) }
}
