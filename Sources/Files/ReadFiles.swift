import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which files this process has read, for whoever keeps what was made of them and must know when they change.
///
/// Nothing is noted before somebody asks for it. Files named from the current folder aren't noted: a lesson's
/// program runs in a folder of its own, and what lies there it has written itself.
package enum ReadFiles {
  /// Paths, each with the version of the file that was read: its size and when it was last changed.
  package typealias Versions = [String: String]

  private static let noted = Mutex<Versions?>(nil)

  /// Notes from now on what is read.
  package static func startNoting() { noted.withLock { $0 = $0 ?? [:] } }

  /// What was read since `startNoting`.
  package static var all: Versions { noted.withLock { $0 ?? [:] } }

  /// Notes files as read that another process has read, and this one needn't.
  package static func add(_ files: Versions) {
    noted.withLock { $0?.merge(files) { _, new in new } }
  }

  /// The version of the file at `path` now; nil where there is none.
  package static func version(of path: String) -> String? {
    var status = stat()
    return stat(path, &status) == 0 ? version(status) : nil
  }

  /// Notes the file at `path`, which has been opened.
  static func note(_ path: String, _ status: stat) {
    guard path.hasPrefix("/") else { return }
    noted.withLock { $0?[path] = version(status) }
  }

  private static func version(_ status: stat) -> String {
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    return "\(status.st_size) \(changed.tv_sec).\(changed.tv_nsec)"
  }
}
