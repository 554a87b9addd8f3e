import TestSupport
import Foundation
import Testing

@testable import LessonEngine

@Suite("Keeping compiled programs")
struct ProgramCacheTests {
  private struct MakeError: Error {}

  /// Puts a program of this text in.
  private func insert(
    _ key: String, _ text: String, into cache: ProgramCache
  ) async throws -> ProgramCache.Entry? {
    try await cache.insert(key) { draft in
      try text.write(toFile: draft.source, atomically: false, encoding: .utf8)
      return FileManager.default.createFile(
        atPath: draft.program, contents: Data(text.utf8), attributes: [.posixPermissions: 0o755])
    }
  }

  private func text(_ entry: ProgramCache.Entry?) -> String? {
    entry.flatMap { try? String(contentsOfFile: $0.program, encoding: .utf8) }
  }

  private func contents(_ cache: ProgramCache) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: cache.folder)) ?? []
  }

  @Test("what was put in is found under its key, and under no other")
  func hit() async throws {
    try await withTemporaryFolder { folder in
      let cache = ProgramCache(folder: folder + "/cache")
      #expect(cache.find("one") == nil)
      let first = try await insert("one", "first", into: cache)
      let second = try await insert("two", "second", into: cache)
      #expect(text(first) == "first")
      #expect(text(second) == "second")
      #expect(text(cache.find("one")) == "first")
      #expect(text(cache.find("two")) == "second")
      #expect(cache.find("one ") == nil)
      #expect(contents(cache).count == 2)
    }
  }

  @Test("a program that couldn't be made leaves nothing behind")
  func failed() async throws {
    try await withTemporaryFolder { folder in
      let cache = ProgramCache(folder: folder)
      let entry = try await cache.insert("key") { draft in
        try "half".write(toFile: draft.source, atomically: false, encoding: .utf8)
        return false
      }
      #expect(entry == nil)
      await #expect(throws: MakeError.self) {
        try await cache.insert("key") { draft in
          try "half".write(toFile: draft.source, atomically: false, encoding: .utf8)
          throw MakeError()
        }
      }
      #expect(cache.find("key") == nil)
      #expect(contents(cache).isEmpty)
    }
  }

  @Test("a damaged program isn't found, and can be put in again")
  func damaged() async throws {
    let damages: [(String, (ProgramCache.Entry) throws -> Void)] = [
      ("no program", { try FileManager.default.removeItem(atPath: $0.program) }),
      ("no key", { try FileManager.default.removeItem(atPath: $0.key) }),
      // The name of the folder is only a hash, so another program may lie there.
      ("another key", { try Data("other".utf8).write(to: URL(fileURLWithPath: $0.key)) }),
      (
        "not executable",
        {
          try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: $0.program)
        }
      ),
    ]
    for (name, damage) in damages {
      try await withTemporaryFolder { folder in
        let cache = ProgramCache(folder: folder)
        let entry = try #require(try await insert("key", "old", into: cache))
        try damage(entry)
        #expect(cache.find("key") == nil, "\(name)")
        _ = try await insert("key", "new", into: cache)
        #expect(text(cache.find("key")) == "new", "\(name)")
      }
    }
  }

  @Test("several that put in the same program at once all get a whole one that stays")
  func race() async throws {
    try await withTemporaryFolder { folder in
      let cache = ProgramCache(folder: folder)
      await insertAtOnce(into: cache)
      #expect(contents(cache).count <= 1)
    }
  }

  private func insertAtOnce(into cache: ProgramCache) async {
    await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { text(try? await insert("key", "program", into: cache)) } }
      for await found in group { #expect(found == "program") }
    }
  }

  @Test("a program that is being made isn't taken away to make room for others")
  func draftStays() async throws {
    try await withTemporaryFolder { folder in
      let cache = ProgramCache(folder: folder)
      let entry = try await cache.insert("slow") { draft in
        try "half".write(toFile: draft.source, atomically: false, encoding: .utf8)
        for number in 0..<70 { _ = try await insert("key \(number)", "\(number)", into: cache) }
        return FileManager.default.createFile(
          atPath: draft.program, contents: Data("slow".utf8),
          attributes: [.posixPermissions: 0o755])
      }
      #expect(text(entry) == "slow")
    }
  }

  @Test("the cache doesn't grow without end, and keeps the newest")
  func bounded() async throws {
    try await withTemporaryFolder { folder in
      let cache = ProgramCache(folder: folder)
      let count = ProgramCache.mostEntries + 10
      for number in 0..<count { _ = try await insert("key \(number)", "\(number)", into: cache) }
      #expect(contents(cache).count == ProgramCache.mostEntries)
      #expect(text(cache.find("key \(count - 1)")) == "\(count - 1)")
      #expect(cache.find("key 0") == nil)
    }
  }
}

@Suite("Forgetting the oldest programs")
struct ProgramCacheSizeTests {
  @Test("programs of more bytes than there may be are forgotten, the longest unused first")
  func bytes() async throws {
    let root = FileManager.default.temporaryDirectory.path + "/Cache-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let cache = ProgramCache(folder: root, mostBytes: 1000)
    func insert(_ key: String, bytes: Int) async throws {
      _ = try await cache.insert(key) { draft in
        try String(repeating: "x", count: bytes)
          .write(toFile: draft.program, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: draft.program)
        return true
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    for key in ["one", "two"] { try await insert(key, bytes: 400) }
    #expect(cache.find("one") != nil)
    try await Task.sleep(for: .milliseconds(20))
    // "two" has lain unused the longest now.
    try await insert("three", bytes: 300)
    #expect(cache.find("two") == nil)
    #expect(cache.find("one") != nil)
    #expect(cache.find("three") != nil)
    // One that is larger than all may be is there for who made it.
    try await insert("huge", bytes: 5000)
    #expect(cache.find("huge") != nil)
    #expect(cache.find("one") == nil)
  }
}

@Suite("Forgetting all programs")
struct ProgramCacheRemovalTests {
  @Test("all programs go, with all that lies beside them, and a second time there are none")
  func removeAll() async throws {
    let root = FileManager.default.temporaryDirectory.path + "/Cache-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let cache = ProgramCache(folder: "\(root)/cache")
    for key in ["one", "two"] {
      _ = try await cache.insert(key) { draft in
        try "12345".write(toFile: draft.program, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: draft.program)
        return true
      }
    }
    #expect(cache.find("one") != nil)
    let removed = try cache.removeAll()
    #expect(removed.programs == 2)
    #expect(removed.bytes == 2 * (5 + 3))
    #expect(cache.find("one") == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [])
    #expect(try cache.removeAll() == (0, 0))
  }
}
