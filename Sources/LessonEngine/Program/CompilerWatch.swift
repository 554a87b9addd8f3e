import Synchronization

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// Ends a compiler, with all that it has started, after its time.
final class CompilerWatch: Sendable {
  private enum State {
    case watching(Task<Void, any Error>?)
    case over(endedByWatch: Bool)
  }

  private let state = Mutex(State.watching(nil))

  /// Watches from now on.
  init(_ family: ProgramFamily, seconds: Double) {
    state.withLock {
      $0 = .watching(
        Task { [self] in
          // By a clock that stands still while the machine sleeps.
          try await Task.sleep(for: .seconds(seconds), clock: .suspending)
          state.withLock { state in
            guard case .watching = state else { return }
            RunningPrograms.end(family)
            state = .over(endedByWatch: true)
          }
        })
    }
  }

  /// Stops watching, because the compiler is over, and says whether the watch has ended it.
  func stop() -> Bool {
    state.withLock { state in
      guard case .watching(let task) = state else {
        if case .over(true) = state { return true }
        return false
      }
      task?.cancel()
      state = .over(endedByWatch: false)
      return false
    }
  }
}
