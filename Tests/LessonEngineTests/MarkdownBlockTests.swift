import Testing

@testable import LessonEngine

@Suite("Markdown: blocks")
struct MarkdownBlockTests {
  /// The kinds and lines of blocks, shortly, nested ones in brackets.
  private func outline(_ blocks: [MarkdownBlock]) -> String {
    blocks.map { block in
      let lines = "\(block.lines.lowerBound)-\(block.lines.upperBound)"
      switch block.kind {
      case .heading(let level, let text): return "h\(level) \(text.plainText) \(lines)"
      case .paragraph(let text): return "p \(text.plainText) \(lines)"
      case .code(let code): return "code \(code.info) \(lines)"
      case .quote(let inner): return "quote \(lines) [\(outline(inner))]"
      case .list(let list):
        let items = list.items.map {
          "\($0.lines.lowerBound)-\($0.lines.upperBound) [\(outline($0.blocks))]"
        }
        return "list \(lines) {\(items.joined(separator: "; "))}"
      case .table: return "table \(lines)"
      case .thematicBreak: return "break \(lines)"
      case .html(let text): return "html \(text.debugDescription) \(lines)"
      case .math(let tex): return "math \(tex.debugDescription) \(lines)"
      }
    }.joined(separator: ", ")
  }

  private func outline(_ text: String, firstLine: Int = 1) -> String {
    outline(MarkdownDocument(text, firstLine: firstLine).blocks)
  }

