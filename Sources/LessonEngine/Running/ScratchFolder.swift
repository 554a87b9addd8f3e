import Foundation
import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A folder for what is needed during a run only; it goes when the value does.
///
/// It lies beside the build and is named after our process. One that a killed process has left
/// behind is removed by the next run.
public final class ScratchFolder: Sendable {
  /// The absolute path. The folder is empty at first.
  public let path: String

  private static let ours = Mutex<Set<String>>([])

  /// Makes a folder beside the build that `library` belongs to, and removes those that killed
  /// processes left.
  ///
  /// - Throws: the system's error, if there can't be one.
  public init(_ library: LessonLibrary) throws {
    let parent = "\(library.stateFolder)/scratch"
    Self.removeAbandoned(in: parent)
    let path = "\(parent)/\(getpid())-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    // What a student's program runs as another user may use its own folder, and not look for others.
    for folder in [parent, path] {
      // The parent may be another user's.
      try? FileManager.default.setAttributes([.posixPermissions: 0o711], ofItemAtPath: folder)
    }
    Self.ours.withLock { _ = $0.insert(path) }
    self.path = path
  }

  deinit {
    let path = path
    Self.ours.withLock { _ = $0.remove(path) }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Removes all of them that this process has. For when it is about to end.
  public static func removeAll() {
    for path in ours.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }

  private static func removeAbandoned(in parent: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
      guard let owner = name.split(separator: "-").first.flatMap({ pid_t($0) }) else { continue }
      if kill(owner, 0) != 0 && errno == ESRCH {
        try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
      }
    }
  }
}
