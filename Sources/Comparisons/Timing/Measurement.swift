import FastKernels

/// What was found out about one operation.
public struct Measurement: Sendable {
  /// Which algorithm computed it, where there is a choice.
  public let algorithm: String?
  /// What it has to do.
  public let work: Work
  /// What the reference took; nil where it has no such operation of its own.
  public let reference: ReferenceTime?
  /// What the fast kernels took.
  public let fast: Timing
  /// What the peer took, in the same rounds; nil without one.
  public let peer: Timing?
  /// Whether the numbers are right.
  public let verdict: Verdict

  /// What the reference takes divided by what the fast kernels take.
  public var speedUp: Double? { reference.map { $0.seconds / fast.median } }

  /// What the peer takes divided by what the fast kernels take: above 1 these are faster.
  ///
  /// - Parameter time: which of the times of each.
  public func peerRatio(by time: (Timing) -> Double = { $0.median }) -> Double? {
    peer.map { time($0) / time(fast) }
  }
}

/// What the reference took.
public struct ReferenceTime: Equatable, Sendable {
  /// In seconds.
  public let seconds: Double
  /// Whether it computed only a part, and the time is that part's, multiplied.
  public let isEstimate: Bool

  /// Times `work` once, and again where it is short.
  ///
  /// - Parameters:
  ///   - factor: how many times the part that `work` computes is in the whole.
  ///   - budget: how many seconds it may all take, about, unless the first run takes longer.
  static func taking(
    factor: Double = 1, budget: Double, _ work: () -> Void
  ) -> ReferenceTime {
    let clock = ContinuousClock()
    let start = clock.now
    var times: [Double] = []
    repeat {
      times.append(clock.measure(work) / .seconds(1))
    } while times.count < 5 && start.duration(to: clock.now) / .seconds(1) < budget
    return ReferenceTime(seconds: Timing(times).median * factor, isEstimate: factor > 1)
  }
}

/// How much time a comparison may take.
public struct Effort: Equatable, Sendable {
  /// About how many seconds of measuring there are for each time in the table.
  public var seconds: Double
  /// Up to how many multiply-adds the reference computes a whole row. Of larger ones it computes some
  /// channels.
  public var referenceMultiplyAdds: Int
  /// How many pictures are in the tensors of the operations.
  public var pictures: Int

  /// So much time.
  public init(seconds: Double, referenceMultiplyAdds: Int, pictures: Int) {
    self.seconds = seconds
    self.referenceMultiplyAdds = referenceMultiplyAdds
    self.pictures = pictures
  }

  /// For the whole table, in a few minutes.
  public static let standard = Effort(
    seconds: 0.25, referenceMultiplyAdds: 20_000_000, pictures: 32)
  /// For a few rows, in half a minute.
  public static let quick = Effort(seconds: 0.06, referenceMultiplyAdds: 3_000_000, pictures: 8)
}
