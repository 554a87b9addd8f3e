import Datasets
import FastKernels
import Kernels
import Networks
import ReferenceKernels
import Tensors

/// What was found out about one network.
public struct NetworkComparison: Sendable {
  /// What was measured.
  public let row: NetworkRow
  /// The seconds of a step, ours and the peer's, taken in turn.
  public let steps: [(pass: NetworkPass, fast: Timing, peer: Timing?)]
  /// How far the fast kernels' outputs are from the reference's after a few steps of learning by each: the
  /// largest difference as a share of the largest output.
  public let difference: Double
  /// Why the peer wasn't asked, where there is one that hasn't this network.
  public let peerRefusal: String?

  /// The difference that rounding alone doesn't reach: some ten thousand sums of a Float's precision, 6e-8.
  public static let mostDifference = 1e-3

  /// Whether both have learned the same.
  public var agrees: Bool { difference < Self.mostDifference }

  /// How many pictures a second that is.
  public func picturesPerSecond(_ timing: Timing) -> Double {
    Double(row.batch) / timing.median
  }

  /// The peer's time of a step divided by ours, by medians; nil without a peer.
  public func peerRatio(of pass: NetworkPass) -> Double? {
    steps.first { $0.pass == pass }.flatMap { step in
      step.peer.map { $0.median / step.fast.median }
    }
  }
}

/// Measures networks, and holds what the fast kernels learn against what the reference learns.
public struct NetworkComparer {
  private let kernels: any Kernels<Float>.Type
  private let effort: Effort
  private let threads: Int?
  private let peer: Peer?

  /// - Parameters:
  ///   - kernels: what is measured.
  ///   - effort: how much time it may take.
  ///   - threads: how many threads each operation uses; nil to leave that to the operation.
  ///   - peer: who is measured beside them, if anyone.
  public init(
    kernels: any Kernels<Float>.Type = Fast.self, effort: Effort = .standard, threads: Int? = nil,
    peer: Peer? = nil
  ) {
    (self.kernels, self.effort, self.threads, self.peer) = (kernels, effort, threads, peer)
  }

  /// How many pictures, and how many steps, are enough to see whether both learn the same.
  private static let checked = (pictures: 4, steps: 3)

  /// A step of learning and one of answering.
  ///
  /// - Throws: `TrainingError` where the network's numbers are none any more; `PeerError`.
  public func compare(_ row: NetworkRow) async throws -> NetworkComparison {
    let (learner, batch) = (learner(row, kernels), Self.batch(of: row.batch, for: row))
    let refusal = try await peer?.prepare(row, parameters: learner.network.parameterCount)
    let peer = refusal == nil ? peer : nil
    var steps: [(pass: NetworkPass, fast: Timing, peer: Timing?)] = []
    for pass in NetworkPass.allCases {
      let work: () -> Void =
        switch pass {
        case .training: { _ = try? learner.learn(batch, learningRate: NetworkRow.learningRate) }
        case .inference:
          {
            _ = learner.network.forward(
              batch.pictures, in: Pass(self.kernels, phase: .evaluation))
          }
        }
      // Most of the time with a peer both rest.
      let timings = try await Contest.timings(
        of: [Contestant(threads: threads, work)] + (peer.map { [$0.contestant(pass)] } ?? []),
        budget: (peer == nil ? 1 : 6) * effort.seconds)
      steps.append((pass, timings[0], peer == nil ? nil : timings[1]))
    }
    return NetworkComparison(
      row: row, steps: steps, difference: try difference(row), peerRefusal: refusal)
  }

  /// How far two networks are from each other that have learned the same pictures by two implementations.
  private func difference(_ row: NetworkRow) throws -> Double {
    let batch = Self.batch(of: Self.checked.pictures, for: row)
    func outputs(_ kernels: any Kernels<Float>.Type) throws -> Tensor<Float> {
      let learner = learner(row, kernels)
      for _ in 0..<Self.checked.steps {
        _ = try learner.learn(batch, learningRate: NetworkRow.learningRate)
      }
      return learner.network.forward(batch.pictures, in: Pass(kernels, phase: .evaluation))
    }
    let (exact, found) = (try outputs(Reference<Float>.self), try outputs(kernels))
    let largest = exact.scalars.map(abs).max() ?? 0
    let difference = zip(exact.scalars, found.scalars).map { abs($0 - $1) }.max() ?? 0
    return Double(difference / max(largest, .leastNormalMagnitude))
  }

  private func learner(_ row: NetworkRow, _ kernels: any Kernels<Float>.Type) -> Trainer {
    let network = row.architecture.make(classes: NetworkRow.classes)
    network.initialize(seed: 1)
    return Trainer(network, using: kernels, optimizer: Optimizer(row.rule))
  }

  /// Random pictures, and classes in turn.
  private static func batch(of count: Int, for row: NetworkRow) -> Batch {
    Batch(
      pictures: .random([count] + row.architecture.inputShape, seed: 2),
      labels: Tensor(shape: [count], (0..<count).map { $0 % NetworkRow.classes }))
  }
}
