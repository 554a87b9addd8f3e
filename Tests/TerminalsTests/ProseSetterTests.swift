import LessonEngine
import Terminals
import Testing

@Suite("Terminals: prose")
struct ProseSetterTests {
  private func set(_ text: String, width: Int = 40, style: TerminalStyle = .plain) -> String {
    ProseSetter(width: width, style: style).set(MarkdownDocument(text).blocks)
  }

  @Test("a whole lesson looks as it did when we looked at it", arguments: [20, 40, 80])
  func golden(width: Int) {
    let lines = setSample(width: width).split(separator: "\n", omittingEmptySubsequences: false)
    let expected = goldenSample[width]!.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, pair) in zip(lines, expected).enumerated() {
      #expect(pair.0 == pair.1, "line \(number + 1)")
    }
    #expect(lines.count == expected.count)
  }

  @Test("colour changes no letter but the marks that stand for it")
  func coloredGolden() {
    let colored = setSample(width: 300, style: .colored)
      .replacing(/\u{1B}\[[0-9;]*m/, with: "").filter { $0 != "'" && $0 != " " }
    let plain = setSample(width: 300).replacing("~~", with: "").filter { $0 != "'" && $0 != " " }
    // Without marks the columns of a table are narrower.
    #expect(colored.filter { $0 != "─" } == plain.filter { $0 != "─" })
  }

  @Test("lines fit, but for code and addresses", arguments: [20, 27, 40, 60, 88])
  func fit(width: Int) {
    for line in setSample(width: width).split(separator: "\n") {
      let isWhole = line.hasPrefix("    ") || line.contains("://") || line.contains("../")
      #expect(isWhole || String(line).displayWidth <= width, "\(line)")
    }
  }

  @Test("a diagram's source is left out, and other code is not")
  func diagrams() {
    let text = set("```mermaid\nflowchart LR\n```\n\n```text\nflow\n```", width: 80)
    #expect(!text.contains("flowchart"))
    #expect(text.contains("(A diagram stands here"))
    #expect(text.contains("flow\n"))
  }

  @Test("attributes show emphasis, code and links")
  func attributes() {
    let text = set("a *b* **c** `d` ~~e~~ $f$\n[g](https://h) [i](j.md)", style: .colored)
    #expect(
      escapingControls(text) == """
        a ␛[3mb␛[23m ␛[1mc␛[22m ␛[36md␛[39m ␛[9me␛[29m ␛[3mf␛[23m \
        ␛[4mg␛[24m␛[2m (https://h)␛[22m i␛[2m (j.md)␛[22m

        """)
  }

  @Test("without colour code stands in quotes, emphasis is plain, and what is struck out says so")
  func withoutColor() {
    #expect(set("a *b* **c** ***d*** `e` ~~f~~") == "a b c d 'e' ~~f~~\n")
    #expect(set("`Character(\"'\")` `'x'` `\"y\"`") == "\"Character(\"'\")\" \"'x'\" '\"y\"'\n")
  }

  private let small = """
    # The *loupe*

    1. Slide `it` to the
       right edge.

    > Look.

    | a | b |
    |--|--:|
    | **1** | 2 |

    ```swift
    let x = 1
    ```
    """

  @Test("a coloured page looks as it did when we looked at it", arguments: [20, 40])
  func coloredPages(width: Int) {
    let step =
      width == 20
      ? "␛[2m1.␛[22m Slide ␛[36mit␛[39m to the\n   right edge."
      : "␛[2m1.␛[22m Slide ␛[36mit␛[39m to the right edge."
    #expect(
      escapingControls(set(small, width: width, style: .colored)) == """
        ␛[1mThe ␛[22m␛[1;3mloupe␛[22;23m
        ␛[1m━━━━━━━━━␛[22m

        \(step)

        ␛[2m│ ␛[22mLook.

         ␛[1ma␛[22m ␛[2m│␛[22m ␛[1mb␛[22m
        ␛[2m───┼───␛[22m
         ␛[1m1␛[22m ␛[2m│␛[22m 2

        ␛[2m    ␛[22m␛[35mlet␛[39m x = ␛[36m1␛[39m

        """)
  }

  @Test("lines are as long as fits, and words too long for a line are broken")
  func breaking() {
    #expect(set("aaa bbb ccc ddd", width: 11) == "aaa bbb ccc\nddd\n")
    #expect(set("aaa bbbbbbbbbbbb ccc", width: 8) == "aaa\nbbbbbbbb\nbbbb ccc\n")
    #expect(set("a\nb  \nc", width: 8) == "a b\nc\n")
    #expect(set("日本語。日本語", width: 8) == "日本語。\n日本語\n")
    #expect(set("日本語、日本語", width: 8) == "日本語、\n日本語\n")
    #expect(set("aa `b c d`", width: 9) == "aa\n'b c d'\n")
    #expect(set("aa `b c d e f`", width: 8) == "aa 'b c\nd e f'\n")
  }

  @Test("an address stays whole")
  func addresses() {
    #expect(
      set("see [a](https://b.org/c/d/e/f/g) or <https://h.org/i/j/k>, so", width: 12)
        == "see a\n(https://b.org/c/d/e/f/g)\nor\nhttps://h.org/i/j/k,\nso\n")
    #expect(set("www.a.org [b](#c) [d](mailto:d)") == "www.a.org b d\n")
  }

  @Test("lists hang, nest and line up their numbers")
  func lists() {
    #expect(
      set("9. a a a a a a\n10. b\n    - c\n    - d\n      - e", width: 12)
        == " 9. a a a a\n    a a\n10. b\n    • c\n    • d\n      ◦ e\n")
    #expect(set("- a\n\n- b\n\n      c\n- [x] d\n-") == "• a\n\n• b\n\n      c\n\n☑ d\n\n•\n")
  }

  @Test("a quote's bar runs down all of its lines")
  func quotes() {
    #expect(set("> aa bb cc dd ee\n>\n> - g", width: 11) == "│ aa bb cc\n│ dd ee\n│\n│ • g\n")
  }

  @Test("GitHub's remarks have titles")
  func callouts() {
    #expect(set("> [!NOTE]\n> a *b*\n>\n> c") == "│ Note\n│ a b\n│\n│ c\n")
    #expect(set("> [!tip]") == "│ Tip\n")
    #expect(set("> [!NOTE] a") == "│ [!NOTE] a\n")
    #expect(
      escapingControls(set("> [!WARNING]\n> a", style: .colored))
        == "␛[33m│ ␛[39m␛[1;33mWarning␛[22;39m\n␛[33m│ ␛[39ma\n")
  }

  @Test("formulas in double dollars have lines of their own wherever they stand")
  func displayMath() {
    #expect(
      set("so $$a_1$$ and\n\n$$\nb \\\\\n  c\n$$") == "so\n    a₁\nand\n\n    b\n    c\n")
  }

  @Test("comments are not shown, other HTML is")
  func html() {
    #expect(
      set("a\n\n<!-- b -->\n\n<p><!-- c -->d</p>\n\ne<br>f <!-- g -->")
        == "a\n\n<p>d</p>\n\ne\nf\n")
    #expect(set("<!-- b -->") == "")
  }

  @Test("a table's cells are aligned by what is seen, and it fits or becomes lines")
  func tables() {
    let table = "| a | 語 | c |\n|--|:-:|--:|\n| 1 | 2 | 3 four |\n| 11 | 22 | |"
    #expect(
      set(table)
        == """
         a  │ 語 │      c
        ────┼────┼────────
         1  │ 2  │ 3 four
         11 │ 22 │

        """)
    #expect(
      set(table, width: 16)
        == """
         a  │ 語 │    c
        ────┼────┼──────
         1  │ 2  │    3
            │    │ four
        ────┼────┼──────
         11 │ 22 │

        """)
    #expect(set(table, width: 13) == "a: 1\n語: 2\nc: 3 four\n\na: 11\n語: 22\nc:\n")
  }

  @Test("escapes in a lesson are shown")
  func escapes() {
    #expect(set("a \u{1B}[2J `\u{1B}` [b](c\u{202E})") == "a ␛[2J '␛' b (c<U+202E>)\n")
  }

  @Test("nothing gives nothing, and a width of nothing does no harm")
  func extremes() {
    #expect(set("") == "")
    #expect(!setSample(width: 0).isEmpty)
    #expect(!setSample(width: -5).isEmpty)
    let deep = String(repeating: "> - ", count: 50) + "a"
    #expect(set(deep).contains("a"))
  }
}
