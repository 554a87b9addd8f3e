import Foundation
import TestSupport
import Testing

@Suite("Progress", .takingTurns, .serialized, .enabled(if: TerminalWindow.isAvailable))
struct ProgressCommandTests {
  private func progressFile(of course: TemporaryCourse) -> String {
    course.stateFolder + "/loupe/progress.json"
  }

  /// Steps to the second cell and quits.
  private func stopBeforeCell2(_ course: TemporaryCourse) async throws {
    try await TerminalWindow.with("1", in: course) { window in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.wait(for: "The second text.")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
  }

  @Test("A lesson goes on where one stopped; --from 1 begins again")
  func resume() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      try await stopBeforeCell2(course)
      let list = try await Command.lessons([], in: course)
      #expect(list.output.contains("› 01-steps"))
      #expect(list.output.contains("you are at cell 2 of 3"))
      #expect(list.output.contains("Go on with: swift run lessons 01-steps"))
      try await TerminalWindow.with("1", in: course) { window in
        let text = try await window.wait(for: "Enter runs the cell")
        #expect(text.contains("── you stopped before cell 2; --from 1 begins again ─"))
        #expect(text.contains("The second text."))
        #expect(!text.contains("The first text."))
        try await window.press("Enter")
        // The first cell has run, unseen.
        try await window.wait(for: "total is 11\n")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
      try await TerminalWindow.with("1 --from 1", in: course) { window in
        try await window.wait(for: "The first text.")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
    }
  }

  @Test("Who has come to the end of a lesson has finished it, and is told what is next")
  func finish() async throws {
    let lessons = [
      ("01-steps", TemporaryCourse.threeSteps), ("02-more", TemporaryCourse.threeSteps),
    ]
    try await TemporaryCourse.with(lessons) { course in
      let before = try await Command.lessons([], in: course)
      #expect(before.output.contains("Start one with: swift run lessons 01-steps"))
      try await TerminalWindow.with("1", in: course) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("a")
        try await window.wait(for: "exit code 0")
      }
      let after = try await Command.lessons([], in: course)
      #expect(after.output.contains("✓ 01-steps"))
      #expect(after.output.contains("  02-more"))
      #expect(after.output.contains("Next: swift run lessons 02-more"))
    }
  }

  @Test("A damaged file, and a folder that can't be written, do no harm")
  func harmless() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      let path = progressFile(of: course)
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (text, words) in [
        ("{ damaged", "Your progress isn't known, for"),
        (
          "{\"version\":9}",
          "Your progress isn't known and isn't kept, for a newer Loupe has written"
        ),
      ] {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let list = try await Command.lessons("list", in: course)
        #expect(list.code == 0)
        #expect(list.errors.hasPrefix(words))
        #expect(list.errors.contains("/loupe/progress.json.old\n"))
        let doctor = try await Command.lessons("doctor", in: course)
        #expect(doctor.output.contains("· progress    isn't known"))
      }
      try "{ damaged".write(toFile: path, atomically: false, encoding: .utf8)
      try await stopBeforeCell2(course)
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains("\"nextCell\" : 2"))

      // A file where the folder should be: nothing can be kept there, whoever one is.
      try FileManager.default.removeItem(atPath: course.stateFolder)
      try "".write(toFile: course.stateFolder, atomically: false, encoding: .utf8)
      try await stopBeforeCell2(course)
      let list = try await Command.lessons([], in: course)
      #expect(list.code == 0)
      #expect(list.errors == "")
    }
  }

  @Test("In a narrow window the list breaks between words, under the question")
  func narrowList() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      try await TerminalWindow.with("list", in: course, columns: 30) { window in
        let text = try await window.wait(for: "exit code 0")
        #expect(text.contains("01-steps  What is one and one?\n          (5 min)\n"))
      }
    }
  }

  @Test("Running into a pipe keeps no place")
  func pipe() async throws {
    try await TemporaryCourse.with([("01-steps", TemporaryCourse.threeSteps)]) { course in
      _ = try await Command.lessons("1", in: course)
      #expect(!FileManager.default.fileExists(atPath: course.stateFolder))
    }
  }
}
