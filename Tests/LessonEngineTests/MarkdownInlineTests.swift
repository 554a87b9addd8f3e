import Testing

@testable import LessonEngine

@Suite("Markdown: text")
struct MarkdownInlineTests {
  private func inlines(_ text: String) -> [MarkdownInline] {
    guard case .paragraph(let inlines) = MarkdownDocument(text).blocks.first?.kind else {
      return []
    }
    return inlines
  }

  @Test("emphasis of every kind nests")
  func emphasis() {
    #expect(
      inlines("a *b **c*** ~~d~~ _e_")
        == [
          .text("a "), .emphasis([.text("b "), .strong([.text("c")])]), .text(" "),
          .strikethrough([.text("d")]), .text(" "), .emphasis([.text("e")]),
        ])
  }

  @Test("escapes and entities are resolved, and text is in one piece")
  func text() {
    #expect(inlines(#"a\*b\* &amp; c_d_e [f] "g""#) == [.text(#"a*b* & c_d_e [f] "g""#)])
  }

  @Test("code spans keep what is in them")
  func code() {
    #expect(inlines("`` a`b `` `*c*`") == [.code("a`b"), .text(" "), .code("*c*")])
  }

  @Test("links, references and bare links have destinations and titles")
  func links() {
    let text = "[*a*](b.md \"t\") [r] https://c.org <d@e.org>\n\n[r]: <x y>"
    #expect(
      inlines(text)
        == [
          .link(destination: "b.md", title: "t", [.emphasis([.text("a")])]), .text(" "),
          .link(destination: "x y", title: "", [.text("r")]), .text(" "),
          .link(destination: "https://c.org", title: "", [.text("https://c.org")]), .text(" "),
          .link(destination: "mailto:d@e.org", title: "", [.text("d@e.org")]),
        ])
  }

  @Test("a picture's alternative text is plain")
  func images() {
    #expect(
      inlines("![a *b* `c` $d$](e.png 'f')")
        == [.image(source: "e.png", title: "f", alt: "a b c d")])
  }

  @Test("line ends are soft or hard")
  func breaks() {
    #expect(
      inlines("a\nb  \nc\\\nd<br>e")
        == [
          .text("a"), .softBreak, .text("b"), .lineBreak, .text("c"), .lineBreak, .text("d"),
          .html("<br>"), .text("e"),
        ])
  }

  @Test("the plain text of a heading is what one reads")
  func plainText() {
    #expect(inlines("a *b* `c`\n[d](e) $f$ <i>g</i>").plainText == "a b c d f g")
  }
}
