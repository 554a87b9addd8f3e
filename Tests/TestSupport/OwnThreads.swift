import Foundation

/// Threads beside those on which Swift runs tasks.
///
/// A kernel's test keeps one of Swift's threads busy for seconds, and there are only as many as cores:
/// a test that waits for a program would then see long after the fact that it has ended.
final class OwnThreads: TaskExecutor {
  /// What waits to be run, and the word that there is something.
  private final class Line: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []

    func append(_ job: UnownedJob) {
      condition.withLock {
        jobs.append(job)
        condition.signal()
      }
    }

    func removeFirst() -> UnownedJob {
      condition.withLock {
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
      }
    }
  }

  private let line = Line()

  /// Threads that run until the program ends.
  init(_ count: Int) {
    for _ in 0..<count {
      let thread = Thread { [unowned self] in
        while true { line.removeFirst().runSynchronously(on: asUnownedTaskExecutor()) }
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) { line.append(UnownedJob(job)) }
}
