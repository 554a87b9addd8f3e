import Testing

@testable import LessonEngine

@Suite("Markdown: formulas")
struct MarkdownMathTests {
  private func inlines(_ text: String) -> [MarkdownInline] {
    guard case .paragraph(let inlines) = MarkdownDocument(text).blocks.first?.kind else {
      return []
    }
    return inlines
  }

  private func math(_ text: String) -> [String] {
    inlines(text).compactMap { inline in
      if case .math(let tex, _) = inline { tex } else { nil }
    }
  }

  @Test("what Markdown would take for markup stays TeX inside dollars")
  func verbatim() {
    #expect(
      inlines(#"so $y_i = \{x_j * w_k\}\\ * 2$, *then* $a_b$."#)
        == [
          .text("so "), .math(#"y_i = \{x_j * w_k\}\\ * 2"#, display: false), .text(", "),
          .emphasis([.text("then")]), .text(" "), .math("a_b", display: false), .text("."),
        ])
  }

  @Test(
    "money is not a formula",
    arguments: [
      "costs $5 and $6", "$5", "a $ b $ c", "$ a$", "$a $", "$a$5", #"\$a$"#, #"$a\$"#, "$$", "$$$",
      "$$ $$", "$$$a$$$", "`$a` $b", "$a `b$ c`", "$`a`", "$$a$ b",
    ])
  func money(text: String) {
    #expect(math(text) == [])
    #expect(
      inlines(text).plainText.filter { $0 != "`" }
        == text.replacing("\\$", with: "$").filter { $0 != "`" })
  }

  @Test("the next dollar decides, so a price before a formula does no harm")
  func priceBeforeFormula() {
    #expect(math("it costs $5 and $x$ is $y_1$, or $6") == ["x", "y_1"])
  }

  @Test("an escaped dollar can stand in a formula, and so can a lone grave accent")
  func escapes() {
    #expect(math(#"$a\$b$ $c ` d$"#) == [#"a\$b"#, "c ` d"])
  }

  @Test("dollars with grave accents are GitHub's other way to write a formula")
  func graveAccents() {
    #expect(math("$`a$b_c`$ and $`\\sqrt{3}`$") == ["a$b_c", "\\sqrt{3}"])
  }

  @Test("a formula may go on on the next line")
  func twoLines() {
    #expect(
      inlines("a $x_1 +\n  y_1$ b\nc")
        == [
          .text("a "), .math("x_1 + y_1", display: false), .text(" b"), .softBreak, .text("c"),
        ])
    #expect(math("a $x\n\ny$") == [])
  }

  @Test("formulas stand in emphasis, links, headings and tables")
  func places() {
    #expect(inlines("**$a_1$**") == [.strong([.math("a_1", display: false)])])
    #expect(
      inlines("[$a_1$](b$c$d)")
        == [.link(destination: "b$c$d", title: "", [.math("a_1", display: false)])])
    let blocks = MarkdownDocument("# $a_1$\n\n| $b$ | c |\n|--|--|\n| $\\|d\\|$ | $e|$ |").blocks
    #expect(blocks[0].kind == .heading(level: 1, [.math("a_1", display: false)]))
    guard case .table(let table) = blocks[1].kind else { return #expect(Bool(false)) }
    #expect(table.header[0] == [.math("b", display: false)])
    #expect(table.rows[0] == [[.math("|d|", display: false)], [.text("$e")]])
  }

  @Test("double dollars on lines of their own are a block, and the lines after it are right")
  func display() {
    let text = "a\n\n$$\ny_o = \\sum_k\n  w_k * x \\\\\n= *b*\n- c\n$$\n\n$$d$$\n$$\ne\n$$\n\nf"
    #expect(
      MarkdownDocument(text, firstLine: 5).blocks
        == [
          MarkdownBlock(.paragraph([.text("a")]), lines: 5...5),
          MarkdownBlock(.math("y_o = \\sum_k\n  w_k * x \\\\\n= *b*\n- c"), lines: 7...12),
          MarkdownBlock(.math("d"), lines: 14...14),
          MarkdownBlock(.math("e"), lines: 15...17),
          MarkdownBlock(.paragraph([.text("f")]), lines: 19...19),
        ])
  }

  @Test("a lone equals sign between double dollars does not make a heading")
  func equalsSign() {
    #expect(
      MarkdownDocument("$$\na\n=\nb\n$$").blocks == [MarkdownBlock(.math("a\n=\nb"), lines: 1...5)])
  }

  @Test("double dollars in quotes and lists lose what the container puts before them")
  func displayInContainers() {
    let text = "> $$\n> a >\n>   b\n> $$\n\n- $$\n  c_1\n  = d_1\n  $$\n- e"
    let blocks = MarkdownDocument(text).blocks
    #expect(blocks[0].kind == .quote([MarkdownBlock(.math("a >\n  b"), lines: 1...4)]))
    guard case .list(let list) = blocks[1].kind else { return #expect(Bool(false)) }
    #expect(list.items[0].blocks == [MarkdownBlock(.math("c_1\n= d_1"), lines: 6...9)])
    #expect(list.items[1].lines == 10...10)
  }

  @Test("double dollars between words are a formula that wants lines of its own")
  func displayInText() {
    #expect(
      inlines("a $$x_1 $ $$ b\n$$\ny\n$$\nc")
        == [
          .text("a "), .math("x_1 $", display: true), .text(" b"), .softBreak,
          .math("y", display: true), .softBreak, .text("c"),
        ])
  }

  @Test("double dollars that are never closed, or cross a blank line, are text")
  func unclosed() {
    for text in ["$$\na_1", "$$\na\n\nb\n$$"] {
      for block in MarkdownDocument(text).blocks {
        guard case .paragraph = block.kind else { return #expect(Bool(false), "\(text)") }
      }
    }
  }

  @Test("a fence of math is a block, and an unclosed one is code that its author must mend")
  func fence() {
    #expect(
      MarkdownDocument("```math\na_1\n\\\\\n```").blocks
        == [MarkdownBlock(.math("a_1\n\\\\"), lines: 1...4)])
    let open = MarkdownDocument("```math\na").blocks
    #expect(
      open.first?.kind
        == .code(CodeBlock(info: "math", text: "a\n", firstContentLine: 2, isClosed: false)))
  }

  @Test("private-use characters of the author's own survive beside formulas")
  func privateUse() {
    #expect(
      inlines("\u{100000} $a_1$ \u{F0000}")
        == [.text("\u{100000} "), .math("a_1", display: false), .text(" \u{F0000}")])
    let all = "\u{100000}\u{F0000}\u{E000} $a$"
    #expect(inlines(all) == [.text(all)])
  }

  @Test("dollars in HTML and in addresses are left alone")
  func html() {
    #expect(
      MarkdownDocument("<p title='$a$'>\n$b$\n</p>").blocks.first?.kind
        == .html("<p title='$a$'>\n$b$\n</p>\n"))
    #expect(inlines("x <i a='$b$'>") == [.text("x "), .html("<i a='$b$'>")])
  }
}