  @Test("headings of both kinds, paragraphs and breaks know their lines")
  func simpleBlocks() {
    let text = "# One #\n\nTwo\nlines\n\nUnder\nlined\n===\n***\nend"
    #expect(
      outline(text) == "h1 One 1-1, p Two lines 3-4, h1 Under lined 6-8, break 9-9, p end 10-10")
  }

  @Test("line numbers count from the first line in the original file")
  func firstLine() {
    #expect(outline("a\n\n```\nb\n```", firstLine: 8) == "p a 8-8, code  10-12")
  }

  @Test("lists and their items end where their text ends, not at the blank lines after it")
  func lists() {
    let text = "- a\n- b\n\n  c\n\n  1. d\n\n\nend"
    #expect(
      outline(text)
        == "list 1-6 {1-1 [p a 1-1]; 2-6 [p b 2-2, p c 4-4, list 6-6 {6-6 [p d 6-6]}]}, p end 9-9")
  }

  @Test("a list knows its first number, whether it is tight and which tasks are done")
  func listDetails() throws {
    let blocks = MarkdownDocument("7. a\n8. b\n\n- [x] done\n- [ ] open\n\n- none").blocks
    guard case .list(let numbered) = blocks[0].kind, case .list(let tasks) = blocks[1].kind
    else {
      Issue.record("not two lists: \(blocks)")
      return
    }
    #expect(numbered.start == 7)
    #expect(numbered.isTight)
    #expect(tasks.start == nil)
    #expect(!tasks.isTight)
    #expect(tasks.items.map(\.isDone) == [true, false, nil])
    #expect(tasks.items[0].blocks[0].kind == .paragraph([.text("done")]))
  }

  @Test("quotes hold blocks, and lazy lines belong to them")
  func quotes() {
    let text = "> # a\n> b\nc\n>\n> > d\n\ne"
    #expect(
      outline(text) == "quote 1-5 [h1 a 1-1, p b c 2-3, quote 5-5 [p d 5-5]], p e 7-7")
  }

  @Test("HTML blocks and comments are kept as they are")
  func html() {
    #expect(
      outline("<!-- one\n\ntwo -->\n<div>\nx\n</div>\n\np")
        == #"html "<!-- one\n\ntwo -->\n" 1-3, html "<div>\nx\n</div>\n" 4-6, p p 8-8"#)
  }

  @Test("tables have alignments, a header and rows of equal length")
  func tables() throws {
    let text = """
      p

      | a | *b* | c | d |
      |---|:--|:-:|--:|
      | 1 | 2 | 3 \\| 4 |
      | 5 | 6 | 7 | 8 | 9 |
      """
    let block = try #require(MarkdownDocument(text).blocks.last)
    #expect(block.lines == 3...6)
    let expected = MarkdownTable(
      alignments: [.natural, .left, .center, .right],
      header: [[.text("a")], [.emphasis([.text("b")])], [.text("c")], [.text("d")]],
      rows: [
        [[.text("1")], [.text("2")], [.text("3 | 4")], []],
        [[.text("5")], [.text("6")], [.text("7")], [.text("8")]],
      ])
    #expect(block.kind == .table(expected))
  }

  @Test(
    "text right above a table is a paragraph with its own lines, and formulas in both are found")
  func textAboveTable() {
    #expect(
      outline("a\nb\n\nc\nd\n|e|\n|-|\n|f|\ng\n\nh") == "p a b 1-2, p c d 4-5, table 6-9, p h 11-11"
    )
    #expect(outline("> a\n> |e|\n> |-|\n\nh") == "quote 1-3 [p a 1-1, table 2-3], p h 5-5")
    let blocks = MarkdownDocument("$a_1$\n|$b_1$|\n|-|\n|$c_1$|\n").blocks
    #expect(blocks[0].kind == .paragraph([.math("a_1", display: false)]))
    guard case .table(let table) = blocks[1].kind else { return #expect(Bool(false)) }
    #expect(table.header == [[.math("b_1", display: false)]])
    #expect(table.rows == [[[.math("c_1", display: false)]]])
  }

  @Test(
    "line ends of every kind, and a byte order mark, give the same blocks",
    arguments: ["\n", "\r\n", "\r"])
  func lineEnds(lineEnd: String) {
    let text = "# a\n\n```swift\nlet x = 1\n\n```\n\n- b\n  c\n\n$$\nx\n$$\n"
    let other = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd)
    #expect(MarkdownDocument(other) == MarkdownDocument(text))
    #expect(MarkdownDocument("\u{FEFF}" + other) == MarkdownDocument(text))
  }

  @Test("NUL becomes the replacement character")
  func nul() {
    #expect(
      MarkdownDocument("a\0b").blocks
        == [MarkdownBlock(.paragraph([.text("a\u{FFFD}b")]), lines: 1...1)])
  }

  @Test("an empty text has no blocks", arguments: ["", "\n", "\u{FEFF} \t\r\n", "[a]: b"])
  func empty(text: String) {
    #expect(MarkdownDocument(text).blocks.isEmpty)
  }

  @Test("text nested thousands deep is read without running out of stack")
  func deepNesting() {
    let quotes = String(repeating: ">", count: 20_000) + " a"
    let emphasis = String(repeating: "*a ", count: 5_000) + String(repeating: "b*", count: 5_000)
    let lists = (0..<500).map { String(repeating: "  ", count: $0) + "- a" }
      .joined(separator: "\n")
    for text in [quotes, emphasis, lists] {
      #expect(MarkdownDocument(text).blocks.count == 1)
    }
  }

  @Test("any text is read without a crash, and blocks lie in order within what holds them")
  func anything() {
    for text in RandomMarkdown(seed: 4, count: 2_000) {
      let lineCount = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count
      let misplaced = misplacedBlock(in: MarkdownDocument(text).blocks, lines: 1...lineCount)
      #expect(misplaced == nil, "\(text.debugDescription)")
    }
  }

  /// The first block that lies outside of the lines, or begins before the end of the one before.
  private func misplacedBlock(
    in blocks: [MarkdownBlock], lines: ClosedRange<Int>
  ) -> MarkdownBlock? {
    var last = lines.lowerBound
    for block in blocks {
      guard block.lines.lowerBound >= last, block.lines.upperBound <= lines.upperBound else {
        return block
      }
      last = block.lines.upperBound
      let nested: MarkdownBlock? =
        switch block.kind {
        case .quote(let inner): misplacedBlock(in: inner, lines: block.lines)
        case .list(let list):
          list.items.lazy.compactMap { misplacedBlock(in: $0.blocks, lines: block.lines) }.first
        default: nil
        }
      if let nested { return nested }
    }
    return nil
  }
}
