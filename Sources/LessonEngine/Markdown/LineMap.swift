/// What cmark-gfm says about each line of a text, as far as finding formulas needs it.
struct LineMap: Sendable {
  struct Line: Sendable {
    /// The paragraph, heading or table in which the line stands, by number, if it is in one.
    var prose: Int?
    var isTable = false
    /// Where on its first line the prose begins, in bytes; 0 on its other lines.
    var proseStart = 0
    /// Whether the line is code or HTML, in which a dollar is a dollar.
    var isVerbatim = false
    /// How many quotes the line stands in.
    var quoteDepth = 0
  }

  /// The lines from the first one on.
  private(set) var lines: [Line]

  init(_ document: CMarkNode, lineCount: Int) {
    var lines = Array(repeating: Line(), count: lineCount)
    var proseCount = 0
    document.forEach { node in
      let kind = node.kind
      let change: (inout Line) -> Void
      let first = node.firstLine
      switch kind {
      case "paragraph", "heading", "table":
        proseCount += 1
        let number = proseCount
        change = {
          $0.prose = number
          $0.isTable = kind == "table"
        }
      case "code_block", "html_block": change = { $0.isVerbatim = true }
      case "block_quote": change = { $0.quoteDepth += 1 }
      default: return
      }
      for line in first...node.lastLine where line <= lineCount {
        change(&lines[line - 1])
      }
      if lines.indices ~= first - 1, lines[first - 1].prose != nil {
        lines[first - 1].proseStart = node.firstColumn - 1
      }
    }
    self.lines = lines
  }
}
