import TestSupport
import Testing

@Suite("ladder", .takingTurns)
struct LadderTests {
  @Test("prints a line for every rung, with its time, its speed and what it gained")
  func table() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.ladder(
        "--size", "9x7", "--channels", "3", "--outputs", "5", "--rounds", "1", in: course)
      #expect(outcome.code == 0)
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "9x7, 3 → 5 channels, kernel 3×3")
      #expect(lines.last?.hasPrefix("One core makes at most ") == true)
      let rungs = lines.dropFirst(2).dropLast().map { $0.split(separator: " ").map(String.init) }
      #expect(
        rungs.map { $0.prefix(2) } == [
          ["1", "naive"], ["2", "reordered"], ["3", "im2col"], ["4", "registerTile"],
          ["5", "packed"], ["6", "threaded"], ["-", "winograd"], ["-", "fewChannels"],
        ])
      // Number, name, time and its unit, speed; from the second rung on its gain and ×.
      #expect(rungs.map(\.count) == [5, 7, 7, 7, 7, 7, 5, 5])
      #expect(rungs.allSatisfy { (Double($0[2]) ?? 0) > 0 && Double($0[4]) != nil })
      #expect(course.files.isEmpty)
    }
  }

  @Test("leaves out what can't compute the convolution, and all but the one that is asked for")
  func fewer() async throws {
    try await TemporaryCourse.with([]) { course in
      let wide = try await Command.ladder(
        "--size", "8x8", "--channels", "1", "--kernel", "5", "--rounds", "1", in: course)
      #expect(wide.output.contains("fewChannels"))
      #expect(!wide.output.contains("winograd"))
      let one = try await Command.ladder(
        "--size", "8x8", "--channels", "1", "--only", "packed", "--rounds", "1", in: course)
      #expect(one.output.contains("packed"))
      #expect(!one.output.contains("naive"))
    }
  }

  @Test("refuses sizes that are none, and a rung that there isn't")
  func refusals() async throws {
    try await TemporaryCourse.with([]) { course in
      for arguments in [
        ["--size", "56"], ["--kernel", "4"], ["--rounds", "0"], ["--only", "nave"],
      ] {
        let outcome = try await Command.ladder(arguments[0], arguments[1], in: course)
        #expect(outcome.code == 64, "\(arguments)")
        #expect(outcome.output.isEmpty)
      }
    }
  }
}
