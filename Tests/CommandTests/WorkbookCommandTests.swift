import Foundation
import TestSupport
import Testing

@Suite("lessons edit, lessons reset, and lessons of one's own", .takingTurns, .serialized)
struct WorkbookCommandTests {
  private func change(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "let a = 1", with: "let a = 20")
      .write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test("edit makes a copy, which is then run and said to be one; reset goes back and keeps it")
  func thereAndBack() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      var outcome = try await Command.lessons("edit", "1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output == "Workbook/01-sums/README.md\n")
      try change("\(course.folder)/Workbook/01-sums/README.md")
      outcome = try await Command.lessons("1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("the sum is 21"))
      #expect(outcome.errors.contains("your copy, Workbook/01-sums/README.md"))
      #expect(outcome.errors.contains("lessons reset 01-sums"))
      // The course is as it was.
      outcome = try await Command.lessons("check", "1", in: course)
      #expect(outcome.code == 0, "\(outcome.output)")
      outcome = try await Command.lessons("reset", "1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("kept in Workbook/01-sums-old-1"))
      outcome = try await Command.lessons("1", in: course)
      #expect(outcome.output.contains("the sum is 2\n"))
      #expect(outcome.errors == "")
      outcome = try await Command.lessons("reset", "1", in: course)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("there is no copy of it"))
    }
  }

  @Test("where the course has changed a lesson since, the copy is run, and it is said")
  func behind() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      _ = try await Command.lessons("edit", "1", in: course)
      try change("\(course.folder)/Workbook/01-sums/README.md")
      #expect(try await !Command.lessons("1", in: course).errors.contains("has changed since"))
      try course.replace("let a = 1", with: "let a = 5", in: "01-sums")
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.output.contains("the sum is 21"))
      #expect(outcome.errors.contains("which has changed since you made it; yours is kept"))
    }
  }

  @Test("a second edit leaves the copy as it is")
  func twice() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      _ = try await Command.lessons("edit", "1", in: course)
      try change("\(course.folder)/Workbook/01-sums/README.md")
      let again = try await Command.lessons("edit", "01-sums", in: course)
      #expect(again.code == 0)
      let outcome = try await Command.lessons("1", in: course)
      #expect(outcome.output.contains("the sum is 21"))
    }
  }

  @Test("where a copy can't be made, that is told and nothing is lost", arguments: ["edit"])
  func noCopy(_ command: String) async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      try "a file".write(
        toFile: "\(course.folder)/Workbook", atomically: false, encoding: .utf8)
      let outcome = try await Command.lessons(command, "1", in: course)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains("01-sums could not be copied to Workbook"))
      let unknown = try await Command.lessons(command, "9", in: course)
      #expect(unknown.code == 2)
      #expect(unknown.errors.contains("there is no lesson '9'"))
    }
  }

  @Test(
    "a lesson of one's own is run by its path",
    arguments: ["mine/my-lesson", "mine/my-lesson/README.md", "./mine/my-lesson/", "mine/other.md"])
  func byPath(_ path: String) async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      let lesson = try String(
        contentsOfFile: "\(course.folder)/Lessons/01-sums/README.md", encoding: .utf8)
      try FileManager.default.createDirectory(
        atPath: "\(course.folder)/mine/my-lesson", withIntermediateDirectories: true)
      for file in ["my-lesson/README.md", "other.md"] {
        try lesson.replacingOccurrences(of: "let a = 1", with: "let a = 30")
          .write(toFile: "\(course.folder)/mine/\(file)", atomically: false, encoding: .utf8)
      }
      let outcome = try await Command.lessons(path, in: course)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("the sum is 31"))
    }
  }

  @Test("a lesson of one's own is edited itself, and has no copy to go back from")
  func ownLesson() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      try FileManager.default.copyItem(
        atPath: "\(course.folder)/Lessons/01-sums", toPath: "\(course.folder)/mine")
      let edit = try await Command.lessons("edit", "./mine", in: course)
      #expect(edit.code == 0)
      #expect(edit.output == "mine/README.md\n")
      let reset = try await Command.lessons("reset", "./mine", in: course)
      #expect(reset.code == 2)
      #expect(reset.errors.contains("only a lesson of the course has a copy to go back from"))
      #expect(course.files == ["Lessons/01-sums/README.md", "mine/README.md"])
    }
  }

  @Test("a lesson in the folder that one is in is hinted at, and '.' is its path in it")
  func hereAbouts() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      try FileManager.default.copyItem(
        atPath: "\(course.folder)/Lessons/01-sums", toPath: "\(course.folder)/my b")
      let named = try await Command.lessons("my b", in: course)
      #expect(named.code == 2)
      #expect(
        named.errors.contains(
          "there is no lesson 'my b'; for the one in this folder, say './my b'\n"))
      let inside = try await Command.shell("cd 'my b' && \"$lessons\" .", in: course)
      #expect(inside.code == 0)
      #expect(inside.output.contains("the sum is 2"))
    }
  }

  @Test("a copy in which nothing was changed isn't kept under another name")
  func unchangedCopy() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      _ = try await Command.lessons("edit", "1", in: course)
      let reset = try await Command.lessons("reset", "1", in: course)
      #expect(reset.code == 0)
      #expect(reset.output.contains("nothing was changed in the copy, so it is gone"))
      #expect(course.files == ["Lessons/01-sums/README.md"])
    }
  }

  @Test("a path where there is no lesson is told as it is")
  func noLessonThere() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      for (path, words) in [
        ("mine/nothing", "error: mine/nothing: there is no such file or folder."),
        ("./Lessons", "error: Lessons: this is a folder of lessons; name one of them: 01-sums\n"),
        ("/dev/null/x.md", "error: /dev/null/x.md: there is no such file or folder."),
        ("/etc/passwd", "error: /etc/passwd: this is no lesson. A lesson is a folder"),
      ] {
        for command in ["run", "check", "edit"] {
          let outcome = try await Command.lessons(command, path, in: course)
          #expect(outcome.code == 2, "\(path): \(outcome.errors)")
          #expect(outcome.errors.contains(words), "\(outcome.errors)")
        }
      }
    }
  }
}

