import Foundation
import Testing

@testable import LessonEngine

@Suite("What the texts point at")
struct LinkTests {
  /// The texts of the package: its own README, those of the folders, and the lessons.
  static func texts() throws -> [String] {
    let package = try LessonLibrary().packageFolder
    let folders = ["Lessons", "Examples"].flatMap { folder in
      FileManager.default.enumerator(atPath: "\(package)/\(folder)")?
        .compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }
        .map { "\(folder)/\($0)" } ?? []
    }
    return ["README.md"] + folders
  }

  @Test("is there: every link to a file of the package", arguments: try texts())
  func links(_ text: String) throws {
    let package = try LessonLibrary().packageFolder
    let contents = try String(contentsOfFile: "\(package)/\(text)", encoding: .utf8)
    let folder = URL(fileURLWithPath: "\(package)/\(text)").deletingLastPathComponent()
    for link in contents.matches(of: /\]\(([^)#\s]+)\)/) where !link.1.contains("://") {
      let path = folder.appendingPathComponent(String(link.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(text): \(link.1)")
    }
  }
}
