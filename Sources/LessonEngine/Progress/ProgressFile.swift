import Foundation

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The small file in which a reader's progress is kept from one day to the next.
///
/// Nothing depends on it. Where it is missing or damaged there is no progress; where it can't be written,
/// none is kept; one that a newer version has written is neither read nor changed.
public struct ProgressFile: Sendable {
  /// The absolute path.
  public let path: String

  /// The file at a path. It needn't be there.
  public init(path: String) { self.path = path }

  /// The user's own: `loupe/progress.json` in the folder for state, `$XDG_STATE_HOME` or
  /// `~/.local/state` (XDG Base Directory Specification 0.8). Nil where there is no home.
  public init?(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    // The specification has it that a path that isn't absolute doesn't count.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      self.init(path: "\(state)/loupe/progress.json")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      self.init(path: "\(home)/.local/state/loupe/progress.json")
    } else {
      return nil
    }
  }

  /// What is kept in it; nothing where that can't be made out.
  public func read() -> CourseProgress { (try? contents()) ?? CourseProgress() }

  /// Why nothing is read from a file that is there.
  public enum Trouble: Sendable, Equatable {
    /// It isn't what this program has written. It is replaced as soon as there is something to keep.
    case damaged
    /// A newer version of this program has written it. It stays as it is, and nothing is kept.
    case newer
  }

  /// What is the matter with the file; nil if nothing is, or if there is none.
  public var trouble: Trouble? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      _ = try contents()
      return nil
    } catch is OtherVersion {
      return .newer
    } catch {
      return .damaged
    }
  }

  /// Changes what is kept. Two processes that do so at once come one after the other.
  ///
  /// - Returns: whether it was kept.
  @discardableResult
  public func update(_ change: (inout CourseProgress) -> Void) -> Bool {
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      return try locked {
        var progress: CourseProgress
        do {
          progress = try contents()
        } catch is OtherVersion {
          return false
        } catch {
          progress = CourseProgress()
        }
        let before = progress
        change(&progress)
        guard progress != before else { return true }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(progress).write(to: URL(fileURLWithPath: path), options: .atomic)
        return true
      }
    } catch {
      return false
    }
  }

  private struct OtherVersion: Error {}

  /// Something else lies there.
  private struct NoProgressFile: Error {}

  /// Only the number, which every version has.
  private struct Version: Decodable {
    let version: Int
  }

  /// The most bytes that it can have; what is larger is something else.
  private static let mostBytes = 10_000_000

  private func contents() throws -> CourseProgress {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    guard (attributes[.size] as? Int ?? 0) <= Self.mostBytes,
      attributes[.type] as? FileAttributeType == .typeRegular
    else { throw NoProgressFile() }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    if let version = try? JSONDecoder().decode(Version.self, from: data).version,
      version > CourseProgress.version
    {
      throw OtherVersion()
    }
    return try JSONDecoder().decode(CourseProgress.self, from: data)
  }

  /// Calls `body` while no other process does so. Whoever holds the lock for longer than a second is left
  /// to it: then nothing is kept.
  private func locked(_ body: () throws -> Bool) throws -> Bool {
    let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    for _ in 0..<100 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return try body() }
      usleep(10_000)
    }
    return false
  }
}
