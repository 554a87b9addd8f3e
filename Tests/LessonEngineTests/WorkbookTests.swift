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
      #expect(left.sorted() == [".01-sums.md", "01-sums"])
    }
  }

  @Test("the exercises aren't copied, for their solutions lie with them")
  func exercises() throws {
    try withCourse { course, root in
      let lesson = course.folder(of: "01-sums")
      let exercise = "\(lesson)/exercises/add"
      try FileManager.default.createDirectory(
        atPath: exercise, withIntermediateDirectories: true)
      try "a + b".write(
        toFile: "\(exercise)/solution.swift", atomically: false, encoding: .utf8)
      _ = try course.workbook.makeCopy(of: "01-sums", from: lesson)
      let copy = "\(root)/Workbook/01-sums"
      let items = try FileManager.default.contentsOfDirectory(atPath: copy)
      #expect(items.sorted() == ["README.md", "figures"])
      #expect(try course.workbook.removeUnchanged("01-sums", copyOf: lesson))
      // A copy from before has them, and they may have been changed.
      try FileManager.default.createDirectory(
        atPath: "\(root)/Workbook", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: lesson, toPath: copy)
      try "a - b".write(
        toFile: "\(copy)/exercises/add/solution.swift", atomically: false, encoding: .utf8)
      #expect(try !course.workbook.removeUnchanged("01-sums", copyOf: lesson))
      try "a + b".write(
        toFile: "\(copy)/exercises/add/solution.swift", atomically: false, encoding: .utf8)
      #expect(try course.workbook.removeUnchanged("01-sums", copyOf: lesson))
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

  @Test(
    "a copy is behind when the course has changed the lesson since, and not when its reader has")
  func behind() throws {
    try withCourse { course, root in
      let lesson = "\(root)/Lessons/01-sums"
      let workbook = course.workbook
      #expect(!workbook.isBehind("01-sums", copyOf: lesson))
      let path = try workbook.makeCopy(of: "01-sums", from: lesson)
      try "mine".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(!workbook.isBehind("01-sums", copyOf: lesson))
      let new = try text("\(lesson)/README.md") + "New.\n"
      try new.write(toFile: "\(lesson)/README.md", atomically: false, encoding: .utf8)
      #expect(workbook.isBehind("01-sums", copyOf: lesson))
      _ = try workbook.remove("01-sums", copyOf: lesson)
      #expect(!workbook.isBehind("01-sums", copyOf: lesson))
      _ = try workbook.makeCopy(of: "01-sums", from: lesson)
      #expect(!workbook.isBehind("01-sums", copyOf: lesson))
    }
  }

  @Test("a changed copy that is taken away is kept, each under a name of its own")
  func aside() throws {
    try withCourse { course, root in
      let lesson = course.folder(of: "01-sums")
      #expect(try course.workbook.remove("01-sums", copyOf: lesson) == .nothing)
      for number in 1...3 {
        let path = try course.workbook.makeCopy(of: "01-sums", from: lesson)
        try "copy \(number)".write(toFile: path, atomically: false, encoding: .utf8)
        let removal = try course.workbook.remove("01-sums", copyOf: lesson)
        #expect(removal == .kept("\(root)/Workbook/01-sums-old-\(number)"))
        #expect(course.workbook.copy(of: "01-sums") == nil)
      }
      for number in 1...3 {
        #expect(try text("\(root)/Workbook/01-sums-old-\(number)/README.md") == "copy \(number)")
      }
    }
  }

  @Test("a copy in which nothing was changed goes, and the folder with the last of them")
  func unchanged() throws {
    try withCourse { course, root in
      let lesson = course.folder(of: "01-sums")
      let path = try course.workbook.makeCopy(of: "01-sums", from: lesson)
      #expect(try course.workbook.remove("01-sums", copyOf: lesson) == .removed)
      #expect(!FileManager.default.fileExists(atPath: "\(root)/Workbook"))
      #expect(try text(course.path(of: "01-sums")).hasSuffix("# Sums\n"))
      // Whatever lies in it counts, and so does what else is in the workbook.
      _ = try course.workbook.makeCopy(of: "01-sums", from: lesson)
      try "mine".write(
        toFile: "\(root)/Workbook/notes.txt", atomically: false, encoding: .utf8)
      let picture = "\(root)/Workbook/01-sums/figures/a.png"
      try "another".write(toFile: picture, atomically: false, encoding: .utf8)
      #expect(try !course.workbook.removeUnchanged("01-sums", copyOf: lesson))
      #expect(try text(picture) == "another")
      try "picture".write(toFile: picture, atomically: false, encoding: .utf8)
      #expect(try course.workbook.removeUnchanged("01-sums", copyOf: lesson))
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try text("\(root)/Workbook/notes.txt") == "mine")
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
