import Synchronization

/// The tasks of an operation, shared out: each thread has a stretch of its own, and takes from the others' when that
/// is done.
///
/// The first tasks of one operation work on the same pictures as the first tasks of the next. Each thread has the same
/// stretch every time, so what it reads is mostly what it wrote a moment ago, and still in its core's cache. And while
/// all are busy no two threads count with the same number, which would travel from core to core for every task.
final class TaskShares: Sendable {
  /// The next task of a thread's stretch. No two lie in the same line of the cache.
  private struct Share: ~Copyable {
    let next: Atomic<Int>
    let end: Int
    private let padding = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    init(_ tasks: Range<Int>) {
      next = Atomic(tasks.lowerBound)
      end = tasks.upperBound
    }
  }

  private let threads: Int
  private nonisolated(unsafe) let shares: UnsafeMutablePointer<Share>

  /// The tasks from 0 up to `tasks`, for so many threads.
  init(_ tasks: Int, threads: Int) {
    self.threads = threads
    shares = .allocate(capacity: threads)
    for thread in 0..<threads {
      (shares + thread).initialize(
        to: Share(tasks * thread / threads..<tasks * (thread + 1) / threads))
    }
  }

  deinit {
    shares.deinitialize(count: threads)
    shares.deallocate()
  }

  /// A task that nobody has had, from the thread's own stretch if there are any left; nil when all are given away.
  func next(for thread: Int) -> Int? {
    for other in thread..<thread + threads {
      let share = shares + other % threads
      // A stretch that is done isn't counted further: it may be asked very often.
      guard share.pointee.next.load(ordering: .relaxed) < share.pointee.end else { continue }
      let task = share.pointee.next.add(1, ordering: .relaxed).oldValue
      if task < share.pointee.end { return task }
    }
    return nil
  }
}
