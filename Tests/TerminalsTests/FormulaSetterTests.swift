import LessonEngine
import Terminals
import Testing

@Suite("Terminals: formulas")
struct FormulaSetterTests {
  @Test("formulas read as a mathematician would type them", arguments: formulaSamples)
  func table(tex: String, expected: String) {
    #expect(FormulaSetter(tex)?.text == expected, "\(tex)")
  }

  @Test(
    "what is not known, or not well-formed, is not set",
    arguments: [
      #"\unknown"#, #"a + \foo{b}"#, #"\"#, "{", "}", "a}", "{a", #"\frac{a}"#, #"\frac{a}{b"#,
      #"\sqrt"#, #"\sqrt[5]{x}"#, "x^", "x_", "x^}", "x^1^2", "x_1_2", "x^^2", #"\text"#,
      #"\text{a"#, #"\text{\alpha}"#, "\\text{$a$}", "a $ b", "a # b", "a % b", #"\left"#,
      #"\left x"#, #"\mathbb{R2}"#, #"\begin{cases}a\end{cases}"#, #"\begin{aligned}a"#,
      #"\end{aligned}"#, #"\begin{aligned}a\end{split}"#, #"{a \\ b}"#, #"a \\[2pt] b"#,
      "a \u{1B}[2J", "🙂", #"\operatorname x"#,
    ])
  func unknown(tex: String) {
    #expect(FormulaSetter(tex)?.text == nil)
  }

  @Test("a formula nested without end is not set")
  func nesting() {
    for opening in ["{", "x^{", #"\sqrt"#, #"\sqrt{"#, #"\frac"#, #"\frac{"#, #"\mathrm "#] {
      let tex = String(repeating: opening, count: 100_000)
      #expect(FormulaSetter(tex) == nil, "\(opening)")
    }
    let deep = String(repeating: "{", count: 20) + "a" + String(repeating: "}", count: 20)
    #expect(FormulaSetter(deep)?.text == "a")
  }

  @Test("a formula that fits stands on one line for each that it asks for")
  func rows() {
    func lines(_ tex: String) -> [String]? { FormulaSetter(tex)?.lines(width: 40) }
    #expect(lines("") == [])
    #expect(lines(" \n ") == [])
    #expect(lines("a\n=\nb") == ["a = b"])
    #expect(lines(#"a = b \\ c = d \\"#) == ["a = b", "c = d"])
    #expect(lines(#"\begin{aligned} a &= b \\ &\le c \end{aligned}"#) == ["a = b", "≤ c"])
  }

