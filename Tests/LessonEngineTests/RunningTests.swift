import TestSupport
import Foundation
import Testing

@testable import LessonEngine

@Suite("Running a lesson", .takingTurns, .serialized)
struct RunningTests {
  @Test("each cell's output is its own, and names from one cell are there in the next")
  func attribution() async throws {
    let ran = try await RanLesson(cells: [
      ("", "var total = 0\nfunc add(_ n: Int) { total += n }\nprint(\"one\")"),
      ("", "add(3)"),
      ("hidden", "add(4)\nprint(\"half a line, \", terminator: \"\")"),
      ("norun", "this is not Swift"),
      ("", "print(total)"),
    ])
    #expect(
      ran.endings == ["completed", "completed", "completed", "marked norun", "completed"])
    #expect(ran.outputs == ["one\n", "", "half a line, ", "", "7\n"])
    #expect(ran.results.map(\.cell.number) == [1, 2, 3, 4, 5])
    let areRight = ran.results.allSatisfy(\.isRight)
    #expect(areRight)
    #expect(ran.leftBehind.isEmpty)
  }

  @Test("standard error is kept apart from the output, and is no failure")
  func standardError() async throws {
    let ran = try await RanLesson(cells: [
      (
        "",
        """
        import Foundation
        print("out")
        FileHandle.standardError.write(Data("err\\n".utf8))
        """
      )
    ])
    #expect(ran.results[0].events == [.output("out\n"), .errorOutput("err\n")])
    #expect(ran.results[0].isRight)
  }

  @Test("a character whose bytes come in two pieces stays whole, and other bytes become U+FFFD")
  func bytes() async throws {
    let ran = try await RanLesson(cells: [
      (
        "",
        """
        import Foundation
        for byte: UInt8 in [0xC3, 0xA9, 0xFF, 0x0A] {
          FileHandle.standardOutput.write(Data([byte]))
          usleep(20_000)
        }
        """
      )
    ])
    #expect(ran.outputs == ["é\u{FFFD}\n"])
  }

  @Test("pictures and checks come in order between the output, with their path, title and line")
  func events() async throws {
    let ran = try await RanLesson(cells: [
      (
        "",
        """
        print("before")
        show(Picture(repeating: 7, width: 3, height: 2), "Grey: a test!")
        print("between")
        check(Tensor([[1, 2]]), equals: Tensor([[1, 2]]))
        show(Picture(repeating: 9, width: 3, height: 2), "Grey: a test!")
        """
      ),
      ("", "print(1)\ncheck(Tensor([[1, 2]]), equals: Tensor([[1, 3]]))\nprint(2)"),
      ("", "print(\"still runs\")"),
    ])
    let pictures = ran.results[0].pictures
    #expect(pictures.map(\.title) == ["Grey: a test!", "Grey: a test!"])
    #expect(
      pictures.map { URL(fileURLWithPath: $0.path).lastPathComponent }
        == ["grey-a-test.png", "grey-a-test-2.png"])
    let kinds = ran.results[0].events.map { event in
      switch event {
      case .output(let text): text
      case .errorOutput(let text): "error \(text)"
      case .value(let value): "value \(value.name)"
      case .picture: "picture"
      case .check(let verdict): "check in line \(verdict.line): \(verdict.passed)"
      }
    }
    #expect(
      kinds == [
        "before\n", "picture", "between\nequal: all 2 numbers\n", "check in line 10: true",
        "picture",
      ])
    #expect(ran.results[0].isRight)
    #expect(!ran.results[1].isRight)
    #expect(ran.endings == ["completed", "completed", "completed"])
    #expect(ran.results[1].checks.map(\.line) == [16])
    #expect(ran.results[1].checks.map(\.passed) == [false])
    #expect(ran.results[1].output.hasPrefix("1\nnot equal: 1 of 2 numbers differ"))
    #expect(ran.outputs[2] == "still runs\n")
  }

  @Test("a cell may wait for what runs beside it")
  func concurrency() async throws {
    let ran = try await RanLesson(cells: [
      ("", "func two() async -> Int { await Task.yield(); return 2 }"),
      ("", "let n = await two()\nprint(n)"), ("", "print(n + 1)"),
    ])
    #expect(ran.endings == ["completed", "completed", "completed"])
    #expect(ran.outputs == ["", "2\n", "3\n"])
  }

  @Test("the next cell doesn't begin before it is asked for")
  func stepping() async throws {
    try await withTemporaryFolder { folder in
      let mark = folder + "/ran"
      let source = lessonText([
        ("", "import Foundation"),
        ("", "FileManager.default.createFile(atPath: \"\(mark)\", contents: nil)"),
      ])
      let lesson = try Lesson(readingFrom: writeLesson(source, in: folder))
      let run = LessonRun(
        lesson, library: try LessonLibrary(), options: .init(figures: folder + "/shown"))
      _ = try await run.next()
      try await Task.sleep(for: .milliseconds(300))
      #expect(!FileManager.default.fileExists(atPath: mark))
      #expect(!RunningProcesses.all(mentioning: folder).isEmpty)
      _ = try await run.next()
      #expect(FileManager.default.fileExists(atPath: mark))
      run.stop()
      #expect(try await run.next() == nil)
      #expect(await RunningProcesses.left(mentioning: folder).isEmpty)
    }
  }

  @Test("a lesson that didn't change isn't compiled again, a changed one is")
  func cached() async throws {
    try await withTemporaryFolder { folder in
      func program(_ code: String) async throws -> (path: String, date: Date) {
        let path = try writeLesson(lessonText([("", code)]), in: folder)
        let lesson = try Lesson(readingFrom: path)
        let built = try await LessonProgramBuilder(lesson, library: try LessonLibrary())
          .build(lesson.cells)
        let executable = try #require(built.executable)
        let attributes = try FileManager.default.attributesOfItem(atPath: executable)
        return (executable, try #require(attributes[.modificationDate] as? Date))
      }
      let first = try await program("print(1)")
      let second = try await program("print(1)")
      let changed = try await program("print(2)")
      #expect(first == second)
      #expect(changed.path != first.path)
    }
  }

  @Test("what a lesson prints is the same on every run: the order of a set, the time zone")
  func deterministic() async throws {
    let code = """
      import Foundation
      print(Set((0..<20).map { "word \\($0)" }).joined(separator: " "))
      print(TimeZone.current.secondsFromGMT())
      """
    let first = try await RanLesson(cells: [("", code)])
    let second = try await RanLesson(cells: [("", code)])
    #expect(first.outputs == second.outputs)
    #expect(first.outputs[0].hasSuffix("\n0\n"))
  }

  @Test("a warning is kept with its cell and its line, also when the program is not compiled again")
  func warnings() async throws {
    try await withTemporaryFolder { folder in
      let source = lessonText([("", "print(1)"), ("", "func f() { let unused = 1 }")])
      let lesson = try Lesson(readingFrom: writeLesson(source, in: folder))
      for time in ["compiled", "found"] {
        let run = LessonRun(
          lesson, library: try LessonLibrary(), options: .init(figures: folder + "/shown"))
        var results: [CellResult] = []
        while let result = try await run.next() { results.append(result) }
        #expect(results.map(\.warnings.count) == [0, 1], "\(time)")
        #expect(results.last?.warnings.first?.line == 11, "\(time)")
        #expect(results.last?.isRight == true, "\(time)")
      }
    }
  }

  @Test("the cache may be emptied between compiling and the first cell")
  func emptiedCache() async throws {
    let library = try LessonLibrary()
    try await withTemporaryFolder { folder in
      let source = lessonText([("", "print(\"still here \\(1 + 1)\")")])
      let lesson = try Lesson(readingFrom: writeLesson(source, in: folder))
      let run = LessonRun(lesson, library: library, options: .init(figures: folder + "/shown"))
      try await run.prepare()
      _ = try library.removeKept()
      let result = try #require(try await run.next())
      #expect(result.output == "still here 2\n")
    }
  }
}
