import CMarkGFM

/// Where nodes stand in the text, with the cases mended in which cmark's tree is off.
extension CMarkNode {
  var firstLine: Int {
    switch kind {
    case "table":
      // The lines of text right above a table count as its own. It has a line for each row and
      // one for the rule under the header.
      return max(1, lastLine - children.reduce(0) { count, _ in count + 1 })
    case "paragraph" where lineOfStart == 0:
      // That text has no lines at all.
      return max(1, CMarkNode(cmark_node_next(pointer))?.lineOfStart ?? 1)
    default:
      return max(1, lineOfStart)
    }
  }

  /// The column at which the node begins on its first line, in bytes from 1.
  var firstColumn: Int { max(1, Int(cmark_node_get_start_column(pointer))) }

  /// The last line of the node. For a container, blank lines after it count as its own.
  var lastLine: Int {
    switch kind {
    case "code_block":
      guard fence != nil else { return max(firstLine, firstLine + literalLineCount - 1) }
      return firstLine + literalLineCount + (isClosed ? 1 : 0)
    case "html_block":
      return max(firstLine, firstLine + literalLineCount - 1)
    case "heading":
      // An underlined heading ends where cmark noticed its end: one line late, if the next block
      // begins at once.
      var last = lineOfEnd
      if let next = CMarkNode(cmark_node_next(pointer)) { last = min(last, next.firstLine - 1) }
      if let parent, parent.kind != "document" { last = min(last, parent.lineOfEnd) }
      return max(firstLine, last)
    case "table":
      return lineOfEnd
    case "paragraph" where lineOfEnd == 0:
      return max(firstLine, (CMarkNode(cmark_node_next(pointer))?.firstLine ?? 2) - 1)
    default:
      return max(firstLine, lineOfEnd)
    }
  }

  /// The fence of a fenced code block; nil for everything else.
  var fence: CodeBlock.Fence? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    guard cmark_node_get_fenced(pointer, &length, &offset, &character) != 0 else { return nil }
    return CodeBlock.Fence(
      character: Character(Unicode.Scalar(UInt8(bitPattern: character))), length: Int(length),
      indentation: Int(offset))
  }

  /// How many lines the literal of a code or HTML block has.
  var literalLineCount: Int { literal.utf8.count { $0 == UInt8(ascii: "\n") } }

  /// Whether a fenced block has its closing fence, which cmark's tree does not say.
  ///
  /// cmark ends such a block on the line on which it noticed its end. That is the closing fence;
  /// or the line that ended the container around the block, which then no longer belongs to that
  /// container; or the last line of the text, which then is a line of code.
  var isClosed: Bool {
    guard lineOfEnd == firstLine + literalLineCount + 1 else { return false }
    var container = parent
    while let current = container, current.kind != "document" {
      if current.lineOfEnd < lineOfEnd { return false }
      container = current.parent
    }
    return true
  }

  /// The line on which cmark says that the node begins.
  private var lineOfStart: Int { Int(cmark_node_get_start_line(pointer)) }

  /// The line on which cmark says that the node ends.
  private var lineOfEnd: Int { Int(cmark_node_get_end_line(pointer)) }
}
