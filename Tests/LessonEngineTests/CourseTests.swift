import TestSupport
import Foundation
import Testing

@testable import LessonEngine

@Suite("Finding lessons")
struct CourseTests {
  /// A course of lessons with these names.
  private func withCourse(_ names: [String], _ body: (Course, String) throws -> Void) async throws {
    try withTemporaryFolder { folder in
      for name in names { try writeLesson(frontMatter, named: name, in: folder + "/Lessons") }
      try body(Course(folder: folder + "/Lessons"), folder)
    }
  }

  private static let names = ["01-pictures", "02-sums", "03-convolution", "10-convolution-again"]

  @Test("the lessons are the folders with a README.md, in order")
  func names() async throws {
    try await withCourse(Self.names.reversed()) { course, folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/Lessons/figures", withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: folder + "/Lessons/README.md"))
      #expect(Course(folder: folder + "/Lessons").names == Self.names)
      let sums = try course.lesson("02-sums")
      #expect(sums.frontMatter.title == "A lesson")
      #expect(Course(folder: folder + "/nowhere").names.isEmpty)
    }
  }

  @Test("the nearest folder Lessons upwards that has a lesson is found, first start first")
  func find() async throws {
    try await withCourse(["01-a"]) { _, folder in
      let inner = folder + "/x/y"
      // A folder of this name with no lesson in it doesn't count.
      try FileManager.default.createDirectory(
        atPath: inner + "/Lessons/notes", withIntermediateDirectories: true)
      #expect(Course.find(from: [inner])?.folder == folder + "/Lessons")
      #expect(Course.find(from: ["/", inner])?.folder == folder + "/Lessons")
      #expect(Course.find(from: [folder + "/Lessons/01-a"])?.folder == folder + "/Lessons")
      try writeLesson(frontMatter, named: "01-b", in: inner + "/Lessons")
      #expect(Course.find(from: [inner, folder])?.names == ["01-b"])
      #expect(Course.find(from: [folder, inner])?.names == ["01-a"])
      #expect(Course.find(from: ["/"]) == nil)
    }
  }

  @Test(
    "a lesson is named by its whole name, its number, or a beginning that only it has, of a word too",
    arguments: [
      ("03-convolution", "03-convolution"), ("3", "03-convolution"), ("03", "03-convolution"),
      ("003", "03-convolution"), ("1", "01-pictures"), ("10", "10-convolution-again"),
      ("03-c", "03-convolution"), ("02-S", "02-sums"), ("sums", "02-sums"), ("Pict", "01-pictures"),
      ("convolution", "03-convolution"), ("aga", "10-convolution-again"),
      ("convolution-a", "10-convolution-again"),
    ])
  func named(text: String, name: String) async throws {
    try await withCourse(Self.names) { course, _ in
      let found = try course.name(for: text)
      #expect(found == name)
    }
  }

  @Test("a whole name wins over longer names that begin with it")
  func wholeName() async throws {
    try await withCourse(["03-conv", "03-conv-2"]) { course, _ in
      let found = try course.name(for: "03-conv")
      #expect(found == "03-conv")
    }
  }

  @Test(
    "a name of no lesson is unknown, with the nearest",
    arguments: [
      ("03-convolutoin", "03-convolution"), ("pictres", "01-pictures"), ("tures", "01-pictures"),
      ("volu", nil), ("tu", nil), ("7", nil), ("backpropagation", nil),
    ])
  func unknown(text: String, nearest: String?) async throws {
    try await withCourse(Self.names) { course, _ in
      #expect(throws: Course.NameError.unknown(text, nearest: nearest)) {
        try course.name(for: text)
      }
    }
  }

  @Test("a beginning that several have is ambiguous, and they are named")
  func ambiguous() async throws {
    try await withCourse(Self.names) { course, _ in
      let error = Course.NameError.ambiguous("0", Array(Self.names.prefix(3)))
      #expect(throws: error) { try course.name(for: "0") }
      #expect(error.description == "'0' could be 01-pictures or 02-sums or 03-convolution")
      #expect(throws: Course.NameError.ambiguous("", Self.names)) { try course.name(for: "") }
      #expect(throws: Course.NameError.ambiguous("convol", Array(Self.names.suffix(2)))) {
        try course.name(for: "convol")
      }
    }
  }

  @Test(
    "a number that two lessons share is ambiguous however it is written", arguments: ["3", "03"])
  func sharedNumber(text: String) async throws {
    try await withCourse(["03-a", "03-b"]) { course, _ in
      #expect(throws: Course.NameError.ambiguous(text, ["03-a", "03-b"])) {
        try course.name(for: text)
      }
    }
  }
}

@Suite("Guessing what a misspelt word should be")
struct SpellingTests {
  @Test(
    "the distance is the number of letters put in, taken out or replaced",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("kitten", "sitting", 3),
      ("ab", "ba", 2), ("norun", "no-run", 1), ("flaw", "lawn", 2),
    ])
  func distance(a: String, b: String, expected: Int) {
    #expect(Spelling.distance(a, b) == expected)
    #expect(Spelling.distance(b, a) == expected)
  }

  @Test("the nearest word is given while it is near enough for a slip")
  func nearest() {
    let words = ["check", "record", "compare"]
    #expect(Spelling.nearest(to: "chek", among: words) == "check")
    #expect(Spelling.nearest(to: "RECORDS", among: words) == "record")
    #expect(Spelling.nearest(to: "compute", among: words) == "compare")
    #expect(Spelling.nearest(to: "kernel", among: words) == nil)
    #expect(Spelling.nearest(to: "check", among: []) == nil)
    // A third of the letters may be wrong in a long word.
    #expect(Spelling.nearest(to: "xxxvolution", among: ["convolution"]) == "convolution")
    #expect(Spelling.nearest(to: "xxxxolution", among: ["convolution"]) == nil)
  }
}
