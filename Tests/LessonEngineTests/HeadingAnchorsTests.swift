import Testing

@testable import LessonEngine

@Suite("The names by which links reach headings")
struct HeadingAnchorsTests {
  @Test(
    "are those that GitHub makes",
    arguments: [
      ("# By hand", "by-hand"), ("## The formula is a loop", "the-formula-is-a-loop"),
      ("### Flip it, and it is *another* operation", "flip-it-and-it-is-another-operation"),
      ("# `conv2d(x, w)` in C++", "conv2dx-w-in-c"), ("# a_b - c", "a_b---c"),
      ("# Größe & Maß", "größe--maß"), ("# 3×3 kernels", "33-kernels"), ("# 表 1", "表-1"),
      ("# [A link](x.md) here", "a-link-here"), ("# ![A picture](x.png)", ""),
      ("Underlined\n---", "underlined"), ("> # In a quote", "in-a-quote"), ("# 🎉 Done", "-done"),
    ])
  func one(text: String, anchor: String) {
    #expect(HeadingAnchors(text).all == [anchor])
  }

  @Test("get a number where there are several of one name")
  func several() {
    #expect(HeadingAnchors("# A\n## B\n## A\n## A\n").all == ["a", "b", "a-1", "a-2"])
  }

  @Test("come from tags as well, and not from front matter or code")
  func others() {
    #expect(
      HeadingAnchors("<a name=\"top\"></a>\n\nText <a id='here'></a>\n").all == ["top", "here"])
    #expect(HeadingAnchors("---\ntitle: A\nminutes: 1\n---\n# B\n```\n# C\n```\n").all == ["b"])
    #expect(HeadingAnchors(contentsOf: "/nowhere.md").all.isEmpty)
  }
}
