import CMarkGFM

extension MarkdownReader {
  /// The text inside a paragraph, a heading or a cell.
  func inlines(in parent: CMarkNode, depth: Int = 0) -> [MarkdownInline] {
    var inlines: [MarkdownInline] = []
    if depth > Self.deepest {
      append(parent.flattened, to: &inlines)
    } else {
      for node in parent.children { append(node, to: &inlines, depth: depth) }
    }
    return inlines
  }

  /// The paragraph's formulas, if it holds nothing but formulas in double dollars.
  func displayFormulas(in paragraph: CMarkNode) -> [MarkdownBlock]? {
    var blocks: [MarkdownBlock] = []
    for node in paragraph.children where node.kind != "softbreak" {
      guard node.kind == "text" else { return nil }
      for scalar in node.literal.unicodeScalars where !scalar.properties.isWhitespace {
        guard let entry = formulas.entry(for: scalar) else { return nil }
        guard let formula = entry.formula else { continue }
        guard formula.isDisplay else { return nil }
        let lines = formula.lines.lowerBound + lineOffset...formula.lines.upperBound + lineOffset
        blocks.append(MarkdownBlock(.math(formula.tex), lines: lines))
      }
    }
    return blocks.isEmpty ? nil : blocks
  }

  private func append(_ node: CMarkNode, to inlines: inout [MarkdownInline], depth: Int) {
    var inner: [MarkdownInline] { self.inlines(in: node, depth: depth + 1) }
    var url: String { formulas.restoring(node.url) }
    var title: String { formulas.restoring(node.title) }
    switch node.kind {
    case "text": append(node.literal, to: &inlines)
    case "emph": inlines.append(.emphasis(inner))
    case "strong": inlines.append(.strong(inner))
    case "strikethrough": inlines.append(.strikethrough(inner))
    case "code": inlines.append(.code(formulas.restoring(node.literal)))
    case "link": inlines.append(.link(destination: url, title: title, inner))
    case "image": inlines.append(.image(source: url, title: title, alt: inner.plainText))
    case "softbreak": inlines.append(.softBreak)
    case "linebreak": inlines.append(.lineBreak)
    case "html_inline": inlines.append(.html(formulas.restoring(node.literal)))
    default: append(node.flattened, to: &inlines)
    }
  }

  /// Appends a text with its placeholders turned back into formulas.
  private func append(_ text: String, to inlines: inout [MarkdownInline]) {
    for scalar in text.unicodeScalars {
      if let entry = formulas.entry(for: scalar) {
        if let formula = entry.formula {
          inlines.append(.math(formula.tex, display: formula.isDisplay))
        } else if inlines.last == .softBreak {
          // A formula's further lines belong to it, and so do the line ends before them.
          inlines.removeLast()
        }
      } else if case .text(var start) = inlines.last {
        inlines.removeLast()
        start.unicodeScalars.append(scalar)
        inlines.append(.text(start))
      } else {
        inlines.append(.text(String(scalar)))
      }
    }
  }
}
