import FastKernels

/// What is to be compared, and how.
public struct ComparisonRun: Sendable {
  /// The rows, operations and networks.
  public var selection: Selection
  /// Algorithms whose forward passes are held against each other; nil for both passes by the one that
  /// is chosen.
  public var algorithms: [Fast.Conv2dAlgorithm]?
  /// How much time it may take.
  public var effort: Effort
  /// How many threads each operation uses; nil to leave that to the operation.
  public var threads: Int?

  /// A comparison of these.
  public init(
    _ selection: Selection, algorithms: [Fast.Conv2dAlgorithm]? = nil,
    effort: Effort = .standard, threads: Int? = nil
  ) {
    self.selection = selection
    self.algorithms = algorithms
    self.effort = effort
    self.threads = threads
  }

  /// On how many threads limits and peers are measured.
  public var threadsOrAll: Int { threads ?? MachineLimits.threadsOfThisMachine }

  /// Measures everything, one row after the other.
  ///
  /// - Parameters:
  ///   - peer: who is measured beside the convolutions and networks, if anyone.
  ///   - watcher: is told what is found as soon as it is.
  /// - Throws: `CheckError` where a call can't be checked; `PeerError`; `TrainingError`.
  public func report(
    beside peer: Peer? = nil, watcher: some ComparisonWatcher
  ) async throws -> ComparisonReport {
    let limits = await watcher.working(on: "the machine's limits") {
      MachineLimits.measure(threads: threadsOrAll)
    }
    var report = ComparisonReport(limits: limits, peer: peer?.identity)
    watcher.begin(report)
    let convolutions = ConvolutionComparer(effort: effort, threads: threads, peer: peer)
    for row in selection.rows {
      let comparison = try await watcher.working(on: row.name) {
        if let algorithms {
          try await convolutions.compare(row, by: algorithms)
        } else {
          try await convolutions.compare(row)
        }
      }
      report.convolutions.append(comparison)
      watcher.found(comparison, in: report)
    }
    let operations = OperationComparer(effort: effort, threads: threads)
    for sample in selection.operations {
      let comparison = try await watcher.working(on: sample.name) {
        try await operations.compare(sample)
      }
      report.operations.append(comparison)
      watcher.found(comparison, in: report)
    }
    let networks = NetworkComparer(effort: effort, threads: threads, peer: peer)
    for row in selection.networks {
      let comparison = try await watcher.working(on: row.name) { try await networks.compare(row) }
      report.networks.append(comparison)
      watcher.found(comparison, in: report)
    }
    return report
  }
}

/// Who is told how a comparison goes on.
public protocol ComparisonWatcher {
  /// Calls `body`, which measures what is named.
  func working<Value>(
    on name: String, isolation: isolated (any Actor)?, _ body: () async throws -> Value
  ) async rethrows -> Value

  /// The limits have been measured, and the rows come next.
  func begin(_ report: ComparisonReport)

  /// A convolution has been measured, the report's last one.
  func found(_ comparison: ConvolutionComparison, in report: ComparisonReport)

  /// An operation has been measured, the report's last one.
  func found(_ comparison: OperationComparison, in report: ComparisonReport)

  /// A network has been measured, the report's last one.
  func found(_ comparison: NetworkComparison, in report: ComparisonReport)
}

extension ComparisonWatcher {
  func working<Value>(
    on name: String, here isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Value
  ) async rethrows -> Value {
    try await working(on: name, isolation: isolation, body)
  }
}
