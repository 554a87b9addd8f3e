extension NetworkSummary: CustomStringConvertible {
  /// The table: words to the left, numbers to the right, and the totals below.
  public var description: String {
    let heading = [
      "layer", "kind", "output", "parameters", "multiply-adds", "bytes", "sees",
    ]
    let lines = rows.map { row in
      [
        row.path, row.kind, "\(row.outputShape)", grouped(row.parameters),
        grouped(row.multiplyAdds), grouped(row.bytes), row.receptiveField.description,
      ]
    }
    let totals = ["total", "", "", grouped(parameters), grouped(multiplyAdds), grouped(bytes), ""]
    let all = [heading] + lines + [totals]
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([heading, rule] + lines + [rule, totals])
      .map { Self.line($0, widths) }.joined(separator: "\n")
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let line = zip(cells, widths).enumerated().map { column, cell in
      let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
      return column < 3 ? cell.0 + blanks : blanks + cell.0
    }.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// A number with a comma between thousands.
  private func grouped(_ number: Int) -> String {
    var (text, rest) = ("", number)
    while rest >= 1000 {
      let three = "\(rest % 1000)"
      text = "," + String(repeating: "0", count: 3 - three.count) + three + text
      rest /= 1000
    }
    return "\(rest)" + text
  }
}
