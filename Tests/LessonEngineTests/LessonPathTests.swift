import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("The path of a lesson")
struct LessonPathTests {
  @Test("a folder means the README.md in it, and a Markdown file itself")
  func found() throws {
    try withTemporaryFolder { folder in
      let readme = try writeLesson(frontMatter, named: "mine", in: folder)
      #expect(try Lesson.file(at: "\(folder)/mine") == readme)
      #expect(try Lesson.file(at: "\(folder)/mine/") == readme)
      #expect(try Lesson.file(at: "\(folder)/mine/../mine/.") == readme)
      #expect(try Lesson.file(at: readme) == readme)
    }
  }

  @Test("what can be no lesson is told, with what to name instead")
  func refused() throws {
    try withTemporaryFolder { folder in
      try writeLesson(frontMatter, named: "01-a", in: folder + "/Lessons")
      try FileManager.default.createDirectory(
        atPath: folder + "/empty/README.md", withIntermediateDirectories: true)
      try "text".write(toFile: folder + "/notes.txt", atomically: false, encoding: .utf8)
      for (path, words) in [
        ("nothing", "nothing: there is no such file or folder"),
        ("nothing.md", "nothing.md: there is no such file or folder"),
        ("notes.txt", "notes.txt: this is no lesson. A lesson is a folder with a README.md"),
        ("notes.txt/a.md", "there is no such file or folder"),
        ("empty", "empty: this folder is no lesson, for there is no README.md in it"),
        ("Lessons", "Lessons: this is a folder of lessons; name one of them: 01-a"),
      ] {
        let error = #expect(throws: LessonError.self) {
          try Lesson.file(at: "\(folder)/\(path)")
        }
        #expect(error?.description.contains(words) == true, "\(path): \(error?.description ?? "")")
      }
    }
  }

  @Test("what the system refuses is told in its own words")
  func systemsWords() throws {
    try withTemporaryFolder { folder in
      func words(_ body: () throws -> Void) -> String {
        do {
          try body()
          return ""
        } catch {
          return systemWords(error)
        }
      }
      let files = FileManager.default
      #expect(
        words { try "".write(toFile: "\(folder)/a/b", atomically: true, encoding: .utf8) }
          == "No such file or directory")
      try "".write(toFile: "\(folder)/file", atomically: false, encoding: .utf8)
      #expect(
        words {
          try files.createDirectory(
            atPath: "\(folder)/file/b", withIntermediateDirectories: true)
        } == "Not a directory")
      #expect(
        words { try files.copyItem(atPath: "\(folder)/none", toPath: "\(folder)/b") }
          == "No such file or directory")
    }
  }

  @Test(
    "a word for the shell is quoted where it has to be",
    arguments: [
      ("03-convolution", "03-convolution"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"),
      ("$HOME", "'$HOME'"), ("ä/b_c.md", "ä/b_c.md"),
    ])
  func quoted(text: String, word: String) {
    #expect(text.quotedForShell == word)
  }
}
