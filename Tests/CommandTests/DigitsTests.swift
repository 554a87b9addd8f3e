import Pictures
import TestSupport
import Testing

@Suite("digits", .takingTurns)
struct DigitsTests {
  @Test("a network learns digits, a line for each epoch, and its answers are drawn")
  func short() async throws {
    try await TemporaryCourse.with([]) { course in
      let outcome = try await Command.digits(
        "--count", "3000", "--epochs", "2", "-o", "answers.png", in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 4)
      #expect(lines.first == "LeNet-5, 44426 numbers: 3000 digits to learn, 1000 to try")
      let right = try lines[1...2].map { line in
        try #require(
          Double(line.firstMatch(of: /not learned ([\d.]+) % \(loss [\d.]+\)$/)?.1 ?? ""))
      }
      // By guessing it would be 10.
      #expect(right[1] > 30 && right[1] > right[0], "\(lines)")
      #expect(lines.last?.hasPrefix("answers.png: 20 of them, of which ") == true)
      let answers = try Picture(contentsOf: course.folder + "/answers.png")
      #expect(answers.width > 5 * 84 && answers.height > 4 * 84)
      #expect(course.files == ["answers.png"])
    }
  }

  @Test(
    "numbers that are none of digits or epochs, and a picture that can't be written, are refused")
  func refusals() async throws {
    try await TemporaryCourse.with([]) { course in
      for arguments in [["--count", "0"], ["--epochs", "0"]] {
        let outcome = try await Command.digits(arguments[0], arguments[1], in: course)
        #expect(outcome.code == 64, "\(arguments)")
        #expect(outcome.output.isEmpty)
      }
      let outcome = try await Command.digits(
        "--count", "10", "--epochs", "1", "-o", "none/a.png", in: course)
      #expect(outcome.code != 0 && outcome.errors.contains("none/a.png"))
      #expect(course.files.isEmpty)
    }
  }
}
