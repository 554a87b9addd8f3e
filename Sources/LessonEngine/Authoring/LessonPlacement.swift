import Foundation

/// Puts a finished folder where it is to be, whole or not at all.
public enum LessonPlacement {
  /// Copies `folder` to `target`, with the folders above it that aren't there yet. What appears
  /// appears at once, by a rename; when something goes wrong, nothing is left of it.
  ///
  /// - Throws: what the file system says, also if there is something at `target`.
  public static func copy(_ folder: String, to target: String) throws {
    let files = FileManager.default
    // The topmost of the folders that aren't there yet.
    var top = URL(fileURLWithPath: target).standardizedFileURL
    var below: [String] = []
    while !files.fileExists(atPath: top.deletingLastPathComponent().path) {
      below.insert(top.lastPathComponent, at: 0)
      top.deleteLastPathComponent()
    }
    let draft = top.deletingLastPathComponent()
      .appendingPathComponent(".\(top.lastPathComponent)-\(UUID().uuidString)")
    let inner = below.reduce(draft) { $0.appendingPathComponent($1) }
    do {
      try files.createDirectory(
        at: inner.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(atPath: folder, toPath: inner.path)
      try files.moveItem(atPath: draft.path, toPath: top.path)
    } catch {
      try? files.removeItem(at: draft)
      throw error
    }
  }
}
