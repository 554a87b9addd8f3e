import Terminals
import Testing

@Suite("Terminals: code")
struct CodeSetterTests {
  /// Coloured code with its attributes as one letter: k keyword, s string, n number, c comment.
  private func marked(_ code: String) -> String {
    let colored = CodeSetter(style: .colored).set(code)
    return [("[35m", "k<"), ("[32m", "s<"), ("[36m", "n<"), ("[2m", "c<")]
      .reduce(colored) { $0.replacing("\u{1B}" + $1.0, with: $1.1) }
      .replacing("\u{1B}[39m", with: ">").replacing("\u{1B}[22m", with: ">")
      .replacing("c<    >", with: "").replacing("c<    ", with: "c<")
  }

  @Test("code is indented, whole, and blank lines have no blanks")
  func plain() {
    let long = String(repeating: "x", count: 200)
    #expect(
      CodeSetter().set("let a\n\n\tb\na\tc\n\(long)")
        == "    let a\n\n        b\n    a   c\n    \(long)\n")
  }

  @Test("the margin shows the numbers of the file's lines")
  func numbers() {
    #expect(CodeSetter().set("a\n\nb\n", firstLine: 9) == "  9 │ a\n 10 │\n 11 │ b\n")
    #expect(CodeSetter().set("a\nb", firstLine: 9999) == " 9999 │ a\n10000 │ b\n")
  }

  @Test("in a narrow window a long line goes on below, indented, with another margin")
  func narrow() {
    let code = "if a {\n    print(aaaa, bbbb, cccc)\n}"
    #expect(
      CodeSetter(width: 26).set(code, firstLine: 9) == """
          9 │ if a {
         10 │     print(aaaa,
            ┆       bbbb, cccc)
         11 │ }

        """)
    #expect(
      CodeSetter(width: 15).set("print(aaaa, bbbb)") == "    print(aaaa,\n  ┆   bbbb)\n")
    // There is nowhere to break it but in its middle.
    #expect(
      CodeSetter(width: 16).set("let x = \"aaaaaaaaaaaa\"")
        == "    let x =\n  ┆   \"aaaaaaaaa\n  ┆   aaa\"\n")
  }

  @Test("broken code fits, and has no other letters", arguments: [3, 20, 40])
  func broken(width: Int) {
    let code = "        let picture = convolve(scene, with: kernel, stride: 1) // 語 and more"
    let lines = CodeSetter(style: .colored, width: width).set(code, firstLine: 100)
      .replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n")
    #expect(width < 14 || lines.allSatisfy { String($0).displayWidth <= width })
    let letters = lines.joined().filter { !" │┆".contains($0) }
    #expect(letters == "100" + code.filter { $0 != " " })
  }

  @Test("keywords, strings, numbers and comments of Swift have colours")
  func syntax() {
    #expect(
      marked("let a = 1.5e-3 + b1 // let\n")
        == "k<let> a = n<1.5e-3> + b1 c<// let>\n")
    #expect(
      marked(#"for i in 0..<0x1F { print("\"a\" \(i)") }"#)
        == #"k<for> i k<in> n<0>..<n<0x1F> { print(s<"\"a\" \(i)">) }"# + "\n")
    #expect(marked(##"#"a"b"# @main #if"##) == ##"s<#"a"b"#> k<@main> k<#if>"## + "\n")
    #expect(marked("a.b.1") == "a.b.n<1>\n")
  }

  @Test("comments and strings may go over several lines, nest, or never end")
  func severalLines() {
    #expect(marked("/* a\n/* b */\n*/ c") == "c</* a>\nc</* b */>\nc<*/> c\n")
    #expect(marked("\"\"\"\na \"b\"\n\"\"\" c") == "s<\"\"\">\ns<a \"b\">\ns<\"\"\"> c\n")
    #expect(marked("\"a\nlet") == "s<\"a>\nk<let>\n")
    #expect(marked("/* a") == "c</* a>\n")
    #expect(marked("\"\"\"\na") == "s<\"\"\">\ns<a>\n")
  }

  @Test("other languages have no colours")
  func otherLanguages() {
    let colored = CodeSetter(style: .colored).set("let 1", language: "output")
    #expect(colored == "\u{1B}[2m    \u{1B}[22mlet 1\n")
  }

  @Test("escapes in code are shown")
  func escapes() {
    #expect(CodeSetter().set("a\u{1B}[2J") == "    a␛[2J\n")
  }

  @Test("any text at all is set without a crash, and nothing of it is lost")
  func anything() {
    let pieces = [
      "\"", "\"\"\"", "#", "\\", "/*", "*/", "//", "\n", "1", ".", "e", "-", "a", "@", "é",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<1_000 {
      let code = (0..<20).map { _ in pieces.randomElement(using: &random)! }.joined()
      let colored = CodeSetter(style: .colored).set(code)
      let plain = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(plain == CodeSetter().set(code), "\(code.debugDescription)")
    }
  }
}
