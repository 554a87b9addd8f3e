import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// The processes that run for us now, lessons' programs and compilers, each with all that it started.
public enum RunningPrograms {
  private struct State {
    var families: [pid_t: ProgramFamily] = [:]
    /// All have been ended, because the runner is about to end too.
    var isOver = false
  }

  private static let state = Mutex(State())

  static func add(_ family: ProgramFamily) {
    change { $0[family.leader] = family }
  }

  /// One of them has ended by itself.
  static func forget(_ family: ProgramFamily) {
    change { _ = $0.removeValue(forKey: family.leader) }
  }

  /// Ends one of them at once, if it hasn't been ended yet.
  static func end(_ family: ProgramFamily) {
    change { $0.removeValue(forKey: family.leader) }?.end()
  }

  /// Ends all that run now. Others may be started after them.
  public static func endThoseRunning() {
    let all = change { families in
      defer { families = [:] }
      return families
    }
    for family in all.values { family.end() }
  }

  /// Ends all of them at once. For when the runner itself is about to end.
  public static func endAll() {
    let all = state.withLock { state in
      state.isOver = true
      defer { state.families = [:] }
      return state.families
    }
    for family in all.values { family.end() }
  }

  private static func change<Result: Sendable>(
    _ body: (inout [pid_t: ProgramFamily]) -> Result
  ) -> Result {
    let result = state.withLock { $0.isOver ? nil : body(&$0.families) }
    if let result { return result }
    // Whoever comes now has seen a program end, and would tell it as that program's mistake while the
    // runner is ending.
    while true { sleep(60) }
  }
}
