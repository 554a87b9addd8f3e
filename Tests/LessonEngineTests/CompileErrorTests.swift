import TestSupport
import Testing

@testable import LessonEngine

@Suite("Running cells that don't compile", .takingTurns, .serialized)
struct CompileErrorTests {
  private func diagnostics(_ result: CellResult) -> [Diagnostic] {
    if case .failed(.doesNotCompile(let diagnostics)) = result.ending { diagnostics } else { [] }
  }

  @Test("the cells before still run, and the error is on the lesson's line")
  func cellsBefore() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(\"one\")"), ("", "let x = 2\n\nprint(convv2d(x))"), ("", "print(\"three\")"),
    ])
    #expect(ran.endings == ["completed", "doesn't compile at 13:7", "not run after 2"])
    #expect(ran.outputs == ["one\n", "", ""])
    let words = ran.words(ofCell: 2)
    #expect(words.contains("README.md:13:7: error: cannot find 'convv2d' in scope"))
    #expect(words.contains("print(convv2d(x))"))
    #expect(!ran.results[1].isRight)
  }

  @Test("where the first cell doesn't compile, nothing runs")
  func firstCell() async throws {
    let ran = try await RanLesson(cells: [("", "let = 1"), ("", "print(2)")])
    #expect(ran.endings == ["doesn't compile at 7:5", "not run after 1"])
  }

  @Test("of two cells that don't compile, the first is told")
  func twoFaults() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(1)"), ("", "print(unknown)"), ("", "let a: Int = \"a\""),
    ])
    #expect(ran.endings == ["completed", "doesn't compile at 11:7", "not run after 2"])
    #expect(diagnostics(ran.results[1]).map(\.message) == ["cannot find 'unknown' in scope"])
  }

  @Test("a brace that is never closed is told where it was opened")
  func unclosedBrace() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(1)"), ("", "let a = 1\nif a > 0 {\n  print(a)"), ("", "print(3)"),
    ])
    #expect(ran.endings == ["completed", "doesn't compile at 12:10", "not run after 2"])
    #expect(ran.words(ofCell: 2).contains("README.md:12:10: error: expected '}'"))
  }

  @Test("a brace that another cell closes is an error all the same")
  func braceAcrossCells() async throws {
    let ran = try await RanLesson(cells: [
      ("", "for i in 0..<2 {"), ("", "print(i) }"), ("", "print(3)"),
    ])
    #expect(ran.endings == ["doesn't compile at 7:16", "not run after 1", "not run after 1"])
  }

  @Test("a string that is never closed is told on its line")
  func unclosedString() async throws {
    let ran = try await RanLesson(cells: [("", "print(1)"), ("", "print(\"a)"), ("", "print(3)")])
    #expect(ran.endings[0] == "completed")
    #expect(ran.endings[1].hasPrefix("doesn't compile at 11:"))
  }

  @Test("a tensor that is shown is told what makes a picture of it")
  func shownTensor() async throws {
    let ran = try await RanLesson(cells: [
      ("", "let x = Tensor([[1, 2], [3, 4]])"),
      ("fails", "show(x, \"Numbers\")"), ("fails", "show(x)"),
      ("fails", "show(Tensor([[0.5]] as [[Double]]), \"One\", alt: \"One number\")"),
      ("", "show(FeatureMap(x), \"Signs\")\nshow(Picture(x), \"Grey\")"),
    ])
    for result in ran.results[1...3] {
      #expect(
        result.output.contains(
          "a tensor is no picture yet: show(FeatureMap(x), \"title\") draws numbers with a sign, and "
            + "show(Picture(x), \"title\") those from 0 to 1"), "\(result.output)")
    }
    #expect(ran.results[4].pictures.count == 2)
  }

  @Test("a name that another cell has taken is told in the later cell")
  func redeclaration() async throws {
    let ran = try await RanLesson(cells: [("", "let a = 1\nprint(a)"), ("", "let a = 2")])
    #expect(ran.endings == ["completed", "doesn't compile at 12:5"])
    #expect(
      ran.words(ofCell: 2).contains(
        "README.md:12:5: error: 'a' is declared already, in line 7, in cell 1. To give it a new value, "
          + "leave out 'let' or 'var'; or take another name; or give this cell a scope of its own: "
          + "```swift scope"), "\(ran.words(ofCell: 2))")
  }

  @Test("a name that is declared twice in one cell is told with both lines")
  func redeclarationInOneCell() async throws {
    let ran = try await RanLesson(cells: [("", "let a = 1\nlet a = 2")])
    #expect(
      ran.words(ofCell: 1).contains(
        "README.md:8:5: error: 'a' is declared in this cell already, in line 7. Give one of the two"
      ),
      "\(ran.words(ofCell: 1))")
  }

  @Test("a function and a type of a name that is taken are told as a variable is")
  func redeclaredFunction() async throws {
    for code in ["func f() -> Int { 1 }", "struct S {}", "enum E { case a }"] {
      let ran = try await RanLesson(cells: [("", code), ("", code)])
      #expect(ran.endings.first == "completed")
      #expect(ran.words(ofCell: 2).contains("is declared already, in line 7, in cell 1."))
    }
  }

  @Test("a cell with a scope of its own may declare a name again, and hands nothing on")
  func scope() async throws {
    let ran = try await RanLesson(cells: [
      ("", "let a = 1"),
      ("scope", "let a = 2\nfunc twice(_ x: Int) -> Int { 2 * x }\nprint(twice(a))"),
      ("", "print(a)"), ("", "print(twice(1))"),
    ])
    #expect(ran.endings == ["completed", "completed", "completed", "doesn't compile at 21:7"])
    #expect(ran.outputs.prefix(3) == ["", "4\n", "1\n"])
  }

  @Test("a mistake in a cell with a scope of its own is told at its line")
  func scopeWithMistake() async throws {
    let crash = try await RanLesson(cells: [("scope", "let a = [1]\nprint(a[3])")])
    #expect(crash.endings.first?.hasPrefix("crashed at 8:") == true, "\(crash.endings)")
    let type = try await RanLesson(cells: [("scope", "let a = 1\nlet b: Int = \"x\"")])
    #expect(type.endings == ["doesn't compile at 8:14"])
  }

  @Test("a variable of a cell's own is used in a function, and standard error is written to")
  func swift6Traps() async throws {
    let ran = try await RanLesson(cells: [
      ("", "import Foundation\nvar counter = 0\nfunc count() { counter += 1 }\ncount()"),
      ("", "count()\nfputs(\"counted \\(counter)\\n\", stderr)"),
    ])
    #expect(ran.endings == ["completed", "completed"], "\(ran.words(ofCell: 1))")
    #expect(ran.results[1].errorOutput == "counted 2\n")
  }

  @Test("a name that only a later cell has can't be used")
  func usedBeforeItsCell() async throws {
    let ran = try await RanLesson(cells: [
      ("", "func f() -> Int { later }\nprint(f())"), ("", "var later = 7\nprint(f())"),
    ])
    #expect(ran.endings.first?.hasPrefix("doesn't compile at 7:") == true)
  }

  @Test("a cell that names another source of its lines is an error of the lesson")
  func ownSourceLocation() async throws {
    let code = "#sourceLocation(file: \"/etc/passwd\", line: 1)\nlet a: Int = \"\""
    let ran = try await RanLesson(cells: [("", "print(1)"), ("", code)])
    #expect(ran.endings.first == "completed")
    #expect(ran.endings.last?.hasPrefix("doesn't compile at 1") == true)
  }
}

