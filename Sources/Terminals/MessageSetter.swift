/// Sets what a program says about its work for a narrow window.
///
/// Lines are broken at blanks, and what follows is indented. A word is never broken, for it may be a path
/// that someone will copy. A line of code with a mark below it keeps its mark: where both are too wide,
/// they are cut on both sides of it.
public struct MessageSetter: Sendable {
  /// How many columns there are.
  public var width: Int

  /// A setter for a window of this width.
  public init(width: Int) { self.width = width }

  /// The message with a line feed at the end of each line.
  public func set(_ text: String) -> String {
    var lines: [String] = []
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = rest.popFirst() {
      if let mark = rest.first, let column = Self.column(ofMark: mark) {
        rest.removeFirst()
        lines += cut([line, mark], around: column)
      } else {
        lines += broken(line)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func broken(_ line: Substring) -> [String] {
    if String(line).displayWidth <= width { return [String(line)] }
    let margin = String(line.prefix { $0 == " " })
    let run = TextRun(text: String(line), breaking: .betweenWords)
    return LineBreaker.lines([run], width: width - margin.count, hanging: 2)
      .map { margin + $0.text(.plain) }
  }

  /// The place of the `^` in a line that has nothing but the compiler's marks, `  ~~~^~~~`.
  private static func column(ofMark line: Substring) -> Int? {
    guard line.allSatisfy({ " ~^".contains($0) }), let place = line.firstIndex(of: "^") else {
      return nil
    }
    return line.distance(from: line.startIndex, to: place)
  }

  /// The same columns of some lines, with the one asked for among them.
  private func cut(_ lines: [Substring], around column: Int) -> [String] {
    let longest = lines.map(\.count).max() ?? 0
    guard longest > width, width > 2 else { return lines.map(String.init) }
    // A third of the room stands before the mark, if the line is as long as that.
    let start = max(0, min(column - width / 3, longest - width))
    return lines.enumerated().map { index, line in
      var shown = Array(line.dropFirst(start).prefix(width))
      // The marks are not those of the compiler.
      if index == 0, start > 0, !shown.isEmpty { shown[0] = "…" }
      if index == 0, line.count > start + width { shown[width - 1] = "…" }
      return String(shown)
    }
  }
}
