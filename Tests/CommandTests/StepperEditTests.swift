import Foundation
import TestSupport
import Testing

@Suite(
  "Editing a lesson that was given by its path", .takingTurns, .serialized,
  .enabled(if: TerminalWindow.isAvailable))
struct StepperEditTests {
  private static let body = "```swift\nlet a = 1\nprint(\"a is\", a)\n```\n"

  /// Opens the lesson in an editor that makes 41 of the 1, and returns what the editor was given.
  private func edit(_ lesson: String, in course: TemporaryCourse) async throws -> String {
    let editor = "\(course.folder)/editor.sh"
    try
      "#!/bin/sh\necho \"$1\" > '\(course.folder)/given'\nsed -i 's/let a = 1/let a = 41/' \"$1\"\n"
      .write(toFile: editor, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
    try await TerminalWindow.with("'\(lesson)'", in: course, environment: ["EDITOR": editor]) {
      window in
      try await window.wait(for: "Enter runs the cell")
      try await window.press("Enter")
      try await window.wait(for: "a is 1\n")
      try await window.press("e")
      try await window.wait(for: "a is 41\n")
      try await window.press("q")
      try await window.wait(for: "exit code 0")
    }
    return try String(contentsOfFile: "\(course.folder)/given", encoding: .utf8)
  }

  @Test("One's own is edited itself")
  func own() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      let own = "\(course.folder)/mine.md"
      let before = try course.text(of: "01-sums")
      try before.write(toFile: own, atomically: false, encoding: .utf8)
      #expect(try await edit("mine.md", in: course) == own + "\n")
      #expect(try String(contentsOfFile: own, encoding: .utf8).contains("let a = 41"))
      #expect(try course.text(of: "01-sums") == before)
      #expect(!course.files.contains { $0.hasPrefix("Workbook") })
    }
  }

  @Test(
    "One of the course is copied, however its path leads there", arguments: ["Lessons", "link"])
  func course(folder: String) async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      try FileManager.default.createSymbolicLink(
        atPath: "\(course.folder)/link", withDestinationPath: "\(course.folder)/Lessons")
      let before = try course.text(of: "01-sums")
      let given = try await edit("\(folder)/01-sums", in: course)
      #expect(given == "\(course.folder)/Workbook/01-sums/README.md\n")
      #expect(try course.text(of: "01-sums") == before)
    }
  }

  @Test("Where the copy can't be made, nothing is edited")
  func noCopy() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      try "in the way".write(
        toFile: "\(course.folder)/Workbook", atomically: false, encoding: .utf8)
      let before = try course.text(of: "01-sums")
      let environment = ["EDITOR": "sed -i s/1/2/"]
      try await TerminalWindow.with("1", in: course, environment: environment) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("e")
        try await window.wait(for: "could not be copied to Workbook")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
      #expect(try course.text(of: "01-sums") == before)
    }
  }

  @Test("Where the editor can't be started, no copy is left, and the lesson goes on")
  func noEditor() async throws {
    try await TemporaryCourse.with([("01-sums", Self.body)]) { course in
      let environment = ["EDITOR": "no-such-editor"]
      try await TerminalWindow.with("1", in: course, environment: environment) { window in
        try await window.wait(for: "Enter runs the cell")
        try await window.press("e")
        try await window.wait(for: "no-such-editor")
        try await window.press("Enter")
        try await window.wait(for: "a is 1\n")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
      }
      #expect(!course.files.contains { $0.hasPrefix("Workbook") })
    }
  }
}
