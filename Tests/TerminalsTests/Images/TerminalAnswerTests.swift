import Testing

@testable import Terminals

@Suite("Terminals: what a terminal says of itself")
struct TerminalAnswerTests {
  private func answer(_ text: String) -> TerminalAnswer { TerminalAnswer(Array(text.utf8)) }

  @Test("the name and the attributes are found, and the rest is kept in its order")
  func found() {
    let found = answer("a\u{1B}P>|XTerm(370)\u{1B}\\é\u{1B}[A\u{1B}[?62;4;22c\u{1B}b")
    #expect(found.name == "XTerm(370)")
    #expect(found.attributes == [4, 22])
    #expect(found.isComplete)
    #expect(String(decoding: found.otherBytes, as: UTF8.self) == "aé\u{1B}[A\u{1B}b")
  }

  @Test("no beginning of an answer is an answer, and none of it is lost")
  func beginnings() {
    let whole = Array("\u{1B}P>|kitty\u{1B}\\\u{1B}[?62;4c".utf8)
    for count in whole.indices {
      let part = TerminalAnswer(Array(whole[..<count]))
      #expect(!part.isComplete, "\(count)")
      #expect(!part.hasSixels)
      if part.name == nil { #expect(part.otherBytes == Array(whole[..<count])) }
    }
    #expect(TerminalAnswer(whole).isComplete)
  }

  @Test("other sequences that begin or end alike are no answer")
  func alike() {
    for text in ["\u{1B}[?25h", "\u{1B}[?62;4", "\u{1B}[62;4c", "\u{1B}[?x4c", "[?62;4c"] {
      #expect(!answer(text).isComplete, "\(text.dropFirst())")
      #expect(answer(text).otherBytes == Array(text.utf8))
    }
  }

  @Test("a terminal without any attribute has none")
  func noAttributes() {
    #expect(answer("\u{1B}[?6c").attributes == [])
    #expect(!answer("\u{1B}[?6c").hasSixels)
  }
}
