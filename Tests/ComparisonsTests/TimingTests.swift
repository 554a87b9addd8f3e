import FastKernels
import Testing

@testable import Comparisons

@Suite("Times and limits")
struct TimingTests {
  @Test("the median is the middle time, and the minimum the shortest")
  func median() {
    let timing = Timing([3, 1, 9, 2, 8])
    #expect(timing.median == 3)
    #expect(timing.minimum == 1)
  }

  @Test("in a contest all have their turns in turn, and what isn't counted comes first")
  func contest() async throws {
    var turns: [String] = []
    func contestant(_ name: String, seconds: Double) -> Contestant {
      Contestant { repetitions in
        turns.append("\(name)\(repetitions)")
        return Array(repeating: seconds, count: repetitions)
      }
    }
    let timings = try await Contest.timings(
      of: [contestant("a", seconds: 1), contestant("b", seconds: 0.001)], budget: 0)
    #expect(turns == ["a1", "b1", "a1", "b10", "a1", "b10", "a1", "b10"])
    #expect(timings[0].seconds == [1, 1, 1])
    #expect(timings[1].seconds.count == 30)
  }

  @Test("work is held up by what takes longer")
  func share() {
    let limits = MachineLimits(
      threads: 1, multiplyAddsPerSecond: 1000,
      copies: [.init(bytes: 100, bytesPerSecond: 1000), .init(bytes: 10_000, bytesPerSecond: 100)])
    let share = Work(multiplyAdds: 500, bytes: 100).share(of: limits, in: 1)
    #expect(share == Work.Share(limit: .arithmetic, value: 0.5))
    let large = Work(multiplyAdds: 500, bytes: 10_000).share(of: limits, in: 200)
    #expect(large == Work.Share(limit: .memory, value: 0.5))
    #expect(Work(bytes: 0).share(of: limits, in: 1) == nil)
    #expect(Work(multiplyAdds: 3_000_000_000, bytes: 1).gigaflops(in: 2) == 3)
    #expect(Work(bytes: 1).gigaflops(in: 2) == nil)
    #expect(Work(bytes: 0).gigabytes(in: 2) == nil)
    #expect(Work(bytes: 3_000_000_000).gigabytes(in: 2) == 1.5)
  }

  @Test("bytes are held against the copy whose size is nearest as a ratio")
  func nearestCopy() {
    let limits = MachineLimits(
      threads: 1, multiplyAddsPerSecond: 1,
      copies: [100, 10_000].map { .init(bytes: $0, bytesPerSecond: Double($0)) })
    for (bytes, nearest) in [(0, 100), (1, 100), (999, 100), (1001, 10_000), (.max, 10_000)] {
      #expect(limits.copy(moving: bytes).bytes == nearest)
    }
  }

  @Test("the machine's limits are numbers", arguments: [1, 2])
  func limits(threads: Int) {
    let limits = MachineLimits.measure(threads: threads)
    #expect(limits.threads == threads)
    #expect(limits.multiplyAddsPerSecond > 0 && limits.multiplyAddsPerSecond.isFinite)
    #expect(limits.copies.count > 3)
    #expect(limits.copies.allSatisfy { $0.bytesPerSecond > 0 && $0.bytesPerSecond.isFinite })
    #expect(limits.coreShare > 0 && limits.coreShare <= 1)
  }

  @Test("ratios average as a geometric mean")
  func geometricMean() {
    #expect([2, 0.5].geometricMean == 1)
    #expect([Double]().geometricMean == nil)
  }
}