  @Test("a long formula breaks before a relation, or else before an operator")
  func breaking() throws {
    let sum = try #require(FormulaSetter(sumOfLesson3))
    #expect(
      sum.lines(width: 84) == ["Y[oh, ow] = Σ kh  Σ kw  K[kh, kw] · X[oh + kh, ow + kw]"])
    #expect(
      sum.lines(width: 50) == [
        "Y[oh, ow]",
        "  = Σ kh  Σ kw  K[kh, kw] · X[oh + kh, ow + kw]",
      ])
    #expect(
      sum.lines(width: 36) == [
        "Y[oh, ow]",
        "  = Σ kh  Σ kw  K[kh, kw]",
        "    · X[oh + kh, ow + kw]",
      ])
    #expect(
      sum.lines(width: 16) == [
        "Y[oh, ow]",
        "  = Σ kh  Σ kw",
        "    K[kh, kw]",
        "    · X[oh +",
        "      kh, ow +",
        "      kw]",
      ])
    let bound = try #require(FormulaSetter(boundOfLesson3))
    #expect(
      bound.lines(width: 84) == [
        "|computed − exact| ≤ γₙ · Σ |K| · |X|    γₙ = n·u / (1 − n·u)"
      ])
    #expect(
      bound.lines(width: 40) == [
        "|computed − exact| ≤ γₙ · Σ |K| · |X|",
        "γₙ = n·u / (1 − n·u)",
      ])
    #expect(
      bound.lines(width: 36) == [
        "|computed − exact|",
        "  ≤ γₙ · Σ |K| · |X|",
        "γₙ = n·u / (1 − n·u)",
      ])
    let terms = try #require(FormulaSetter("y = aaaa + bb(c + d) + e - f = g"))
    #expect(
      terms.lines(width: 16) == [
        "y", "  = aaaa", "    + bb(c + d)", "    + e − f", "  = g",
      ])
  }

  @Test("breaking loses nothing, and lines fit where there is room for a word")
  func widths() throws {
    for (tex, expected) in formulaSamples {
      let formula = try #require(FormulaSetter(tex))
      for width in -1...60 {
        let lines = formula.lines(width: width)
        #expect(
          lines.joined().filter { $0 != " " } == expected.filter { $0 != " " }, "\(tex), \(width)")
        #expect(width < 8 || lines.allSatisfy { $0.displayWidth <= width }, "\(tex), \(width)")
      }
    }
  }

  @Test("no beginning of a formula does harm")
  func beginnings() {
    for (tex, _) in formulaSamples {
      for end in tex.indices { _ = FormulaSetter(String(tex[..<end]))?.lines(width: 9) }
    }
  }

  @Test("random text does no harm, and leaves no command when it is set")
  func randomText() {
    let parts =
      #"a|kh|2|.|α|\frac|\sum|\sqrt|\text|\left|\right|\bigl|\lfloor|\max|\cdot|\quad|\,|\\|\begin"#
      .split(separator: "|").map(String.init)
      + ["|", "\\|", "{", "}", "{", "}", "{a}", "[", "]", "(", ")", "^", "_", "'", "-", "=", ","]
      + ["/", ":", "&", "~", " ", "\n", "\\", "$", "%", "é", "語", "👩‍👩‍👧", "\u{301}", "\u{1B}"]
    var random = SystemRandomNumberGenerator()
    var countSet = 0
    for _ in 0..<20_000 {
      let tex = (0..<Int.random(in: 0..<12, using: &random))
        .map { _ in parts.randomElement(using: &random)! }.joined()
      guard let formula = FormulaSetter(tex) else { continue }
      countSet += 1
      #expect(!formula.text.contains("\\"), "\(tex)")
      let width = Int.random(in: -2..<30, using: &random)
      #expect(
        formula.lines(width: width).joined().filter { $0 != " " }
          == formula.text.filter { $0 != " " }, "\(tex), \(width)")
    }
    #expect(countSet > 500)
  }

  @Test("in prose, formulas are set where they can be and shown as they are where not")
  func prose() {
    func set(_ text: String, width: Int = 40, style: TerminalStyle = .plain) -> String {
      ProseSetter(width: width, style: style).set(MarkdownDocument(text).blocks)
    }
    #expect(set(#"at most $2^{-24}$, so $\foo{x}$"#) == "at most 2⁻²⁴, so \\foo{x}\n")
    #expect(set("$$\na_1\n  \\foo\n$$") == "    a_1\n      \\foo\n")
    #expect(set("$$a \\le b + c$$", width: 12) == "    a\n      ≤ b\n        + c\n")
    let rows = #"so $\lfloor (H + 2P - K) / S \rfloor + 1$ rows"#
    #expect(set(rows, width: 22) == "so\n⌊(H + 2P − K) / S⌋ + 1\nrows\n")
    #expect(set(rows, width: 12) == "so ⌊(H + 2P\n− K) / S⌋ +\n1 rows\n")
    #expect(set("- a\n\n  $$x_i$$") == "• a\n\n      xᵢ\n")
    #expect(
      escapingControls(set("$$x_i$$ $y^2$", style: .colored))
        == "    ␛[3mxᵢ␛[23m\n␛[3my²␛[23m\n")
    #expect(set("| $a \\le b$ |\n|--|\n| $x_{out}$ |") == " a ≤ b\n───────\n x_out\n")
  }
}
