import Foundation
import TestSupport
import Testing

@testable import Files

/// An error as the formats have theirs.
private struct TestError: FileError, Equatable {
  enum Problem: FileProblem, Equatable {
    case missing, folder
    case unreadable(String)
    case unwritable(String)
  }

  let path: String
  let problem: Problem
}

@Suite struct FileTests {
  private func write(_ pieces: [UInt8]..., to path: String) throws(TestError) {
    try FileReplacement.write(to: path) { (file) throws(TestError) in
      for piece in pieces { try piece.withUnsafeBytes(file.append).get() }
    }
  }

  private func make(_ folder: String) throws(TestError) {
    try FileSystem.makeFolder(folder, failure: TestError.self)
  }

  private func contents(_ path: String, limit: Int = 1 << 20) throws(TestError) -> [UInt8]? {
    let file = try FileReader<TestError>(path)
    return try file.rest(after: file.next(2), limit: limit)
  }

  @Test("What is written in pieces is read in pieces, and nothing else is left in the folder")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x"
      for _ in 0..<2 { try write([1, 2, 3], [], [4, 5], to: path) }
      #expect(try contents(path) == [1, 2, 3, 4, 5])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x"])
      let file = try FileReader<TestError>(path)
      #expect(file.byteCount == 5)
      #expect(try file.next(3) == [1, 2, 3])
      #expect(try file.next(3) == [4, 5])
      #expect(try file.next(3) == [])
    }
  }

  @Test("A file of as many bytes as are allowed is read, one of more isn't")
  func limits() throws {
    try withTemporaryFolder { folder in
      try write([1, 2, 3, 4, 5], to: folder + "/x")
      #expect(try contents(folder + "/x", limit: 5) == [1, 2, 3, 4, 5])
      #expect(try contents(folder + "/x", limit: 4) == nil)
      #expect(try contents("/dev/zero", limit: 1 << 21) == nil)
    }
  }

  @Test("Bytes are read from their place, and those past the end are missed")
  func places() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x"
      try write([1, 2, 3, 4, 5], to: path)
      let file = try FileReader<TestError>(path)
      var bytes: [UInt8] = [0, 0]
      try bytes.withUnsafeMutableBytes { try file.fill($0, at: 3) }
      #expect(bytes == [4, 5])
      let short = TestError(
        path: path, problem: .unreadable("it has become shorter while it was read"))
      #expect(throws: short) { try bytes.withUnsafeMutableBytes { try file.fill($0, at: 4) } }
    }
  }

  @Test("What can't be read or written says why")
  func refusals() throws {
    try withTemporaryFolder { folder in
      let (file, none) = (folder + "/x", folder + "/none")
      try write([1], to: file)
      func reading(_ path: String, _ problem: TestError.Problem) {
        #expect(throws: TestError(path: path, problem: problem)) { try contents(path) }
      }
      reading(none, .missing)
      reading(folder, .folder)
      reading(file + "/x", .unreadable("Not a directory"))
      func writing(_ path: String, _ problem: TestError.Problem) {
        #expect(throws: TestError(path: path, problem: problem)) { try write([2], to: path) }
      }
      writing(folder, .folder)
      writing(none + "/x", .unwritable("its folder does not exist"))
      #if os(Linux)
        writing("/dev/full", .unwritable("No space left on device"))
      #endif
      #expect(try contents(file) == [1])
    }
  }

  @Test("A failed write leaves the old file and nothing else")
  func failedWrite() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x"
      try write([1], to: path)
      let full = TestError(path: path, problem: .unwritable("No space left on device"))
      #expect(throws: full) {
        try FileReplacement.write(to: path) { (file) throws(TestError) in
          try [2, 3].withUnsafeBytes(file.append).get()
          throw full
        }
      }
      #expect(try contents(path) == [1])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x"])
    }
  }

  @Test("A link keeps pointing where it points, and a device stays a device")
  func linksAndDevices() throws {
    try withTemporaryFolder { folder in
      let (target, link) = (folder + "/target", folder + "/link")
      try write([1], to: target)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      try write([2], to: link)
      #expect(try contents(target) == [2])
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      try write([3], to: "/dev/null")
      #expect(FileSystem.kind(ofPath: "/dev/null") == .other)
      #expect(FileSystem.kind(ofPath: link) == .file)
      #expect(FileSystem.kind(ofPath: folder) == .folder)
      #expect(FileSystem.kind(ofPath: folder + "/none") == nil)
    }
  }

  @Test("Bytes move in pieces; a signal is no failure, and a failure keeps its number")
  func pieces() {
    var calls: [[Int]] = []
    let count = FileSystem.largestPiece + 10
    let all = FileSystem.inPieces(count) { done, piece in
      calls.append([done, piece])
      if calls.count == 2 {
        errno = EINTR
        return -1
      }
      return min(piece, FileSystem.largestPiece - 1)
    }
    let largest = FileSystem.largestPiece
    #expect(calls == [[0, largest], [largest - 1, 11], [largest - 1, 11]])
    #expect(all.done == count && all.failure == nil)
    let failed = FileSystem.inPieces(5) { done, _ in
      guard done > 0 else { return 2 }
      errno = EIO
      return -1
    }
    #expect(failed.done == 2 && failed.failure == EIO)
    let ended = FileSystem.inPieces(5) { done, _ in done == 0 ? 3 : 0 }
    #expect(ended.done == 3 && ended.failure == nil)
  }

  @Test("A file that grows keeps what was there, and a new one must be new")
  func growing() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x"
      do {
        let file = try GrowingFile<TestError>(path, .new)
        try file.append([1, 2, 3])
        #expect(file.byteCount == 3)
        // Nothing waits to be written.
        #expect(try contents(path) == [1, 2, 3])
      }
      #expect(throws: TestError(path: path, problem: .unwritable("File exists"))) {
        try GrowingFile<TestError>(path, .new)
      }
      let file = try GrowingFile<TestError>(path, .goingOn)
      try file.append([4])
      #expect(try contents(path) == [1, 2, 3, 4])
      try file.empty()
      try file.append([5])
      #expect(try contents(path) == [5])
      #expect(throws: TestError(path: folder, problem: .folder)) {
        try GrowingFile<TestError>(folder, .goingOn)
      }
    }
  }

  @Test("Folders are made with those that they are in, and a file is no folder")
  func folders() throws {
    try withTemporaryFolder { folder in
      for _ in 0..<2 { try make(folder + "/a//b/c/") }
      #expect(FileSystem.kind(ofPath: folder + "/a/b/c") == .folder)
      try write([1], to: folder + "/a/x")
      #expect(throws: TestError(path: folder + "/a/x", problem: .unwritable("Not a directory"))) {
        try make(folder + "/a/x/y")
      }
    }
  }
}
