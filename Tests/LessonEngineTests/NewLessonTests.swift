import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("A new lesson")
struct NewLessonTests {
  @Test(
    "has a number and words in small letters in a course, and words alone elsewhere",
    arguments: [
      ("24-my-topic", true, true), ("00-a", true, true), ("24-top-5", true, true),
      ("my-topic", false, true), ("a", false, true), ("24-5", false, false), ("", false, false),
      ("24", false, false), ("24-", false, false), ("-24-a", false, false), ("4-a", false, false),
      ("124-a", false, false), ("24-My", false, false), ("24--a", false, false),
      ("24-a-", false, false), ("24_a", false, false), ("24-ä", false, false),
      ("24-a b", false, false), (".a", false, false), ("٢٤-a", false, false),
    ])
  func names(text: String, inCourse: Bool, elsewhere: Bool) {
    #expect(((try? LessonName(text, .inCourse)) != nil) == inCourse)
    #expect(((try? LessonName(text, .elsewhere)) != nil) == elsewhere)
  }

  @Test("is called as its name says")
  func title() throws {
    #expect(try LessonName("24-my-topic", .inCourse).title == "My topic")
    #expect(try LessonName("24-my-topic", .inCourse).number == 24)
    #expect(try LessonName("topic", .elsewhere).title == "Topic")
    #expect(try LessonName("topic", .elsewhere).number == nil)
  }

  @Test(
    "can be read, whatever YAML takes its name for",
    arguments: ["01-yes", "01-null", "01-no-1", "01-true", "24-my-topic"])
  func template(text: String) throws {
    let name = try LessonName(text, .inCourse)
    let template = LessonTemplate(name, requires: ["00-null"])
    let lesson = try Lesson(source: template.text, path: "/\(text)/README.md")
    #expect(lesson.frontMatter.title == name.title)
    #expect(lesson.frontMatter.requires == ["00-null"])
    #expect(lesson.cells.count == 2)
    #expect(lesson.cells.allSatisfy { $0.record == nil })
  }

  @Test("appears whole, with the folders around it")
  func placed() throws {
    try withTemporaryFolder { folder in
      try writeLesson("text", named: "draft", in: folder)
      let target = "\(folder)/a/b/lesson"
      try LessonPlacement.copy("\(folder)/draft", to: target)
      #expect(try String(contentsOfFile: "\(target)/README.md", encoding: .utf8) == "text")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a", "draft"])
      #expect(throws: (any Error).self) {
        try LessonPlacement.copy("\(folder)/draft", to: target)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a/b") == ["lesson"])
    }
  }

  @Test("leaves nothing behind where it can't be")
  func notPlaced() throws {
    try withTemporaryFolder { folder in
      #expect(throws: (any Error).self) {
        try LessonPlacement.copy("\(folder)/missing", to: "\(folder)/a/b/lesson")
      }
      try writeLesson("text", named: "draft", in: folder)
      #expect(throws: (any Error).self) {
        try LessonPlacement.copy("\(folder)/draft", to: "\(folder)/draft/README.md/lesson")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["draft"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/draft") == ["README.md"])
    }
  }
}
