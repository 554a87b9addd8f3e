import Terminals
import Testing

@Suite("Terminals: display width")
struct DisplayWidthTests {
  @Test(
    "text is as wide as a terminal shows it",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("日本語", 6), ("ｶﾅ", 2),
      ("ＡＢ", 4), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("e\u{200B}x", 2), ("🙂", 2),
      ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇨🇭", 2), ("\u{1F1E8}", 1), ("❤", 1), ("❤\u{FE0F}", 2),
      ("1\u{FE0F}\u{20E3}", 2),
      ("─│┼•☑☐", 6), ("α≤∑⌊", 4), ("…—“”", 4), ("\u{A0}", 1), ("\n\u{1B}", 0), ("、。", 4),
      ("😀a表", 5), ("กำ", 2), ("ש\u{5B8}", 1),
    ])
  func widths(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }
}