@Suite("Running cells that are meant to fail", .takingTurns, .serialized)
struct MeantToFailTests {
  @Test("a compiler error and a trap are the output, and later cells don't see the cell")
  func fails() async throws {
    let ran = try await RanLesson(cells: [
      ("", "var zero = 0\nprint(\"one\")"),
      ("fails", "let a: Int = \"text\""),
      ("fails", "print(\"so far\")\nprint(1 / zero)"),
      ("", "let a = 4\nprint(a, zero)"),
    ])
    #expect(ran.endings == ["completed", "failed as meant", "failed as meant", "completed"])
    #expect(
      ran.outputs == [
        "one\n", "error: cannot convert value of type 'String' to specified type 'Int'\n",
        "so far\nFatal error: Division by zero\n", "4 0\n",
      ])
    let areRight = ran.results.allSatisfy(\.isRight)
    #expect(areRight)
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("a cell that is meant to fail and doesn't is told")
  func didNotFail() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(1)"), ("fails", "print(2)"), ("", "print(3)"),
    ])
    #expect(ran.endings == ["completed", "did not fail", "completed"])
    #expect(ran.outputs[2] == "3\n")
    #expect(ran.words(ofCell: 2).contains("README.md:11: cell 2 is marked 'fails'"))
    #expect(!ran.results[1].isRight)
  }

  @Test("a check that fails is a failure as well, and its words are the output")
  func checkFails() async throws {
    let ran = try await RanLesson(cells: [
      ("", "let a = Tensor<Float>([1, 2])"),
      ("fails", "check(a, equals: a)\ncheck(a, equals: Tensor([1, 3]))"),
      ("fails", "check(a, equals: a)"),
    ])
    #expect(ran.endings == ["completed", "failed as meant", "did not fail"])
    #expect(ran.outputs[1].hasPrefix("equal: all 2 numbers\nnot equal: 1 of 2 numbers differ"))
    #expect(ran.results[1].isRight)
    #expect(!ran.results[2].isRight)
  }

  @Test("a cell that is meant to fail isn't run where a cell before it fails")
  func cellBeforeFails() async throws {
    let ran = try await RanLesson(cells: [("", "print(unknown)"), ("fails", "let a: Int = \"\"")])
    #expect(ran.endings == ["doesn't compile at 7:7", "not run after 1"])
  }

  @Test("a cell that is meant to fail may still not run for ever")
  func hangs() async throws {
    let ran = try await RanLesson(cells: [("fails timeout=1s", "while true {}")])
    #expect(ran.endings == ["stopped after 1.0 s"])
    #expect(ran.leftBehind.isEmpty)
  }
}
