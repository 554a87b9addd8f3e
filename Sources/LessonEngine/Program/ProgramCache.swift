import Foundation
import Loupe

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Compiled programs, kept so that a lesson that didn't change starts at once.
///
/// A program is found again by everything that it depends on: its text, the library's modules and
/// objects, the compiler's options. The folder's name is only a hash of that; the whole of it lies
/// in the folder as well and is compared, so two programs can't be mistaken for each other.
/// Entries are put in place by a rename: another process sees a whole one or none. The folder can be
/// deleted at any time: programs are made outside of it, and the runner has a link of its own to the one that it runs.
package struct ProgramCache: Sendable {
  let folder: String
  static let mostEntries = 100
  /// The most bytes that the programs take: half a gigabyte is some thirty of them.
  var mostBytes = 1 << 29

  init(folder: String, mostBytes: Int = 1 << 29) {
    (self.folder, self.mostBytes) = (folder, mostBytes)
  }

  /// The programs that are kept beside the build.
  package init(_ library: LessonLibrary) { self.init(folder: "\(library.stateFolder)/cache") }

  package struct Entry: Sendable {
    /// Where all of it lies.
    package let folder: String
    /// The program's text.
    package var source: String { "\(folder)/main.swift" }
    /// The program.
    package var program: String { "\(folder)/program" }
    var key: String { "\(folder)/key" }
  }

  /// The program of this key, if it is here.
  package func find(_ key: String) -> Entry? {
    let entry = entry(for: key)
    guard (try? String(contentsOfFile: entry.key, encoding: .utf8)) == key,
      FileManager.default.isExecutableFile(atPath: entry.program)
    else { return nil }
    Self.touch(entry)
    return entry
  }

  /// What is used is new: it is not forgotten before what lies unused.
  private static func touch(_ entry: Entry) {
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: entry.folder)
  }

  /// Makes the program of this key in a folder of its own and, if `make` says that it came out
  /// well, puts it in its place.
  package func insert(_ key: String, making make: (Entry) async throws -> Bool) async throws
    -> Entry?
  {
    let files = FileManager.default
    let draft = Entry(folder: "\(drafts)/\(UUID().uuidString)")
    try files.createDirectory(atPath: draft.folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: draft.folder) }
    guard try await make(draft) else { return nil }
    try key.write(toFile: draft.key, atomically: false, encoding: .utf8)
    let entry = entry(for: key)
    while true {
      do {
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try files.moveItem(atPath: draft.folder, toPath: entry.folder)
        Self.touch(entry)
        break
      } catch {
        // Something is there already. If it is the same program, put there by another process in
        // the meantime, it serves as well; if it is another or damaged one, it makes room.
        if find(key) != nil { break }
        guard files.fileExists(atPath: entry.folder) else { throw error }
        try? files.moveItem(atPath: entry.folder, toPath: "\(folder)/old-\(UUID().uuidString)")
      }
    }
    removeOldest()
    return entry
  }

  /// Forgets all programs. One that another process is running goes on; it has its file open.
  ///
  /// - Returns: how many programs there were, and how many bytes all that was removed had.
  func removeAll() throws -> (programs: Int, bytes: Int) {
    let files = FileManager.default
    guard files.fileExists(atPath: folder) else { return (0, 0) }
    // Out of the way at once, so that nobody finds half of it.
    let aside = "\(folder)-old-\(UUID().uuidString)"
    try files.moveItem(atPath: folder, toPath: aside)
    var found = (programs: 0, bytes: 0)
    for path in files.enumerator(atPath: aside)?.compactMap({ $0 as? String }) ?? [] {
      let attributes = try? files.attributesOfItem(atPath: "\(aside)/\(path)")
      if attributes?[.type] as? FileAttributeType == .typeRegular {
        found.bytes += (attributes?[.size] as? Int) ?? 0
      }
      if path.hasSuffix("/program") { found.programs += 1 }
    }
    try files.removeItem(atPath: aside)
    // Only if nobody is making one.
    rmdir(drafts)
    return found
  }

  /// Where programs are made.
  private var drafts: String { "\(folder)-drafts" }

  private func entry(for key: String) -> Entry {
    Entry(folder: "\(folder)/\(Self.hash(key))")
  }

  /// Keeps the newest entries. A draft belongs to whoever is making it, unless it is a day old.
  private func removeOldest() {
    let files = FileManager.default
    func date(_ path: String) -> Date {
      (try? files.attributesOfItem(atPath: path)[.modificationDate]) as? Date ?? .distantPast
    }
    var entries: [String] = []
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      if name.hasPrefix("old-") {
        try? files.removeItem(atPath: path)
      } else {
        entries.append(path)
      }
    }
    for name in (try? files.contentsOfDirectory(atPath: drafts)) ?? [] {
      let path = "\(drafts)/\(name)"
      if date(path).timeIntervalSinceNow < -86_400 { try? files.removeItem(atPath: path) }
    }
    let newestFirst = entries.map { ($0, date($0)) }.sorted { $0.1 > $1.1 }
    var bytes = 0
    for (number, (path, _)) in newestFirst.enumerated() {
      let program = try? files.attributesOfItem(atPath: "\(path)/program")
      bytes += (program?[.size] as? Int) ?? 0
      // The newest stays, however large it is: somebody is about to run it.
      if number >= Self.mostEntries || number > 0 && bytes > mostBytes {
        try? files.removeItem(atPath: path)
      }
    }
  }

  package static func hash(_ text: String) -> String { Fingerprint(text).text }
}
