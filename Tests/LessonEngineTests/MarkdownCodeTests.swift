import Testing

@testable import LessonEngine

@Suite("Markdown: code blocks")
struct MarkdownCodeTests {
  /// All code blocks of a text with their lines, wherever they are nested.
  private func codeBlocks(_ text: String) -> [(code: CodeBlock, lines: ClosedRange<Int>)] {
    func collect(_ blocks: [MarkdownBlock]) -> [(CodeBlock, ClosedRange<Int>)] {
      blocks.flatMap { block -> [(CodeBlock, ClosedRange<Int>)] in
        switch block.kind {
        case .code(let code): return [(code, block.lines)]
        case .quote(let inner): return collect(inner)
        case .list(let list): return list.items.flatMap { collect($0.blocks) }
        default: return []
        }
      }
    }
    return collect(MarkdownDocument(text).blocks)
  }

  @Test("a fenced block has its words, its text and the lines of its fences")
  func fenced() throws {
    let found = try #require(codeBlocks("a\n\n```swift hidden\nlet a = 1\n\n  b\t\n```\n").first)
    #expect(found.lines == 3...7)
    #expect(
      found.code
        == CodeBlock(
          info: "swift hidden", text: "let a = 1\n\n  b\t\n", fence: .init(),
          firstContentLine: 4))
  }

  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    var content: String
    var lines: ClosedRange<Int>
    var isClosed: Bool
    var testDescription: String { name }
  }

  @Test(
    "whether a fence is closed is found out",
    arguments: [
      Case(name: "closed", text: "```\na\n```", content: "a\n", lines: 1...3, isClosed: true),
      Case(name: "closed, empty", text: "```\n```", content: "", lines: 1...2, isClosed: true),
      Case(name: "open, empty", text: "```", content: "", lines: 1...1, isClosed: false),
      Case(name: "open", text: "```\na", content: "a\n", lines: 1...2, isClosed: false),
      Case(
        name: "open, line feed", text: "```\na\n", content: "a\n", lines: 1...2,
        isClosed: false),
      Case(
        name: "open, blank lines at the end", text: "```\na\n\n\n", content: "a\n\n\n",
        lines: 1...4, isClosed: false),
      Case(
        name: "closed, text follows", text: "```\na\n```\nb", content: "a\n", lines: 1...3,
        isClosed: true),
      Case(
        name: "a longer fence closes", text: "```\na\n`````  \nb", content: "a\n", lines: 1...3,
        isClosed: true),
      Case(
        name: "a shorter fence is content", text: "````\n```\n", content: "```\n", lines: 1...2,
        isClosed: false),
      Case(
        name: "a fence of the other kind is content", text: "~~~\n```\n~~~", content: "```\n",
        lines: 1...3, isClosed: true),
      Case(
        name: "a last line that only looks like a fence is content", text: "```\na\n``` b",
        content: "a\n``` b\n", lines: 1...3, isClosed: false),
      Case(
        name: "a fence after four blanks is content", text: "```\na\n    ```",
        content: "a\n    ```\n", lines: 1...3, isClosed: false),
      Case(
        name: "a fence after three blanks closes", text: "  ```\n  a\n   ```", content: "a\n",
        lines: 1...3, isClosed: true),
      Case(
        name: "the end of a quote ends it unclosed", text: "> ```\n> a\n\nb", content: "a\n",
        lines: 1...2, isClosed: false),
      Case(
        name: "a fence after the quote is another's", text: "> ```\n> a\n```\nb\n```",
        content: "a\n", lines: 1...2, isClosed: false),
      Case(
        name: "closed in a quote", text: "> ```\n> a\n> ```\n> b", content: "a\n", lines: 1...3,
        isClosed: true),
      Case(
        name: "closed in a list", text: "- ```\n  a\n  ```\n- b", content: "a\n", lines: 1...3,
        isClosed: true),
      Case(
        name: "closed in a list at the end", text: "- a\n  - ```\n    a\n    ```", content: "a\n",
        lines: 2...4, isClosed: true),
      Case(
        name: "the next item ends it unclosed", text: "- ```\n  a\n- b", content: "a\n",
        lines: 1...2, isClosed: false),
      Case(
        name: "a fence after the list is another's", text: "- ```\n  a\n```\nb\n```",
        content: "a\n", lines: 1...2, isClosed: false),
      Case(
        name: "blank lines before the list's end", text: "- ```\n  a\n\n\nb",
        content: "a\n\n\n", lines: 1...4, isClosed: false),
      Case(
        name: "quote in a list", text: "1. > ~~~\n   > a\n   > ~~~\n   b", content: "a\n",
        lines: 1...3, isClosed: true),
    ])
  func closing(example: Case) throws {
    let found = try #require(codeBlocks(example.text).first)
    #expect(found.code.text == example.content)
    #expect(found.lines == example.lines)
    #expect(found.code.isClosed == example.isClosed)
    #expect(found.code.firstContentLine == found.lines.lowerBound + 1)
  }

  @Test("the fence's character, length and indentation are known")
  func fence() throws {
    let found = codeBlocks("~~~~ a\n~~~~\n\n  ```\n  ```")
    #expect(found[0].code.fence == .init(character: "~", length: 4, indentation: 0))
    #expect(found[1].code.fence == .init(character: "`", length: 3, indentation: 2))
  }

  @Test("indented code has no fence and begins on its first line")
  func indented() throws {
    let found = try #require(codeBlocks("a\n\n    b\n\n      c\n\nd").first)
    #expect(
      found.code == CodeBlock(info: "", text: "b\n\n  c\n", fence: nil, firstContentLine: 3))
    #expect(found.lines == 3...5)
  }

  @Test("dollars in code are left alone, before and after formulas")
  func dollars() {
    let text = "$a$ and\n\n```sh\necho $HOME $b$\n```\n\n    $c$\n\n$d$ `$e$` ``$f`$``"
    let found = codeBlocks(text)
    #expect(found.map(\.code.text) == ["echo $HOME $b$\n", "$c$\n"])
    #expect(
      MarkdownDocument(text).blocks.last?.kind
        == .paragraph([
          .math("d", display: false), .text(" "), .code("$e$"), .text(" "), .code("$f`$"),
        ]))
  }

  @Test("in any text, fences and content stand on the lines that are named")
  func anything() {
    for text in RandomMarkdown(seed: 5, count: 2_000)
    where !text.unicodeScalars.contains("\r") {
      let source = text.replacing("\0", with: "\u{FFFD}").unicodeScalars
        .split(omittingEmptySubsequences: false) { $0 == "\n" }.map(String.init)
      for (code, lines) in codeBlocks(text) {
        guard let fence = code.fence else { continue }
        let mark = String(repeating: fence.character, count: fence.length)
        func isFence(_ number: Int) -> Bool { source[number - 1].contains(mark) }
        #expect(isFence(lines.lowerBound), "\(text.debugDescription)")
        if code.isClosed { #expect(isFence(lines.upperBound), "\(text.debugDescription)") }
        let content = code.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for (index, line) in content.enumerated() {
          let isThere = source[code.firstContentLine - 1 + index]
            .hasSuffix(line.drop { $0 == " " || $0 == "\t" })
          #expect(isThere, "\(text.debugDescription) \(line.debugDescription)")
        }
      }
    }
  }
}
