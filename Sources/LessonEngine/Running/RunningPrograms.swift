import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The processes that run for us now, lessons' programs and compilers, each with all that it started
/// as one process group.
public enum RunningPrograms {
  private static let groups = Mutex<Set<pid_t>>([])

  static func add(_ group: pid_t) {
    groups.withLock { _ = $0.insert(group) }
  }

  /// One of them has ended by itself.
  static func forget(_ group: pid_t) {
    groups.withLock { _ = $0.remove(group) }
  }

  /// Ends one of them at once, if it hasn't been ended yet.
  static func end(_ group: pid_t) {
    groups.withLock { if $0.remove(group) != nil { kill(-group, SIGKILL) } }
  }

  /// Ends all of them at once. For when the runner itself is about to end.
  public static func endAll() {
    groups.withLock {
      for group in $0 { kill(-group, SIGKILL) }
      $0 = []
    }
  }
}
