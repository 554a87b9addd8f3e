import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("A workbook of copies")
struct WorkbookTests {
  private func withCourse(_ body: (Course, String) throws -> Void) throws {
    let root =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/WorkbookTests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let lesson = "\(root)/Lessons/01-sums"
    try FileManager.default.createDirectory(
      atPath: "\(lesson)/figures", withIntermediateDirectories: true)
    try "---\ntitle: Sums\nsummary: What?\nminutes: 1\n---\n# Sums\n".write(
      toFile: "\(lesson)/README.md", atomically: false, encoding: .utf8)
    try "picture".write(toFile: "\(lesson)/figures/a.png", atomically: false, encoding: .utf8)
    try body(Course(folder: "\(root)/Lessons"), root)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("a copy has all that lies in the lesson's folder, and is what is run")
  func copy() throws {
    try withCourse { course, root in
      #expect(course.workbook.copy(of: "01-sums") == nil)
      #expect(try course.lessonToRun("01-sums").path == course.path(of: "01-sums"))
      let path = try course.workbook.makeCopy(of: "01-sums", from: "\(root)/Lessons/01-sums")
      #expect(path == "\(root)/Workbook/01-sums/README.md")
      #expect(try text("\(root)/Workbook/01-sums/figures/a.png") == "picture")
      #expect(course.workbook.copy(of: "01-sums") == path)
      #expect(try course.lessonToRun("01-sums").path == path)
      #expect(try course.lesson("01-sums").path == course.path(of: "01-sums"))
      let left = try FileManager.default.contentsOfDirectory(atPath: "\(root)/Workbook")
      #expect(left == ["01-sums"])
    }
  }

  @Test("a copy that is there is never touched")
  func secondCopy() throws {
    try withCourse { course, root in
      let lesson = "\(root)/Lessons/01-sums"
      let path = try course.workbook.makeCopy(of: "01-sums", from: lesson)
      try "mine".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(try course.workbook.makeCopy(of: "01-sums", from: lesson) == path)
      #expect(try text(path) == "mine")
    }
  }

  @Test("a copy that is put aside is kept, each under a name of its own")
  func aside() throws {
    try withCourse { course, root in
      #expect(try course.workbook.putAside("01-sums") == nil)
      for number in 1...3 {
        let path = try course.workbook.makeCopy(of: "01-sums", from: "\(root)/Lessons/01-sums")
        try "copy \(number)".write(toFile: path, atomically: false, encoding: .utf8)
        let aside = try course.workbook.putAside("01-sums")
        #expect(aside == "\(root)/Workbook/01-sums-old-\(number)")
        #expect(course.workbook.copy(of: "01-sums") == nil)
      }
      for number in 1...3 {
        #expect(try text("\(root)/Workbook/01-sums-old-\(number)/README.md") == "copy \(number)")
      }
    }
  }

  @Test("where no copy can be made there is an error, and nothing is left")
  func noRoom() throws {
    try withCourse { course, root in
      try "a file".write(toFile: "\(root)/Workbook", atomically: false, encoding: .utf8)
      #expect(throws: (any Error).self) {
        try course.workbook.makeCopy(of: "01-sums", from: "\(root)/Lessons/01-sums")
      }
      #expect(try text("\(root)/Workbook") == "a file")
      try FileManager.default.removeItem(atPath: "\(root)/Workbook")
      #expect(throws: (any Error).self) {
        try course.workbook.makeCopy(of: "02-none", from: "\(root)/Lessons/02-none")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/Workbook") == [])
    }
  }
}
