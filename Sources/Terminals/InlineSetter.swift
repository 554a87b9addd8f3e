import LessonEngine

/// Turns the text inside a block into runs.
///
/// With colour, emphasis and code are shown by the looks of the letters. Without, emphasis isn't shown,
/// for a page reads well without it; code stands in quotes, because a single letter of it would be read as
/// a word; and what is struck out keeps its marks, because it means the opposite.
struct InlineSetter {
  var style: TerminalStyle

  func runs(_ inlines: [MarkdownInline], _ attributes: TextAttributes = []) -> [TextRun] {
    inlines.flatMap { runs($0, attributes) }
  }

  private func runs(_ inline: MarkdownInline, _ attributes: TextAttributes) -> [TextRun] {
    switch inline {
    case .text(let text):
      return [run(text, attributes)]
    case .emphasis(let inner):
      return runs(inner, attributes.union(.italic))
    case .strong(let inner):
      return runs(inner, attributes.union(.bold))
    case .strikethrough(let inner):
      let text = runs(inner, attributes.union(.strikethrough))
      return style.isColored ? text : [run("~~", attributes)] + text + [run("~~", attributes)]
    case .code(let code):
      return style.isColored
        ? [formal(code, attributes.union(.cyan))] : [formal(quoted(code), attributes)]
    case .math(let tex, _):
      return formula(tex, attributes.union(.italic))
    case .link(let destination, _, let inner):
      return link(to: destination, inner, attributes)
    case .image(let source, _, let alt):
      let name = alt.isEmpty ? source : "\(alt) — \(source)"
      return [run("[picture: \(name)]", attributes.union(.dim))]
    case .softBreak:
      return [run(" ", attributes)]
    case .lineBreak:
      return [run("\n", attributes)]
    case .html(let html):
      if html.hasPrefix("<!--") { return [] }
      return html.isLineBreakTag ? [run("\n")] : [run(html, attributes.union(.dim))]
    }
  }

  /// A link's text, and where it leads, unless the text says that already.
  private func link(
    to destination: String, _ inner: [MarkdownInline], _ attributes: TextAttributes
  ) -> [TextRun] {
    let isExternal = destination.contains("://") || destination.hasPrefix("mailto:")
    if isExternal, destination.hasSuffix(inner.plainText) {
      return [run(inner.plainText, attributes.union(.underline), breaking: .never)]
    }
    let text = runs(inner, isExternal ? attributes.union(.underline) : attributes)
    if destination.isEmpty || destination.hasPrefix("#") { return text }
    let target = attributes.union(.dim)
    return text + [
      run(" (", target), run(destination, target, breaking: .never), run(")", target),
    ]
  }

  /// Code in quotes that it hasn't in it itself, where there are such.
  private func quoted(_ code: String) -> String {
    code.contains("'") ? "\"\(code)\"" : "'\(code)'"
  }

  /// A formula, or its source where we can't set it. A long one is broken where a reader expects it.
  private func formula(_ tex: String, _ attributes: TextAttributes) -> [TextRun] {
    guard let formula = FormulaSetter(tex) else {
      return [formal(tex.split(separator: "\n").joined(separator: " "), attributes)]
    }
    let whole = formal(formula.text, attributes)
    if whole.breaking == .ifTooLong { return [whole] }
    return formula.parts.map { part in
      let isBlank = part.allSatisfy { $0 == " " }
      return run(part, attributes, breaking: isBlank ? .atBlanks : .ifTooLong)
    }
  }

  /// Code or a formula, which is not broken if it is short.
  private func formal(_ text: String, _ attributes: TextAttributes) -> TextRun {
    run(text, attributes, breaking: text.displayWidth <= 20 ? .ifTooLong : .atBlanks)
  }

  private func run(
    _ text: String, _ attributes: TextAttributes = [], breaking: TextRun.Breaking = .atBlanks
  ) -> TextRun {
    let text = escapingControls(text).map { $0 == "\t" ? " " : $0 }
    return TextRun(text: String(text), attributes: attributes, breaking: breaking)
  }
}

extension String {
  fileprivate var isLineBreakTag: Bool {
    ["<br>", "<br/>", "<br />"].contains(lowercased())
  }
}
