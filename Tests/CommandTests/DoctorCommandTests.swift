import Foundation
import TestSupport
import Testing

@Suite("The doctor command", .takingTurns, .serialized)
struct DoctorCommandTests {
  private static let course = [(name: "01-sums", body: "```swift\nprint(1)\n```\n")]

  @Test("has a line for each thing, and no fault here")
  func well() async throws {
    try await TemporaryCourse.with(Self.course) { course in
      let outcome = try await Command.lessons("doctor", in: course)
      #expect(outcome.code == 0)
      for words in [
        "✓ compiler    Swift 6.", "✓ modules ", "✓ libpng ", "✓ processor ",
        "✓ course      1 lesson in Lessons\n",
        "✓ cache ", "✓ limits ", "terminal    standard output is none", "\nLessons can run here.",
      ] {
        #expect(outcome.output.contains(words), "\(words)")
      }
      #expect(!outcome.output.contains("\u{1B}"))
      #expect(outcome.errors == "")
      #expect(
        outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("→") })
      let colored = try await Command.lessons("doctor", "--color", "always", in: course)
      #expect(colored.output.contains("\u{1B}[32m✓\u{1B}[39m"))
    }
  }

  @Test("without a compiler says so, with what to do, and with the toolchain's exit code")
  func noCompiler() async throws {
    try await TemporaryCourse.with(Self.course) { course in
      let outcome = try await Command.lessons(
        "doctor", in: course, environment: ["PATH": course.folder])
      #expect(outcome.code == 3)
      #expect(outcome.output.contains("✗ compiler    'swiftc --version' doesn't run"))
      #expect(outcome.output.contains("→ Install Swift 6.3 or newer"))
      #expect(outcome.output.contains("There is 1 fault."))
    }
  }

  @Test("--json prints a finding a line")
  func json() async throws {
    try await TemporaryCourse.with(Self.course) { course in
      let outcome = try await Command.lessons(
        "doctor", "--json", "--color", "always", in: course,
        environment: ["PATH": course.folder, "XDG_STATE_HOME": "/proc/nowhere"])
      #expect(outcome.code == 3)
      let findings = try outcome.output.split(separator: "\n").map {
        try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
      }
      #expect(findings.count > 10)
      #expect(findings.allSatisfy { ["well", "note", "fault"].contains($0["verdict"]) })
      let progress = findings.first { $0["name"] == "progress" }
      #expect(progress?["verdict"] == "note")
      #expect(progress?["found"] == "isn't kept, because /proc/nowhere/loupe can't be written")
      #expect(findings.first { $0["name"] == "compiler" }?["verdict"] == "fault")
    }
  }

  @Test("in a terminal says what it is", .enabled(if: TerminalWindow.isAvailable))
  func terminal() async throws {
    try await TemporaryCourse.with(Self.course) { course in
      try await TerminalWindow.with("doctor", in: course, columns: 90, rows: 60) { window in
        let text = try await window.wait(for: "exit code 0")
        #expect(text.contains("90 × 60, with colour"))
        #expect(text.contains("Lessons can run here."))
      }
    }
  }
}
