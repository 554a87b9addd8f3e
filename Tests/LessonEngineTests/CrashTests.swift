import TestSupport
import Testing

@testable import LessonEngine

@Suite("Running cells that crash or end the program", .takingTurns, .serialized)
struct CrashTests {
  struct Example: CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// The line within the code, from 1, and the column.
    let place: (line: Int, column: Int)
    let reason: String
  }

  @Test(
    "a crash is told with its line and column in the lesson and its reason",
    arguments: [
      Example(
        testDescription: "division by zero", code: "var zero = 0\n\nprint(1 / zero)",
        place: (3, 9), reason: "Fatal error: Division by zero"),
      Example(
        testDescription: "index out of range",
        code: "let a = [1, 2]\nfor i in 0...2 { print(a[i]) }",
        place: (2, 25), reason: "Fatal error: Index out of range"),
      Example(
        testDescription: "nil unwrapped",
        code: "let none: Int? = [].first\nprint(none!)", place: (2, 11),
        reason: "Fatal error: Unexpectedly found nil while unwrapping an Optional value"),
    ])
  func crash(example: Example) async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(\"before\")"), ("", example.code), ("", "print(\"after\")"),
    ])
    let line = 10 + example.place.line
    #expect(
      ran.endings
        == ["completed", "crashed at \(line):\(example.place.column)", "not run after 2"])
    #expect(ran.outputs[0] == "before\n")
    let words = ran.words(ofCell: 2)
    #expect(words.contains("README.md:\(line):\(example.place.column): cell 2 crashed"))
    #expect(words.contains(example.reason))
    #expect(ran.words(ofCell: 3).contains("cell 3 was not run, because cell 2 failed"))
    #expect(!ran.results[1].isRight)
    #expect(!ran.results[2].isRight)
    let hasBacktrace = ran.results[1].errorOutput.contains("Program crashed")
    #expect(!hasBacktrace)
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("an error that nobody catches is told with its cell and its words")
  func uncaughtError() async throws {
    let ran = try await RanLesson(cells: [
      ("", "struct TooSmall: Error {}\nfunc f() throws { throw TooSmall() }"), ("", "try f()"),
    ])
    #expect(ran.endings.first == "completed")
    #expect(ran.words(ofCell: 2).contains("README.md:12: cell 2 crashed: Fatal error: "))
    #expect(ran.words(ofCell: 2).contains("TooSmall"))
  }

  @Test("a crash inside the library names the line of the lesson that called it")
  func crashInLibrary() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(1)\nlet x = Reference.conv2d(Tensor([[1, 2]]), weight: Tensor([[1], [2], [3]]))")
    ])
    #expect(ran.endings.first?.hasPrefix("crashed at 8:") == true)
    #expect(ran.outputs == ["1\n"])
  }

  @Test("the message of a fatalError is told")
  func fatalErrorMessage() async throws {
    let ran = try await RanLesson(cells: [("", "fatalError(\"the kernel is empty\")")])
    #expect(ran.endings.first?.hasPrefix("crashed at 7:") == true)
    #expect(ran.words(ofCell: 1).contains("Fatal error: the kernel is empty"))
  }

  @Test("recursion without end is a crash in the lesson")
  func recursion() async throws {
    let ran = try await RanLesson(cells: [
      ("", "func f(_ n: Int) -> Int { n == -1 ? 0 : f(n + 1) + 1 }\nprint(f(0))")
    ])
    #expect(ran.endings.first?.hasPrefix("crashed at 7:") == true)
  }

  @Test(
    "a lesson is told by its folder's name, whatever characters that has",
    arguments: ["01 it's, ü: 7", "01 \"quoted\""])
  func folderName(name: String) async throws {
    let crash = try await RanLesson(
      lessonText([("", "var zero = 0\nprint(1 / zero)")]), named: name)
    #expect(crash.words(ofCell: 1).contains("/\(name)/README.md:8:9: cell 1 crashed"))
    let mistake = try await RanLesson(lessonText([("", "let a: Int = \"a\"")]), named: name)
    #expect(mistake.words(ofCell: 1).contains("/\(name)/README.md:7:14: error: cannot convert"))
  }

  @Test("what was printed before a crash is kept, also the last line that isn't ended")
  func printedBeforeCrash() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(\"one\")\nprint(\"two, \", terminator: \"\")\nvar zero = 0\nprint(1 % zero)")
    ])
    #expect(ran.endings.first?.hasPrefix("crashed at 10:") == true)
    #expect(ran.outputs == ["one\ntwo, "])
  }

  @Test("a cell that ends the program is told with its exit code", arguments: [0, 3])
  func exit(code: Int) async throws {
    let ran = try await RanLesson(cells: [
      ("", "import Foundation\nprint(\"a\")"), ("", "print(\"b\")\nexit(\(code))"),
      ("", "print(\"c\")"),
    ])
    #expect(ran.endings == ["completed", "exited with \(code)", "not run after 2"])
    #expect(ran.outputs == ["a\n", "b\n", ""])
    #expect(ran.words(ofCell: 2).contains("with exit code \(code)"))
    #expect(!ran.results[1].isRight)
  }

  @Test("a process that a cell has started doesn't keep the lesson waiting, and is ended with it")
  func childProcess() async throws {
    let child = """
      import Foundation
      var id: pid_t = 0
      var words = [strdup("sleep"), strdup("100"), nil]
      posix_spawn(&id, "/bin/sleep", nil, nil, &words, environ)
      print("started")
      """
    let ran = try await RanLesson(cells: [("", child), ("", "print(\"next\")")])
    #expect(ran.endings == ["completed", "completed"])
    #expect(ran.outputs == ["started\n", "next\n"])
    #expect(ran.seconds < 5)
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("a process that a cell has started doesn't hide that the program has ended")
  func childProcessOfEndedProgram() async throws {
    let child = """
      import Foundation
      var id: pid_t = 0
      var words = [strdup("sleep"), strdup("100"), nil]
      posix_spawn(&id, "/bin/sleep", nil, nil, &words, environ)
      exit(5)
      """
    let ran = try await RanLesson(cells: [("timeout=2s", child)])
    #expect(ran.endings == ["exited with 5"])
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("a thread that a cell has started doesn't keep the lesson from ending")
  func thread() async throws {
    let ran = try await RanLesson(cells: [
      ("", "import Foundation\nThread.detachNewThread { while true { usleep(1000) } }\nprint(1)")
    ])
    #expect(ran.endings == ["completed"])
    #expect(ran.seconds < 5)
    #expect(ran.leftBehind.isEmpty)
  }
}
