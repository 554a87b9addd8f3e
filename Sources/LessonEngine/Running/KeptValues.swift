import Foundation
import Loupe

/// What lessons' programs remember from run to run, beside the build. The programs write and read it themselves;
/// the runner tells them where, and what it depends on.
struct KeptValues: Sendable {
  let folder: String
  static let mostFiles = 200
  /// The most bytes that it takes in all.
  var mostBytes = 1 << 30

  /// Those that are kept beside the build.
  init(_ library: LessonLibrary) { folder = "\(library.stateFolder)/memory" }

  /// Those in this folder.
  init(folder: String, mostBytes: Int = 1 << 30) {
    (self.folder, self.mostBytes) = (folder, mostBytes)
  }

  /// What a program of these cells needs to know in order to remember.
  ///
  /// - Parameters:
  ///   - cells: those that are run, in order.
  ///   - library: what they are compiled against.
  ///   - isFresh: whether what is kept is made anew.
  ///   - scratch: a folder for the run alone.
  func environment(
    of cells: [Cell], _ library: LessonLibrary, isFresh: Bool, scratch: String
  ) throws -> [String: String] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    removeOldest()
    var environment = [
      LessonEnvironment.memory: folder,
      LessonEnvironment.collection: "\(scratch)/printed",
      LessonEnvironment.memoryKeys: Self.keys(of: cells, library: try library.fingerprint),
    ]
    if isFresh { environment[LessonEnvironment.memoryIsFresh] = "1" }
    return environment
  }

  /// For each cell what stands for its code, that of the cells before it, and the library: `1:ab 2:cd`. The lines
  /// on which they stand don't matter, so prose may change.
  static func keys(of cells: [Cell], library: String) -> String {
    var code = Fingerprint(library)
    return cells.map { cell in
      code.add(part: cell.options.hasOwnScope ? "scope" : "")
      code.add(part: cell.code)
      return "\(cell.number):\(code.text)"
    }.joined(separator: " ")
  }

  /// Forgets everything.
  ///
  /// - Returns: how many values there were, and their bytes.
  func removeAll() throws -> (values: Int, bytes: Int) {
    let files = files
    guard FileManager.default.fileExists(atPath: folder) else { return (0, 0) }
    try FileManager.default.removeItem(atPath: folder)
    return (files.count, files.reduce(0) { $0 + $1.bytes })
  }

  /// Keeps the newest.
  func removeOldest() {
    var bytes = 0
    for (number, file) in files.sorted(by: { $0.date > $1.date }).enumerated() {
      bytes += file.bytes
      if number >= Self.mostFiles || bytes > mostBytes {
        try? FileManager.default.removeItem(atPath: file.path)
      }
    }
  }

  private var files: [(path: String, date: Date, bytes: Int)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.map { name in
      let path = "\(folder)/\(name)"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (
        path, (attributes?[.modificationDate] as? Date) ?? .distantPast,
        (attributes?[.size] as? Int) ?? 0
      )
    }
  }
}
