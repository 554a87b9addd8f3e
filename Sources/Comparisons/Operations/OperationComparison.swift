import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors

/// What was found out about one operation of the contract.
public struct OperationComparison: Sendable {
  /// Its name in the contract.
  public let name: String
  /// What was measured: the operation and, where it has any, its gradients.
  public let measurements: [(pass: OperationSample.Pass, measurement: Measurement)]

  /// Whether every number is within its bound.
  public var agrees: Bool { measurements.allSatisfy(\.measurement.verdict.agrees) }
}

/// Measures operations and holds them against the reference.
public struct OperationComparer {
  private let kernels: any Kernels<Float>.Type
  private let effort: Effort
  private let threads: Int?

  /// - Parameters:
  ///   - kernels: what is measured.
  ///   - effort: how much time it may take.
  ///   - threads: how many threads each operation uses; nil to leave that to the operation.
  public init(
    kernels: any Kernels<Float>.Type = Fast.self, effort: Effort = .standard, threads: Int? = nil
  ) {
    self.kernels = kernels
    self.effort = effort
    self.threads = threads
  }

  /// How many pictures are enough to hold the numbers against the exact ones.
  private static let mostCheckedPictures = 2

  /// The operation and its gradients.
  ///
  /// They are timed on as many pictures as `effort` says, and checked on the first few: in Double, with
  /// a bound for every number, all would take longer than all else.
  ///
  /// - Throws: `CheckError` where a call can't be checked.
  public func compare(_ sample: OperationSample) async throws -> OperationComparison {
    let checked = sample.calls(min(effort.pictures, Self.mostCheckedPictures))
    var measurements: [(pass: OperationSample.Pass, measurement: Measurement)] = []
    for (number, call) in sample.calls(effort.pictures).enumerated() {
      let produced = run(call)
      let verdict = try verdict(of: checked[number], count: produced.count)
      let reference = ReferenceTime.taking(budget: effort.seconds / 2) {
        _ = call.run(Reference<Float>.self)
      }
      let timing = try await Contest.timings(
        of: [Contestant(threads: threads) { _ = call.run(kernels) }], budget: effort.seconds / 2)[0]
      measurements.append(
        (
          call.pass,
          Measurement(
            algorithm: nil,
            work: call.work(yielding: produced),
            reference: reference, fast: timing, peer: nil, verdict: verdict)
        ))
    }
    return OperationComparison(name: sample.name, measurements: measurements)
  }

  private func run(_ call: OperationSample.Call) -> OperationSample.Produced {
    if let threads {
      Fast.withThreads(threads) { call.run(kernels) }
    } else {
      call.run(kernels)
    }
  }

  private func verdict(of call: OperationSample.Call, count: Int) throws -> Verdict {
    switch (call.run(Reference<Float>.self), run(call)) {
    case (.real(let reference), .real(let fast)):
      let agreements = try Agreement.ofEach([
        .init("reference", reference), .init("fast", fast, by: .fast),
      ]) {
        guard case .real(let exact) = call.run($0) else { return [] }
        return exact
      }
      return Verdict(agreements, part: 1, count: count)
    case (.int8(let reference), .int8(let fast)):
      return Verdict(equal: reference == fast, checked: fast.count, count: count)
    case (.int32(let reference), .int32(let fast)):
      return Verdict(equal: reference == fast, checked: fast.count, count: count)
    default:
      return Verdict(equal: false, checked: 0, count: count)
    }
  }
}
