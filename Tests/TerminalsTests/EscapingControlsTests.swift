import Terminals
import Testing

@Suite("Terminals: control characters")
struct EscapingControlsTests {
  @Test(
    "what could steer a terminal is shown",
    arguments: [
      ("\u{1B}[2J", "␛[2J"), ("\u{1B}]0;title\u{07}", "␛]0;title␇"), ("a\0b", "a␀b"),
      ("50 %\r100 %", "50 %␍100 %"), ("end\r", "end␍"), ("a\u{08}b\u{7F}", "a␈b␡"),
      ("\u{9B}31m", "<U+009B>31m"), ("a\u{202E}b\u{2066}", "a<U+202E>b<U+2066>"),
      ("a\u{2028}b", "a<U+2028>b"), ("\u{200F}", "<U+200F>"),
    ])
  func shown(text: String, expected: String) {
    #expect(escapingControls(text) == expected)
  }

  @Test(
    "text is left as it is, with its lines and tabs",
    arguments: ["", "a\tb\n", "a\r\nb\r\n", "日本語 é e\u{301} 👩‍👩‍👧 🇨🇭", "␛", "שלום"])
  func kept(text: String) {
    #expect(escapingControls(text) == text)
  }

  @Test("a flood of marks over one letter is cut, and it is said how many there were")
  func marks() {
    let kept = String(repeating: "\u{301}", count: 8)
    #expect(same(escapingControls("a\(kept)b"), "a\(kept)b"))
    #expect(same(escapingControls("a\(kept)\u{302}b"), "a\(kept)<1 more mark>b"))
    let flood = String(repeating: "\u{301}", count: 100_008)
    #expect(same(escapingControls("a\(flood)\nb"), "a\(kept)<100000 more marks>\nb"))
    #expect(same(escapingControls(flood), "\(kept)<100000 more marks>"))
    // Joiners without anything to join are as invisible.
    let joiners = String(repeating: "\u{200D}", count: 20)
    #expect(escapingControls("a\(joiners)\u{1B}").hasSuffix("<12 more marks>␛"))
  }

  @Test(
    "letters that are made of many parts are left whole",
    arguments: ["שְׁ֣ב", "กี่", "ཧཱུྃ", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👩🏽‍❤️‍💋‍👨🏿", "क्ष्म्य"])
  func letters(text: String) {
    #expect(same(escapingControls(text), text))
  }

  /// Whether the texts have the same code points: two strings are equal that merely look alike.
  private func same(_ text: String, _ other: String) -> Bool {
    text.unicodeScalars.elementsEqual(other.unicodeScalars)
  }

  @Test("no control character gets through, whatever the text")
  func all() {
    for value in UInt32(0)...0x2100 {
      guard let scalar = Unicode.Scalar(value), value != 9, value != 10 else { continue }
      let shown = escapingControls("a\(scalar)b").unicodeScalars
      let isHarmless = shown.allSatisfy { $0.properties.generalCategory != .control }
      #expect(isHarmless, "U+\(String(value, radix: 16))")
    }
  }
}
