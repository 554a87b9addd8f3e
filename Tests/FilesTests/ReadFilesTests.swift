import Foundation
import TestSupport
import Testing

@testable import Files

private struct ReadError: FileError {
  enum Problem: FileProblem {
    case missing, folder
    case unreadable(String)
    case unwritable(String)
  }

  let path: String
  let problem: Problem
}

@Suite("Which files were read")
struct ReadFilesTests {
  @Test(
    "a file is noted with its version once it is opened; others, and those of the folder, aren't")
  func noting() throws {
    try withTemporaryFolder { folder in
      ReadFiles.startNoting()
      let (read, other) = (folder + "/read", folder + "/other")
      for path in [read, other] { try Data("one".utf8).write(to: URL(fileURLWithPath: path)) }
      _ = try FileReader<ReadError>(read)
      #expect(throws: ReadError.self) { try FileReader<ReadError>(folder) }
      #expect(throws: ReadError.self) { try FileReader<ReadError>(folder + "/missing") }
      _ = try? FileReader<ReadError>("Package.swift")
      let noted = ReadFiles.all.filter { $0.key.hasPrefix(folder) || $0.key == "Package.swift" }
      #expect(noted.keys.sorted() == [read])
      #expect(noted[read] == ReadFiles.version(of: read))
      // As long as before.
      try Data("two".utf8).write(to: URL(fileURLWithPath: read))
      #expect(noted[read] != ReadFiles.version(of: read))
      #expect(ReadFiles.version(of: folder + "/missing") == nil)
      ReadFiles.add([other: "as it was"])
      #expect(ReadFiles.all[other] == "as it was")
    }
  }
}
