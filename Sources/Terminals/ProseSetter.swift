import LessonEngine

/// Sets Markdown for a terminal, like the page of a book.
///
///     let setter = ProseSetter(width: TerminalSize(ofDescriptor: 1).proseWidth, style: style)
///     print(setter.set(document.blocks), terminator: "")
///
/// Prose and formulas are broken to the width; code and addresses never are.
public struct ProseSetter: Sendable {
  /// How many columns the text may take.
  public var width: Int
  /// Whether text has its attributes. Without them, code stands in quotes and emphasis isn't shown.
  public var style: TerminalStyle
  /// Whether lines of code carry the numbers that they have in the file.
  public var numbersCodeLines: Bool

  /// A setter for text of at most `width` columns; unless told, without colour and without numbers
  /// before lines of code.
  public init(width: Int, style: TerminalStyle = .plain, numbersCodeLines: Bool = false) {
    self.width = width
    self.style = style
    self.numbersCodeLines = numbersCodeLines
  }

  /// The blocks as text for the terminal, with a blank line between blocks, two before large
  /// headings, and a line feed at the end of each line.
  public func set(_ blocks: [MarkdownBlock]) -> String {
    lines(blocks, width: width).map { $0.text(style) + "\n" }.joined()
  }

  /// The lines of blocks that stand below each other.
  private func lines(
    _ blocks: [MarkdownBlock], width: Int, isTight: Bool = false, depth: Int = 0
  ) -> [TextLine] {
    var lines: [TextLine] = []
    for block in blocks {
      let added = self.lines(block, width: max(width, narrowest), depth: depth)
      guard !added.isEmpty else { continue }
      if !lines.isEmpty, !isTight {
        lines.append(TextLine())
        if block.opensSection { lines.append(TextLine()) }
      }
      lines += added
    }
    return lines
  }

  private func lines(_ block: MarkdownBlock, width: Int, depth: Int) -> [TextLine] {
    switch block.kind {
    case .heading(let level, let text): heading(text, level: level, width: width)
    case .paragraph(let text): paragraph(text, width: width)
    case .code(let code): self.code(code)
    case .quote(let blocks): quote(blocks, width: width, depth: depth)
    case .list(let list): items(of: list, width: width, depth: depth)
    case .table(let table): TableSetter(table, inlines: inlines).lines(width: width)
    case .thematicBreak: [TextLine("·   ·   ·").padded(to: width, .center)]
    case .html(let html): self.html(html, width: width)
    case .math(let tex): formula(tex, width: width)
    }
  }

  private var inlines: InlineSetter { InlineSetter(style: style) }

  private func quote(_ blocks: [MarkdownBlock], width: Int, depth: Int) -> [TextLine] {
    let callout = Callout(quote: blocks)
    let title = callout.map { [TextLine($0.title, $0.attributes.union(.bold))] } ?? []
    let lines = lines(callout?.blocks ?? blocks, width: width - 2, depth: depth)
    let bar = TextLine("│ ", callout?.attributes ?? .dim)
    return (title + lines).map { $0.prefixed(by: bar) }
  }

  private func heading(_ text: [MarkdownInline], level: Int, width: Int) -> [TextLine] {
    let lines = LineBreaker.lines(inlines.runs(text, .bold), width: width)
    let ruleWidth = lines.map(\.width).max() ?? 0
    switch level {
    case 1: return lines + [TextLine(String(repeating: "━", count: ruleWidth), .bold)]
    case 2: return lines + [TextLine(String(repeating: "─", count: ruleWidth), .dim)]
    default: return lines
    }
  }

  /// A paragraph. Formulas in double dollars get lines of their own between its words.
  private func paragraph(_ text: [MarkdownInline], width: Int) -> [TextLine] {
    var lines: [TextLine] = []
    var words: [MarkdownInline] = []
    func endWords() {
      while words.first?.isBreak == true { words.removeFirst() }
      while words.last?.isBreak == true { words.removeLast() }
      let runs = inlines.runs(words)
      if runs.contains(where: { $0.text.contains { $0 != " " } }) {
        lines += LineBreaker.lines(runs, width: width)
      }
      words = []
    }
    for inline in text {
      if case .math(let tex, display: true) = inline {
        endWords()
        lines += formula(tex, width: width)
      } else {
        words.append(inline)
      }
    }
    endWords()
    return lines
  }

  /// A formula on lines of its own, or its source where we can't set it.
  private func formula(_ tex: String, width: Int) -> [TextLine] {
    let indentation = TextLine("    ")
    let set = FormulaSetter(tex)?.lines(width: max(width - indentation.width, narrowest))
    let lines = set ?? tex.split(separator: "\n").map(String.init)
    return lines.map {
      let shown = escapingControls($0).map { $0 == "\t" ? " " : String($0) }.joined()
      return TextLine(shown, .italic).prefixed(by: indentation)
    }
  }

  private func code(_ code: CodeBlock) -> [TextLine] {
    // Its source says little; whoever wrote it says the same in words beside it.
    if code.info == "mermaid" {
      return [TextLine("(A diagram stands here, for whoever reads the lesson as a page.)", .dim)]
    }
    return CodeSetter(style: style).lines(
      code.text, language: String(code.info.prefix { $0 != " " }),
      firstLine: numbersCodeLines ? code.firstContentLine : nil)
  }

  /// HTML as it is, without comments.
  private func html(_ html: String, width: Int) -> [TextLine] {
    let shown = escapingControls(html.removingComments)
    let lines = shown.split(separator: "\n").filter { $0.contains { $0 != " " } }
    return lines.flatMap {
      LineBreaker.lines([TextRun(text: String($0), attributes: .dim)], width: width)
    }
  }

  private func items(of list: MarkdownList, width: Int, depth: Int) -> [TextLine] {
    let bullet = ["•", "◦", "▪"][min(depth, 2)]
    let lastNumber = (list.start ?? 0) + max(0, list.items.count - 1)
    var lines: [TextLine] = []
    for (index, item) in list.items.enumerated() {
      var mark = list.start.map { "\($0 + index)." } ?? bullet
      let markWidth = list.start == nil ? 1 : "\(lastNumber).".count
      if let isDone = item.isDone { mark = isDone ? "☑" : "☐" }
      let blanks = String(repeating: " ", count: max(0, markWidth - mark.displayWidth))
      let first = TextLine([TextRun(text: blanks + mark, attributes: .dim), TextRun(text: " ")])
      let rest = TextLine(String(repeating: " ", count: first.width))
      var added = self.lines(
        item.blocks, width: width - first.width, isTight: list.isTight,
        depth: list.start == nil ? depth + 1 : depth)
      if added.isEmpty { added = [TextLine()] }
      if !lines.isEmpty, !list.isTight { lines.append(TextLine()) }
      lines += added.enumerated().map { $1.prefixed(by: $0 == 0 ? first : rest) }
    }
    return lines
  }
}

/// However deep the nesting, a line has room for some letters.
private let narrowest = 8

extension MarkdownBlock {
  fileprivate var opensSection: Bool {
    if case .heading(level: 1...2, _) = kind { true } else { false }
  }
}

extension MarkdownInline {
  fileprivate var isBreak: Bool { self == .softBreak || self == .lineBreak || self == .text(" ") }
}

extension String {
  /// HTML without its comments; one that is not closed runs to the end.
  fileprivate var removingComments: String {
    var kept = ""
    var rest = self[...]
    while let start = rest.firstRange(of: "<!--") {
      kept += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
    }
    return kept + rest
  }
}
