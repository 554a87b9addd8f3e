import FastKernels

/// One of those whose times are held against each other.
struct Contestant {
  /// Does the work for `Contest.warmUp` seconds, at least once, which isn't counted, then so many times;
  /// gives the seconds of each.
  let time: (_ repetitions: Int) async throws -> [Double]
}

extension Contestant {
  /// Work that this process does.
  ///
  /// - Parameter threads: how many threads each operation uses; nil to leave that to the operation.
  init(threads: Int?, _ work: @escaping () -> Void) {
    func onThreads() {
      if let threads { Fast.withThreads(threads, work) } else { work() }
    }
    let clock = ContinuousClock()
    self.init { repetitions in
      let start = clock.now
      repeat { onThreads() } while start.duration(to: clock.now) / .seconds(1) < Contest.warmUp
      return (0..<repetitions).map { _ in clock.measure { onThreads() } / .seconds(1) }
    }
  }
}

/// Times taken in turn in one run, so that all meet the same moods of the machine.
enum Contest {
  /// In each round every contestant has its turn. A turn is one repetition, or as many as fill a few
  /// milliseconds where the work is short: a single one would show how long it takes to wake up.
  ///
  /// - Parameter budget: about how many seconds it may all take. There are three rounds at least and
  ///   25 at most.
  static func timings(of contestants: [Contestant], budget: Double) async throws -> [Timing] {
    let clock = ContinuousClock()
    let start = clock.now
    var repetitions: [Int] = []
    for contestant in contestants {
      let first = try await contestant.time(1)[0]
      repetitions.append(Int(min(20, max(1, turn / max(first, 1e-9)))))
    }
    var times = contestants.map { _ in [Double]() }
    for round in 0..<25 {
      if round >= 3, start.duration(to: clock.now) / .seconds(1) > budget { break }
      for (number, contestant) in contestants.enumerated() {
        times[number] += try await contestant.time(repetitions[number])
      }
    }
    return times.map(Timing.init)
  }

  /// How many seconds of work make a turn.
  private static let turn = 0.01

  /// How many seconds of work come before it. Until it is its turn a contestant sleeps, and after a
  /// sleep it takes the system as long until its threads run on different cores.
  static let warmUp = 0.02
}
