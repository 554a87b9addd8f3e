import FastKernels

/// All that was found out in one run.
public struct ComparisonReport: Sendable {
  /// What the machine can do at most.
  public let limits: MachineLimits
  /// Who was measured beside, if anyone: name, version and threads.
  public let peer: PeerIdentity?
  /// The convolutions.
  public var convolutions: [ConvolutionComparison] = []
  /// The other operations.
  public var operations: [OperationComparison] = []
  /// The networks.
  public var networks: [NetworkComparison] = []

  /// A report without any rows yet.
  public init(limits: MachineLimits, peer: PeerIdentity? = nil) {
    self.limits = limits
    self.peer = peer
  }

  /// Whether every number is within its bound, and the networks learn what the reference learns.
  public var agrees: Bool {
    convolutions.allSatisfy(\.agrees) && operations.allSatisfy(\.agrees)
      && networks.allSatisfy(\.agrees)
  }

  /// The geometric mean of the peer's times divided by ours, over all rows that it computes; nil
  /// without a peer.
  ///
  /// - Parameters:
  ///   - pass: forward or backward.
  ///   - time: which of the times of each: the median, or the shortest, on which other work on the
  ///     machine has the least influence.
  public func meanRatio(
    of pass: ConvolutionPass, by time: (Timing) -> Double = { $0.median }
  ) -> Double? {
    convolutions.flatMap(\.measurements).filter { $0.pass == pass }
      .compactMap { $0.measurement.peerRatio(by: time) }.geometricMean
  }
}

/// Who a peer is.
public struct PeerIdentity: Equatable, Sendable, Encodable {
  /// Such as "PyTorch".
  public let name: String
  /// Such as "2.9.0".
  public let version: String
  /// On how many threads it computes.
  public let threads: Int
}

extension Peer {
  /// Who this is, for a report.
  public var identity: PeerIdentity {
    PeerIdentity(name: name, version: version, threads: threads)
  }
}
