import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("When the compiler gives up", .takingTurns, .serialized)
struct CompilerStopTests {
  /// A long list keeps the compiler busy for a minute or more, and takes gigabytes.
  private static func list(of count: Int) -> String {
    "let list = [" + (0..<count).map(String.init).joined(separator: ",") + "]"
  }

  private func ran(_ cell: String) async throws -> RanLesson {
    try await RanLesson(cells: [
      ("", "print(\"one\")"), ("", "print(\"two\")"), ("", cell), ("", "print(\"four\")"),
    ])
  }

  @Test("on time, it is ended, the cell is named, and the cells before it run")
  func time() async throws {
    var limits = Compiler.limits
    limits.seconds = 30
    try await Compiler.$limits.withValue(limits) {
      let ran = try await ran(Self.list(of: 800_000))
      #expect(ran.outputs == ["one\n", "two\n", "", ""])
      #expect(
        ran.endings[2...] == ["compiler stopped: ranTooLong(30.0)", "not run after 3"])
      let words = ran.words(ofCell: 3)
      #expect(
        words.contains("README.md:15: cell 3 doesn't compile: the compiler was stopped after 30 s"))
      guard case .failed(let failure) = ran.results[2].ending else { return }
      #expect(failure.isLimit)
    }
  }

  @Test("for lack of memory, that is told, the cell is named, and the cells before it run")
  func memory() async throws {
    var limits = Compiler.limits
    limits.memory = 600 << 20
    try await Compiler.$limits.withValue(limits) {
      let ran = try await ran(Self.list(of: 50_000))
      #expect(ran.outputs == ["one\n", "two\n", "", ""])
      #expect(ran.endings[2] == "compiler stopped: outOfMemory(629145600)")
      #expect(
        ran.words(ofCell: 3)
          .contains(
            "README.md:15: cell 3 doesn't compile: the compiler asked for more memory than the 600 MB"
          ))
    }
  }

  @Test("by a crash, the cell is named, and the cells before it run")
  func crash() async throws {
    let depth = 5_000
    let type =
      String(repeating: "Optional<", count: depth) + "Int" + String(repeating: ">", count: depth)
    let ran = try await ran("let none: \(type) = nil")
    #expect(ran.outputs == ["one\n", "two\n", "", ""])
    #expect(ran.endings[2].hasPrefix("compiler stopped: crashed(\"while "))
    #expect(
      ran.words(ofCell: 3).contains(
        "README.md:15: cell 3 doesn't compile: the compiler itself crashed"))
    guard case .failed(let failure) = ran.results[2].ending else { return }
    #expect(!failure.isLimit)
  }

  @Test("on time, all of its processes are ended")
  func processes() async throws {
    let library = try LessonLibrary()
    var limits = Compiler.limits
    limits.seconds = 3
    try await withTemporaryFolder { folder in
      let source = "\(folder)/main.swift"
      try Self.list(of: 800_000).write(toFile: source, atomically: false, encoding: .utf8)
      await #expect(throws: CompilerStop.self) {
        try await Compiler.$limits.withValue(limits) {
          try await Compiler(library: library).compile(source, to: "\(folder)/program")
        }
      }
      #expect(await RunningProcesses.left(mentioning: folder).isEmpty)
    }
  }

  @Test("on a program without cells, no cell is blamed")
  func always() async throws {
    var limits = Compiler.limits
    limits.seconds = 0.01
    await #expect(throws: ToolchainError.self) {
      try await Compiler.$limits.withValue(limits) { try await ran("print(3)") }
    }
  }

  @Test("in a cell that is meant to fail, that is no failure as it was meant")
  func meantToFail() async throws {
    let type =
      String(repeating: "Optional<", count: 5_000) + "Int" + String(repeating: ">", count: 5_000)
    let ran = try await RanLesson(cells: [("", "print(1)"), ("fails", "let none: \(type) = nil")])
    #expect(ran.endings.first == "completed")
    #expect(ran.endings.last?.hasPrefix("compiler stopped: crashed") == true)
  }

  @Test("complaints without number are read as far as anybody would")
  func manyComplaints() async throws {
    let code = (0..<200).map { "let n\($0): Int = \"\(String(repeating: "x", count: 12_000))\"" }
    let ran = try await ran(code.joined(separator: "\n"))
    #expect(ran.outputs[1] == "two\n")
    #expect(ran.endings[2] == "doesn't compile at 15:15")
  }

  @Test("its last words tell why")
  func lastWords() {
    #expect(CompilerStop(output: "ld: cannot find -lpng16", memory: 1) == nil)
    #expect(CompilerStop(output: "LLVM ERROR: out of memory", memory: 7) == .outOfMemory(7))
    #expect(
      CompilerStop(output: "error: compile command failed due to signal 11", memory: 7)
        == .crashed("it doesn't say where"))
    let dump =
      "Stack dump:\n1.\tSwift version 6\n4.\tWhile emitting IR SIL function \"@main\".\n #0 0x1"
    #expect(CompilerStop(output: dump, memory: 7) == .crashed("while emitting IR SIL function"))
  }
}
