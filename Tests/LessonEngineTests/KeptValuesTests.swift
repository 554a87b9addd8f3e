import Foundation
import TestSupport
import Testing

@testable import LessonEngine

@Suite("Keeping what lessons remember")
struct KeptValuesTests {
  private func cells(_ codes: [String]) throws -> [Cell] {
    try withTemporaryFolder { folder in
      try Lesson(readingFrom: writeLesson(lessonText(codes.map { ("", $0) }), in: folder)).cells
    }
  }

  private func keys(_ codes: [String], library: String = "one") throws -> [Substring] {
    KeptValues.keys(of: try cells(codes), library: library).split(separator: " ")
  }

  @Test("a cell's key follows from its code, that of the cells before it and the library")
  func keys() throws {
    let usual = try keys(["a", "b", "c"])
    #expect(usual.map { $0.prefix(2) } == ["1:", "2:", "3:"])
    #expect(Set(usual.map { $0.dropFirst(2) }).count == 3)
    #expect(try keys(["a", "b", "d"]).map { usual.contains($0) } == [true, true, false])
    #expect(try keys(["a", "d", "c"]).map { usual.contains($0) } == [true, false, false])
    #expect(try keys(["a", "b"]) == Array(usual.prefix(2)))
    #expect(try keys(["a", "b", "c"], library: "two").allSatisfy { !usual.contains($0) })
    // Where one cell ends and the next begins matters.
    #expect(try keys(["ab", "c"])[1] != keys(["a", "bc"])[1])
  }

  @Test("the oldest files go when there is too much, and all when it is forgotten")
  func room() throws {
    try withTemporaryFolder { folder in
      let values = KeptValues(folder: folder + "/memory", mostBytes: 25)
      #expect(try values.removeAll() == (0, 0))
      try FileManager.default.createDirectory(
        atPath: values.folder, withIntermediateDirectories: true)
      for (age, name) in ["new", "old", "oldest"].enumerated() {
        let path = "\(values.folder)/\(name)"
        try Data(count: 10).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -1000 * Double(age))], ofItemAtPath: path)
      }
      values.removeOldest()
      #expect(
        try Set(FileManager.default.contentsOfDirectory(atPath: values.folder)) == ["new", "old"])
      #expect(try values.removeAll() == (2, 20))
      #expect(!FileManager.default.fileExists(atPath: values.folder))
    }
  }
}
