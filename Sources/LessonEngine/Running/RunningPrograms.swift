import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The processes that run for us now, lessons' programs and compilers, each with all that it started.
public enum RunningPrograms {
  /// Each by its process group. A compiler starts nothing that leaves the group; a lesson's program may.
  private static let groups = Mutex<[pid_t: ProgramFamily?]>([:])

  static func add(_ group: pid_t) {
    groups.withLock { $0[group] = .some(nil) }
  }

  static func add(_ family: ProgramFamily) {
    groups.withLock { $0[family.leader] = family }
  }

  /// One of them has ended by itself.
  static func forget(_ group: pid_t) {
    groups.withLock { _ = $0.removeValue(forKey: group) }
  }

  /// Ends one of them at once, if it hasn't been ended yet.
  static func end(_ group: pid_t) {
    let found = groups.withLock { $0.removeValue(forKey: group) }
    if let found { end(group, found) }
  }

  /// Ends all of them at once. For when the runner itself is about to end.
  public static func endAll() {
    let all = groups.withLock { groups in
      defer { groups = [:] }
      return groups
    }
    for (group, family) in all { end(group, family) }
  }

  private static func end(_ group: pid_t, _ family: ProgramFamily?) {
    if let family { family.end() } else { kill(-group, SIGKILL) }
  }
}
