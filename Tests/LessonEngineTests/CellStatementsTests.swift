import Testing

@testable import LessonEngine

@Suite("What stands at the top level of a cell")
struct CellStatementsTests {
  @Test(
    "is nothing but declarations",
    arguments: [
      "let a = 1", "var a: Float = 0.5, b = 2", "let X = Tensor([[0, 1], [2, 3]])",
      "func f(_ x: Int) -> Int {\n  print(x)\n  return g(x)\n}",
      "struct S {\n  var a = f()\n}\n\nextension S {}", "import Foundation",
      "@discardableResult\nfunc f() -> Int { 1 }", "private enum E { case a }",
      "let a =\n  1\n  + 2", "let text = \"f(x) \\(g(\"}\")) {\"",
      "// f()\nlet a = 1 /* f() /* */ */",
      "let text = \"\"\"\n  f()\n  \"\"\"", "let raw = #\"a \"quoted\" f()\"#",
      "let a = if b { 1 } else { 2 }",
      "let names = [\"a\": 1,\n  \"b\": 2]", "typealias Grid = [[Int]]", "let a = b[f(1)]",
      "let square = { (x: Int) in f(x) }",
    ])
  func declarations(code: String) {
    let statements = CellStatements(code)
    #expect(statements.areDeclarations, "\(statements.statements)")
    #expect(!statements.isEmpty)
  }

  @Test(
    "does something",
    arguments: [
      "print(1)", "let Y = Reference.conv2d(X, weight: K)", "a = 2", "a += 1", "let a = 1; f()",
      "for i in 0..<3 {\n  f(i)\n}", "if a { f() }", "_ = f()", "let b = a.map { $0 + 1 }",
      "func f() {}\nf()", "let a = 1\nf()", "let a = try f()", "while false {}",
      "let a =\n  f()", "let text = \"a\"\nf()", "var Z = Tensor<Float>.zeros([3])",
    ])
  func work(code: String) {
    let statements = CellStatements(code)
    #expect(!statements.areDeclarations, "\(statements.statements)")
  }

  @Test("is nothing at all", arguments: ["", "\n \n", "// only words\n", "/* f() */"])
  func nothing(code: String) { #expect(CellStatements(code).isEmpty) }

  @Test(
    "ends with the text where a bracket, a string or a comment doesn't",
    arguments: ["f(", "\"", "\"\"\"", "/*", "let a = \"\\(", "#", "#\"", "}", "\\", "\"\\"])
  func unfinished(code: String) { _ = CellStatements(code).areDeclarations }
}