@Suite(
  "Editing while stepping", .takingTurns, .serialized, .enabled(if: TerminalWindow.isAvailable))
struct EditingTests {
  /// An editor that notes what it was given and changes the file.
  private func editor(in course: TemporaryCourse, _ line: String) throws -> String {
    let path = "\(course.folder)/my editor.sh"
    try "#!/bin/sh\necho \"$@\" > '\(course.folder)/given'\n\(line)\n".write(
      toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return "\"\(path)\""
  }

  @Test("e opens a copy at the cell, and runs it again when it has changed")
  func edit() async throws {
    try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
      let editor = try editor(in: course, #"sed -i 's/let a = 1/let a = 41/' "$1""#)
      try await TerminalWindow.with("1", in: course, environment: ["EDITOR": editor]) { window in
        try await window.wait(for: "e edit")
        try await window.press("Enter")
        try await window.wait(for: "a is 1\n")
        try await window.press("e")
        try await window.wait(for: "a is 41")
        try await window.press("Enter")
        try await window.wait(for: "the sum is 42")
        try await window.press("q")
        try await window.wait(for: "exit code 0")
        // The terminal is as it was.
        try await window.wait(for: " echo ")
      }
      let given = try String(contentsOfFile: "\(course.folder)/given", encoding: .utf8)
      #expect(given == "\(course.folder)/Workbook/01-sums/README.md\n")
      let original = try String(
        contentsOfFile: "\(course.folder)/Lessons/01-sums/README.md", encoding: .utf8)
      #expect(original.contains("let a = 1\n"))
    }
  }

  @Test("where the editor can't be started, no copy stays in which nothing was changed")
  func noCopyLeft() async throws {
    for (editor, changes) in [("no-such-editor", false), ("sh -c 'echo >> $0; exit 1'", true)] {
      try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
        let script = "\(course.folder)/editor.sh"
        try "exec \(editor) \"$@\"".write(toFile: script, atomically: false, encoding: .utf8)
        try await TerminalWindow.with(
          "edit 1", in: course, environment: ["EDITOR": "sh \(script)"]
        ) { window in
          let text = try await window.wait(for: "exit code 1")
          #expect(text.contains("error: there is no editor") != changes)
        }
        let copy = "Workbook/01-sums/README.md"
        #expect(course.files.contains(copy) == changes, "\(editor)")
      }
    }
  }

  @Test("an editor that fails, or isn't named, is told, and the lesson goes on")
  func noEditor() async throws {
    let cases = [
      ("false", "ended with an error"), ("", "export EDITOR=nano"),
      ("no-such-editor", "there is no editor 'no-such-editor' here"),
    ]
    for (editor, words) in cases {
      try await TemporaryCourse.with([("01-sums", TemporaryCourse.sums)]) { course in
        try await TerminalWindow.with("1", in: course, environment: ["EDITOR": editor]) { window in
          try await window.wait(for: "e edit")
          try await window.press("e")
          try await window.wait(for: words)
          try await window.press("Enter")
          try await window.wait(for: "a is 1\n")
          try await window.press("q")
          try await window.wait(for: "exit code 0")
        }
      }
    }
  }
}
