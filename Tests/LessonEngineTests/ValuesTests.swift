import Testing

@testable import LessonEngine

@Suite("The values that the lines of a cell give")
struct ValuesTests {
  /// "7: a = 1", for each value of a lesson with these cells, in order; "…97" where some are left out.
  private func values(of cells: String...) async throws -> [String] {
    let ran = try await RanLesson(lessonText(cells.map { ("", $0) }), notingValues: true)
    return ran.results.flatMap(\.values).map { value in
      let name = value.name.isEmpty ? "" : "\(value.name) = "
      let leftOut = value.leftOut > 0 ? "…\(value.leftOut) " : ""
      return "\(value.line): \(name)\(leftOut)\(value.text ?? "?")"
    }
  }

  @Test("Each assignment and each call has its value, at its line of the lesson")
  func assignments() async throws {
    let values = try await values(
      of: "let a = 1 + 1\nvar b = [a, 3]\nb.append(4)\nb.count\nprint(b)", "b[0] = 7")
    #expect(
      values == ["7: a = 2", "8: b = [2, 3]", "9: b = [2, 3, 4]", "10: 3", "15: 7"])
  }

  @Test("A line in a loop gives its first values, how many are left out, and the last")
  func loops() async throws {
    let values = try await values(of: "for i in 0..<100 {\n  let square = i * i\n}")
    #expect(
      values == [
        "8: square = 0", "8: square = 1", "8: square = 4", "8: square = 9", "8: square = …95 9801",
      ])
  }

  @Test("A function whose parameter is a function has the values of its lines")
  func functionsAsParameters() async throws {
    let values = try await values(
      of: """
        func twice(_ f: (Int) -> Int, _ x: Int) -> Int {
          let once = f(x)
          return f(once)
        }
        func changed(_ f: (inout Int) throws -> Void) rethrows -> Int {
          var x = 1
          try f(&x)
          return x
        }
        let a = twice({ $0 + 1 }, 5)
        let b = changed { $0 += 1 }
        """)
    for value in ["8: once = 6", "12: x = 1", "16: a = 7", "17: b = 2"] {
      #expect(values.contains(value), "\(value) in \(values)")
    }
  }

  @Test("What would have to be copied to be kept is counted only")
  func arraysInLoops() async throws {
    let values = try await values(of: "var a: [Int] = []\nfor i in 0..<9 {\n  a.append(i)\n}")
    #expect(values.last == "9: a = …5 ?")
  }

  @Test("A value is shown in few words, however large it is")
  func large() async throws {
    let values = try await values(
      of: """
        let numbers = [Int](repeating: 0, count: 1_000_000)
        struct Photo { let width = 3; let pixels = [UInt8](repeating: 0, count: 5_000_000) }
        let photo = Photo()
        let text = String(repeating: "x", count: 5_000_000)
        let name: String? = "Ada"
        let ages = ["Ada": 36]
        let pair = (1, "b")
        let t = Tensor([[1, 2], [3, 4]])
        """)
    let zeros = Array(repeating: "0", count: 12).joined(separator: ", ")
    #expect(
      values.map { String($0.prefix(90)) }
        == [
          "7: numbers = [\(zeros), … 1000000 in all]",
          "9: photo = Photo(width: 3, pixels: [\(zeros), … 5000000 in all])",
          "10: text = \"" + String(repeating: "x", count: 78),
          "11: name = \"Ada\"", "12: ages = [\"Ada\": 36]", "13: pair = (1, \"b\")",
          "14: t = [[1, 2],\n [3, 4]]",
        ].map { String($0.prefix(90)) })
    #expect(values.allSatisfy { $0.count < 1100 })
  }

  @Test("The values before a crash are there")
  func crash() async throws {
    let values = try await values(of: "let a = [1]\nlet i = 3\nprint(a[i])")
    #expect(values == ["7: a = [1]", "8: i = 3"])
  }

  @Test("A run that doesn't note values has none")
  func without() async throws {
    let ran = try await RanLesson(cells: [("", "let a = 1")])
    #expect(ran.results[0].values.isEmpty)
  }

  @Test("Values from several threads all arrive")
  func threads() async throws {
    let values = try await values(
      of:
        "import Dispatch\nDispatchQueue.concurrentPerform(iterations: 50) { i in\n  let j = i + 1\n}"
    )
    // Each i and j: four that are told at once, and the rest together.
    #expect(values.filter { $0.contains("j = ") }.count == 5)
    #expect(values.contains { $0.contains("…45 ") })
  }
}
