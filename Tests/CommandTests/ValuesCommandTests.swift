import TestSupport
import Testing

@Suite("The values of lines", .takingTurns, .serialized)
struct ValuesCommandTests {
  @Test("--values shows each cell once, with the values beside its lines, and what it printed")
  func values() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      let outcome = try await Command.lessons("01", "--values", in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(
        outcome.output.contains(
          """
          cell 2
           19 │ total += 10                total = 11
           20 │ print("total is", total)

          total is 11

          The third text.
          """), "\(outcome.output)")
      #expect(outcome.output.ranges(of: "total += 10\n").isEmpty)
    }
  }

  @Test("--values with --json gives an event for each value, with its line")
  func json() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      let outcome = try await Command.lessons("01", "--values", "--json", in: course)
      #expect(
        outcome.output.contains(
          #"{"cell":2,"event":"value","line":19,"name":"total","text":"11"}"#),
        "\(outcome.output)")
    }
  }

  @Test(
    "v runs the cell and shows its values; then Enter goes on",
    .enabled(if: TerminalWindow.isAvailable))
  func key() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      try await TerminalWindow.with("1", in: course) { window in
        try await window.wait(for: "v values")
        try await window.press("Enter")
        try await window.wait(for: "The second text.")
        try await window.press("v")
        var text = try await window.wait(for: "Enter goes on")
        #expect(text.contains("── the values in cell 2 ─"))
        #expect(text.contains("total += 10                total = 11\n"))
        #expect(text.contains("total is 11\n"))
        #expect(!text.contains("The third text."))
        // Not a second time: the cell has run once.
        try await window.press("Enter")
        text = try await window.wait(for: "The third text.")
        #expect(text.ranges(of: "total is 11\n").count == 1)
        try await window.press("Enter")
        try await window.wait(for: "total is 111\n")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
    }
  }
}
