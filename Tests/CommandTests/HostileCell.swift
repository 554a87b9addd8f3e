import Foundation
import TestSupport
import Testing

/// A cell that does what no cell should, between two that do nothing of the kind, and what is to come of
/// it when the lesson is run.
struct HostileCell: CustomTestStringConvertible {
  let testDescription: String
  /// The words after `swift` on its fence.
  var options = ""
  let code: String
  /// The exit code.
  let exitCode: Int
  /// What the reader is told on standard error; nothing, where the words are empty.
  var words = ""
  /// What stands on standard output besides what the cell before printed.
  var output = ""
  /// Whether the cell after it still runs.
  var goesOn = false

  init(
    _ description: String, options: String = "", _ code: String, exitCode: Int,
    _ words: String = "",
    output: String = "", goesOn: Bool = false
  ) {
    testDescription = description
    (self.options, self.code, self.exitCode) = (options, code, exitCode)
    (self.words, self.output, self.goesOn) = (words, output, goesOn)
  }

  /// A lesson with nothing else in it. The cell's code begins on line 14.
  var lesson: String {
    """
    ```swift
    import Foundation
    print("the cell " + "before")
    ```

    Text.

    ```swift \(options)
    \(code)
    ```

    ```swift
    print("the cell " + "after")
    ```

    """
  }

  /// Runs the lesson by the command, straight through, and holds what comes of it against what should.
  func run() async throws {
    try await TemporaryCourse.with([("01-hostile", lesson)]) { course in
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == exitCode)
      #expect(outcome.output.contains("\nthe cell before\n"))
      // Nothing is contained in no text.
      #expect(output.isEmpty || outcome.output.contains(output))
      #expect(outcome.output.contains("\nthe cell after\n") == goesOn)
      if words.isEmpty {
        #expect(!outcome.errors.contains("error: "))
      } else {
        #expect(outcome.errors.contains("error: "))
        #expect(outcome.errors.contains(words))
        #expect(outcome.errors.contains("Lessons/01-hostile/README.md:"))
      }
      #expect(await RunningProcesses.left(mentioning: course.temporaryFolder) == [])
      #expect(course.temporaryFiles == [])
      #expect(course.files == ["Lessons/01-hostile/README.md"])
    }
  }
}
