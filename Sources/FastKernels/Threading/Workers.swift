import CPlatform
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that wait for something to do.
///
/// A convolution may take ten microseconds, and a network asks for one after the other. To wake a
/// sleeping thread takes about as long, and the system may wake it on the very core that asks, where it
/// waits until that one is done: then two threads take as long as one. So a thread that has done its
/// share stays awake for a moment, on the core that it has, and looks for the next.
final class Workers: @unchecked Sendable {
  static let shared = Workers()

  /// How long a thread stays awake, in turns of waiting: about a tenth of a millisecond.
  private static let patience = 3000

  /// Whoever holds the lock has all workers.
  private let lock = Lock()
  private var workers: [Worker] = []

  /// Calls `body` on this thread and on `others` more at the same time, and returns when all are done. It is given
  /// the thread's number: 0 for this one, and each of the others has the same every time.
  /// While another call has the workers, this thread does it alone.
  func perform(others: Int, _ body: @escaping @Sendable (_ thread: Int) -> Void) {
    let isDone = lock.holdIfFree {
      // Where the system gives no more threads, those that there are do it.
      while workers.count < others, let worker = Worker.started() { workers.append(worker) }
      perform(workers.prefix(others), body)
    }
    if !isDone { body(0) }
  }

  private func perform(
    _ workers: ArraySlice<Worker>, _ body: @escaping @Sendable (_ thread: Int) -> Void
  ) {
    for (number, worker) in workers.enumerated() { worker.begin { body(1 + number) } }
    body(0)
    for worker in workers { worker.wait() }
  }

  /// One thread.
  private final class Worker: Sendable {
    private enum State {
      /// Nothing to do, and awake.
      static let idle = 0
      /// There is something to do, or it is being done.
      static let busy = 1
      /// Nothing to do, and asleep.
      static let asleep = 2
    }

    private let state = Atomic<Int>(State.idle)
    private let alarm = DispatchSemaphore(value: 0)
    /// What is to be done; only touched while busy, or by whoever makes it busy.
    private nonisolated(unsafe) var body: (@Sendable () -> Void)?

    /// A worker whose thread runs; nil where the system gives no thread.
    static func started() -> Worker? {
      let worker = Worker()
      var thread = pthread_t(bitPattern: 0)
      let me = Unmanaged.passRetained(worker)
      let failure = pthread_create(
        &thread, nil,
        { me in
          #if canImport(Darwin)
            let me = Unmanaged<Worker>.fromOpaque(me).takeRetainedValue()
          #else
            let me = Unmanaged<Worker>.fromOpaque(me!).takeRetainedValue()
          #endif
          me.work()
        }, me.toOpaque())
      guard failure == 0 else {
        me.release()
        return nil
      }
      return worker
    }

    /// Has this thread do something.
    func begin(_ body: @escaping @Sendable () -> Void) {
      self.body = body
      if state.exchange(State.busy, ordering: .acquiringAndReleasing) == State.asleep {
        alarm.signal()
      }
    }

    /// Returns when it is done.
    func wait() {
      var turns = 0
      while state.load(ordering: .acquiring) == State.busy {
        loupePause()
        turns += 1
        // On a crowded machine it may not even have begun: let it have this core.
        if turns > Workers.patience { sched_yield() }
      }
    }

    private func work() -> Never {
      while true {
        var turns = 0
        while state.load(ordering: .acquiring) == State.idle {
          loupePause()
          turns += 1
          if turns > Workers.patience,
            state.compareExchange(
              expected: State.idle, desired: State.asleep, ordering: .acquiringAndReleasing
            ).exchanged
          {
            alarm.wait()
          }
        }
        body?()
        body = nil
        // Whoever waits may go on, and make it busy again, from here.
        state.store(State.idle, ordering: .releasing)
      }
    }
  }
}
