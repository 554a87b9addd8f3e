import Testing

@testable import Classroom

@Suite("Code without comments and texts")
struct BareCodeTests {
  @Test(
    "comments and texts are blanked out, and lines and columns stay",
    arguments: [
      ("let a = 1 // @used", ["let a = 1         "]),
      ("/* @used /* inner */ @used */ b", ["                              b"]),
      ("/* one\ntwo */ c", ["      ", "       c"]),
      (#"let s = "@used" + t"#, ["let s =         + t"]),
      (##"let s = #"a " @used"# + t"##, ["let s = #             + t"]),
      (#"let s = "\"@used" + t"#, ["let s =           + t"]),
      ("let s = \"\"\"\n@used \" x\n\"\"\" + t", ["let s =    ", "         ", "    + t"]),
    ])
  func blanked(code: String, lines: [String]) {
    #expect(BareCode(code).lines == lines)
  }

  @Test("a text of one quote between hashes ends in its line")
  func rawQuote() {
    #expect(BareCode(##"let q = #"""#; @used let a = 1"##).lines[0].contains("@used"))
    #expect(
      BareCode("let q = #\"\"\"\n@used\n\"\"\"#; @main").lines[1...] == ["     ", "    ; @main"])
  }

  @Test("no code takes long, or more than there is, however it is nested")
  func nested() {
    for piece in ["\"\\(", "#", "/*", "\"", "\"\"\"", "#\"", "(", "@"] {
      let code = String(repeating: piece, count: 200_000 / piece.utf8.count)
      #expect(BareCode(code).lines.joined().utf8.count == code.utf8.count)
    }
  }

  @Test("an open text or comment takes no more than there is")
  func unfinished() {
    #expect(BareCode("let s = \"abc\nlet t = 1").lines[1] == "let t = 1")
    #expect(BareCode("/* abc").lines == ["      "])
    #expect(BareCode("\"\"\" abc").lines.count == 1)
    #expect(BareCode(#""\"#).lines.count == 1)
  }
}
