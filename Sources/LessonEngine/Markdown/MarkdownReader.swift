import CMarkGFM

/// Turns cmark's blocks into values.
struct MarkdownReader: Sendable {
  /// The lines of the text that was parsed.
  var lines: [Substring]
  var formulas: MathPlaceholders
  /// What is added to a line number.
  var lineOffset: Int

  /// How deep containers are taken apart. What is nested deeper becomes plain text: no author
  /// nests so deep, and a recursion needs an end.
  static let deepest = 64

  func blocks(in parent: CMarkNode, depth: Int = 0) -> [MarkdownBlock] {
    if depth > Self.deepest {
      let text = formulas.restoring(parent.flattened)
      return [MarkdownBlock(.paragraph([.text(text)]), lines: self.lines(of: parent))]
    }
    return parent.children.flatMap { blocks(from: $0, depth: depth) }
  }

  /// The block that a node stands for; several if its text is formulas on lines of their own.
  private func blocks(from node: CMarkNode, depth: Int) -> [MarkdownBlock] {
    let kind: MarkdownBlock.Kind
    switch node.kind {
    case "heading":
      kind = .heading(level: Int(cmark_node_get_heading_level(node.pointer)), inlines(in: node))
    case "paragraph":
      if let formulas = displayFormulas(in: node) { return formulas }
      kind = .paragraph(inlines(in: node))
    case "code_block": return [code(from: node)]
    case "block_quote": kind = .quote(blocks(in: node, depth: depth + 1))
    case "list": kind = .list(list(from: node, depth: depth))
    case "table": kind = .table(table(from: node))
    case "thematic_break": kind = .thematicBreak
    case "html_block": kind = .html(formulas.restoring(node.literal))
    default: kind = .paragraph([.text(formulas.restoring(node.flattened))])
    }
    var lines = lines(of: node)
    switch kind {
    case .quote(let blocks): lines.extend(to: blocks.last?.lines)
    case .list(let list): lines.extend(to: list.items.last?.lines)
    default: break
    }
    return [MarkdownBlock(kind, lines: lines)]
  }

  /// Where the node stands in the original file. cmark counts the blank lines after a container
  /// as a part of it; we don't.
  private func lines(of node: CMarkNode) -> ClosedRange<Int> {
    let first = node.firstLine
    var last = max(first, min(node.lastLine, lines.count))
    while last > first, lines[last - 1].allSatisfy({ $0 == " " || $0 == "\t" }) { last -= 1 }
    return first + lineOffset...last + lineOffset
  }

  private func list(from node: CMarkNode, depth: Int) -> MarkdownList {
    let isOrdered = cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST
    return MarkdownList(
      start: isOrdered ? Int(cmark_node_get_list_start(node.pointer)) : nil,
      isTight: cmark_node_get_list_tight(node.pointer) != 0,
      items: node.children.map { item in
        let isTask = item.kind == "tasklist"
        let blocks = blocks(in: item, depth: depth + 1)
        var lines = lines(of: item)
        lines.extend(to: blocks.last?.lines)
        return MarkdownList.Item(
          blocks,
          isDone: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(item.pointer) : nil,
          lines: lines)
      })
  }

  private func table(from node: CMarkNode) -> MarkdownTable {
    let count = Int(cmark_gfm_extensions_get_table_columns(node.pointer))
    let letters = UnsafeBufferPointer(
      start: cmark_gfm_extensions_get_table_alignments(node.pointer), count: count)
    let alignments: [MarkdownTable.Alignment] = letters.map { letter in
      switch letter {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .natural
      }
    }
    let rows = node.children.map { row in
      row.children.prefix(count).map { inlines(in: $0) }
    }.map { cells in
      cells + Array(repeating: [], count: max(0, count - cells.count))
    }
    return MarkdownTable(
      alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  private func code(from node: CMarkNode) -> MarkdownBlock {
    let text = formulas.restoring(node.literal)
    let first = node.firstLine + lineOffset
    let lines = first...node.lastLine + lineOffset
    guard let fence = node.fence else {
      let block = CodeBlock(info: "", text: text, fence: nil, firstContentLine: first)
      return MarkdownBlock(.code(block), lines: lines)
    }
    let isClosed = node.isClosed
    let info = formulas.restoring(node.info)
    if isClosed, info == "math" {
      return MarkdownBlock(.math(text.trimmingFinalLineFeed), lines: lines)
    }
    let block = CodeBlock(
      info: info, text: text, fence: fence, firstContentLine: first + 1, isClosed: isClosed)
    return MarkdownBlock(.code(block), lines: lines)
  }
}

extension ClosedRange<Int> {
  /// Lets a container's lines reach to the end of what it holds: an unclosed fence may end in
  /// blank lines.
  fileprivate mutating func extend(to last: ClosedRange<Int>?) {
    if let last { self = lowerBound...Swift.max(upperBound, last.upperBound) }
  }
}

extension String {
  fileprivate var trimmingFinalLineFeed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
