import TestSupport
import Testing

@testable import LessonEngine

@Suite("Running cells that reach a limit", .takingTurns, .serialized)
struct LimitTests {
  @Test("a cell that never ends is stopped after its time and named, with what it printed")
  func hang() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(\"before\")"),
      ("timeout=1s", "print(\"in\")\nvar n = 0\nwhile true { n &+= 1 }"),
      ("", "print(\"after\")"),
    ])
    #expect(ran.endings == ["completed", "stopped after 1.0 s", "not run after 2"])
    #expect(ran.outputs == ["before\n", "in\n", ""])
    #expect(ran.words(ofCell: 2).contains("README.md:11: cell 2 was stopped after 1 s"))
    #expect(ran.words(ofCell: 2).contains("as long as its 'timeout=' lets it run"))
    #expect(!ran.words(ofCell: 2).contains("timeout=300s"))
    #expect(ran.seconds < 10)
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("where a cell has no time of its own, it is told how to give it one")
  func hint() async throws {
    let ran = try await RanLesson(cells: [("", "print(1)")])
    var result = try #require(ran.results.first)
    result.ending = .failed(.ranTooLong(60))
    let words = try #require(result.failureWords(in: ran.lesson))
    #expect(words.contains("was stopped after 60 s") && words.contains("timeout=300s"))
  }

  @Test("a cell that ignores the signal to end is stopped all the same, and so is its child")
  func ignoringSignals() async throws {
    let code = """
      import Foundation
      signal(SIGTERM, SIG_IGN)
      signal(SIGINT, SIG_IGN)
      signal(SIGHUP, SIG_IGN)
      var id: pid_t = 0
      var words = [strdup("sleep"), strdup("100"), nil]
      posix_spawn(&id, "/bin/sleep", nil, nil, &words, environ)
      while true { sleep(1) }
      """
    let ran = try await RanLesson(cells: [("timeout=1s", code)])
    #expect(ran.endings == ["stopped after 1.0 s"])
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("waiting for input is no way to hang: there is none")
  func noInput() async throws {
    let ran = try await RanLesson(cells: [("timeout=10s", "print(readLine() ?? \"nothing\")")])
    #expect(ran.outputs == ["nothing\n"])
    #expect(ran.endings == ["completed"])
  }

  @Test("a cell that prints without end is stopped and named, and its output bounded")
  func flood() async throws {
    let ran = try await RanLesson(cells: [
      ("", "let line = String(repeating: \"x\", count: 999)"),
      ("", "for _ in 0..<50_000 { print(line) }"), ("", "print(\"after\")"),
    ])
    #expect(ran.endings == ["completed", "stopped after 1000000 bytes", "not run after 2"])
    #expect((1_000_000...1_200_000).contains(ran.outputs[1].utf8.count))
    #expect(ran.words(ofCell: 2).contains("more than 1000000 bytes"))
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("standard error counts as output, with line ends or without")
  func floodOfErrors() async throws {
    let code = """
      import Foundation
      let bytes = Data(repeating: 0x78, count: 100_000)
      for _ in 0..<500 { FileHandle.standardError.write(bytes) }
      """
    let ran = try await RanLesson(cells: [("", code)])
    #expect(ran.endings == ["stopped after 1000000 bytes"])
    #expect(ran.results[0].errorOutput.utf8.count < 1_200_000)
  }

  @Test("a cell that asks for more memory than there may be is told, and why")
  func memory() async throws {
    let ran = try await RanLesson(cells: [
      ("", "print(1)"), ("", "let a = [Int](repeating: 1, count: 5_000_000_000)\nprint(a.count)"),
    ])
    #expect(ran.endings.last == "out of memory beyond 17179869184 bytes")
    let words = ran.words(ofCell: 2)
    #expect(words.contains("README.md:11:"))
    #expect(words.contains("cell 2 asked for more memory than there is: a lesson may have 16 GB"))
    #expect(words.contains("Fatal error: failed to allocate 40000000032 bytes"))
    #expect(ran.outputs == ["1\n", ""])
  }

  @Test("each cell may print as much as the limit")
  func limitOfEachCell() async throws {
    let code = "print(String(repeating: \"x\", count: 9_000))"
    let ran = try await RanLesson(cells: [("", code), ("", code)], outputLimit: 10_000)
    #expect(ran.endings == ["completed", "completed"])
    #expect(ran.outputs.map(\.utf8.count) == [9_001, 9_001])
  }

  @Test("limits are told apart from mistakes")
  func isLimit() {
    #expect(CellFailure.ranTooLong(1).isLimit)
    #expect(CellFailure.printedTooMuch(1).isLimit)
    let crash = Crash(reason: "", line: nil, column: nil)
    #expect(CellFailure.outOfMemory(limit: 1, crash).isLimit)
    #expect(CellFailure.wroteTooMuch(1).isLimit)
    #expect(CellFailure.startedTooMany(1).isLimit)
    #expect(CellFailure.compilerStopped(.ranTooLong(1)).isLimit)
    #expect(CellFailure.compilerStopped(.outOfMemory(1)).isLimit)
    #expect(!CellFailure.compilerStopped(.crashed("")).isLimit)
    #expect(!CellFailure.closedConnection.isLimit)
    #expect(!CellFailure.garbledConnection.isLimit)
    #expect(!CellFailure.exited(0).isLimit)
    #expect(!CellFailure.crashed(crash).isLimit)
    #expect(!CellFailure.doesNotCompile([]).isLimit)
    #expect(!CellFailure.didNotFail.isLimit)
  }
}
