import Tensors

/// How work is shared out between processor cores.
///
/// The work is cut into tasks by its geometry, never by the number of threads, and each output is
/// computed by one task from start to end. So the threads only decide who does a task and when,
/// and the results are the same bits for any number of them.
enum Threads {
  /// How many threads an operation uses, where that is set.
  @TaskLocal static var limit: Int?

  /// Below this much work, counted in multiply-adds of a matrix product, waking another thread costs
  /// more than it saves.
  static let worthwhile = 400_000

  /// Calls `body` once on each thread that takes part; each calls `nextTask` until it gives nil.
  /// Together they get every number from 0 up to `tasks` exactly once. Tasks run at the same time,
  /// so no task may write what another reads or writes.
  static func share(
    _ tasks: Int, work: Int, _ body: (_ nextTask: () -> Int?) -> Void
  ) {
    let most = max(1, work / worthwhile)
    let threads = min(tasks, limit ?? min(most, ThreadCount.ofThisMachine))
    guard threads > 1 else {
      var next = 0
      return body {
        guard next < tasks else { return nil }
        next += 1
        return next - 1
      }
    }
    let shares = TaskShares(tasks, threads: threads)
    // The compiler can't see that tasks write to different places; that is this type's promise.
    withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      Workers.shared.perform(others: threads - 1) { thread in
        body { shares.next(for: thread) }
      }
    }
  }

  /// The same for tasks that need nothing of their own: calls `body` with each number from 0 up to
  /// `tasks`.
  @inline(__always)
  static func forEach(_ tasks: Int, work: Int, _ body: (_ task: Int) -> Void) {
    share(tasks, work: work) { nextTask in
      while let task = nextTask() { body(task) }
    }
  }

  /// The same for numbers in a row: calls `body` with stretches of them that together cover `count`.
  ///
  /// - Parameter workEach: how many multiply-adds one number is worth. What only reads and writes
  ///   counts about 4, an exponential 100.
  @inline(__always)
  static func forEachStretch(
    of count: Int, workEach: Int, _ body: (_ stretch: Range<Int>) -> Void
  ) {
    forEach((count + stretch - 1) / stretch, work: count * workEach) { task in
      body(task * stretch..<min(count, (task + 1) * stretch))
    }
  }

  /// How many numbers one task of `forEachStretch` takes.
  static let stretch = 1 << 14
}

extension Fast {
  /// Runs `body` with `count` threads for each operation in it, however little there is to do, as
  /// long as there is a task for each.
  ///
  /// - Precondition: `count` is at least 1.
  public static func withThreads<Result>(_ count: Int, _ body: () -> Result) -> Result {
    require(count >= 1, "an operation needs at least 1 thread, not \(count)")
    return Threads.$limit.withValue(count, operation: body)
  }
}
