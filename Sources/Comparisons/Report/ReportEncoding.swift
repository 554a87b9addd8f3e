// A report for machines: all times in seconds, all numbers as they were measured. What isn't there is
// null, so that every object of a kind has the same keys.

import FastKernels
import Foundation
import Kernels

extension ComparisonReport {
  /// The report as JSON.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // An error beside a NaN is none, and JSON has no word for that.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(Contents(self)), as: UTF8.self)
  }

  private struct Contents: Encodable {
    let agrees: Bool
    let limits: Limits
    let peer: PeerIdentity?
    let geometricMeans: Means?
    let convolutions: [Convolution]
    let operations: [Operation]
    let networks: [Network]

    init(_ report: ComparisonReport) {
      agrees = report.agrees
      limits = Limits(report.limits)
      peer = report.peer
      geometricMeans = report.peer.map { _ in
        Means(
          forward: Ratios(report, .forward), backward: Ratios(report, .backward))
      }
      convolutions = report.convolutions.map { Convolution($0, report.limits) }
      operations = report.operations.map { Operation($0, report.limits) }
      networks = report.networks.map(Network.init)
    }

    enum Keys: CodingKey {
      case agrees, limits, peer, geometricMeans, convolutions, operations, networks
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(agrees, forKey: .agrees)
      try container.encode(limits, forKey: .limits)
      try container.encode(peer, forKey: .peer)
      try container.encode(geometricMeans, forKey: .geometricMeans)
      try container.encode(convolutions, forKey: .convolutions)
      try container.encode(operations, forKey: .operations)
      try container.encode(networks, forKey: .networks)
    }
  }

  private struct Means: Encodable {
    let forward: Ratios?
    let backward: Ratios?
  }

  /// The peer's times divided by ours.
  private struct Ratios: Encodable {
    let median: Double
    let minimum: Double

    init?(_ report: ComparisonReport, _ pass: ConvolutionPass) {
      guard let median = report.meanRatio(of: pass),
        let minimum = report.meanRatio(of: pass, by: { $0.minimum })
      else { return nil }
      (self.median, self.minimum) = (median, minimum)
    }
  }

  private struct Limits: Encodable {
    struct Copy: Encodable {
      let bytes: Int
      let bytesPerSecond: Double
    }

    let threads: Int
    let multiplyAddsPerSecond: Double
    let copies: [Copy]
    let coreShare: Double

    init(_ limits: MachineLimits) {
      coreShare = limits.coreShare
      threads = limits.threads
      multiplyAddsPerSecond = limits.multiplyAddsPerSecond
      copies = limits.copies.map {
        Copy(bytes: $0.bytes, bytesPerSecond: $0.bytesPerSecond)
      }
    }
  }

  private struct Convolution: Encodable {
    let name: String
    let input: [Int]
    let weight: [Int]
    let output: [Int]
    let stride: [Int]
    let padding: [[Int]]
    let dilation: [Int]
    let groups: Int
    /// The most that a pass held at once besides its tensors.
    let scratchBytes: Int?
    let measurements: [Row]

    init(_ comparison: ConvolutionComparison, _ limits: MachineLimits) {
      let sizes = PeerRow(comparison.row.geometry)
      name = comparison.row.name
      (input, weight, stride) = (sizes.input, sizes.weight, sizes.stride)
      (padding, dilation, groups) = (sizes.padding, sizes.dilation, sizes.groups)
      output = comparison.row.geometry.outputShape
      scratchBytes = comparison.scratch?.bytes
      measurements = comparison.measurements.map { Row($0.pass.rawValue, $0.measurement, limits) }
    }
  }

  private struct Operation: Encodable {
    let name: String
    let measurements: [Row]

    init(_ comparison: OperationComparison, _ limits: MachineLimits) {
      name = comparison.name
      measurements = comparison.measurements.map { Row($0.pass.rawValue, $0.measurement, limits) }
    }
  }

  private struct Network: Encodable {
    let comparison: NetworkComparison

    init(_ comparison: NetworkComparison) { self.comparison = comparison }

    enum Keys: CodingKey { case name, batch, optimizer, difference, agrees, steps }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(comparison.row.name, forKey: .name)
      try container.encode(comparison.row.batch, forKey: .batch)
      try container.encode(comparison.row.optimizerName, forKey: .optimizer)
      try container.encode(comparison.difference, forKey: .difference)
      try container.encode(comparison.agrees, forKey: .agrees)
      try container.encode(
        comparison.steps.map { step in
          Step(
            pass: step.pass.rawValue, fast: Times(step.fast), peer: step.peer.map(Times.init),
            picturesPerSecond: comparison.picturesPerSecond(step.fast),
            peerRatio: comparison.peerRatio(of: step.pass))
        }, forKey: .steps)
    }
  }

  private struct Step: Encodable {
    let pass: String
    let fast: Times
    let peer: Times?
    let picturesPerSecond: Double
    let peerRatio: Double?

    enum Keys: CodingKey { case pass, fast, peer, picturesPerSecond, peerRatio }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(pass, forKey: .pass)
      try container.encode(fast, forKey: .fast)
      try container.encode(peer, forKey: .peer)
      try container.encode(picturesPerSecond, forKey: .picturesPerSecond)
      try container.encode(peerRatio, forKey: .peerRatio)
    }
  }

  private struct Row: Encodable {
    let pass: String
    let measurement: Measurement
    let limits: MachineLimits

    init(_ pass: String, _ measurement: Measurement, _ limits: MachineLimits) {
      self.pass = pass
      self.measurement = measurement
      self.limits = limits
    }

    enum Keys: CodingKey {
      case pass, algorithm, multiplyAdds, bytes, reference, fast, peer, speedUp, peerRatio
      case gigaflops, gigabytes, limit, share, error
    }

    func encode(to encoder: any Encoder) throws {
      let (found, work) = (measurement, measurement.work)
      let share = work.share(of: limits, in: found.fast.median)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(pass, forKey: .pass)
      try container.encode(found.algorithm, forKey: .algorithm)
      try container.encode(work.multiplyAdds, forKey: .multiplyAdds)
      try container.encode(work.bytes, forKey: .bytes)
      try container.encode(found.reference.map(Reference.init), forKey: .reference)
      try container.encode(Times(found.fast), forKey: .fast)
      try container.encode(found.peer.map(Times.init), forKey: .peer)
      try container.encode(found.speedUp, forKey: .speedUp)
      try container.encode(found.peerRatio(), forKey: .peerRatio)
      try container.encode(work.gigaflops(in: found.fast.median), forKey: .gigaflops)
      try container.encode(work.gigabytes(in: found.fast.median), forKey: .gigabytes)
      try container.encode(share?.limit.rawValue, forKey: .limit)
      try container.encode(share?.value, forKey: .share)
      try container.encode(Errors(found.verdict), forKey: .error)
    }
  }

  private struct Reference: Encodable {
    let seconds: Double
    let isEstimate: Bool

    init(_ time: ReferenceTime) { (seconds, isEstimate) = (time.seconds, time.isEstimate) }
  }

  private struct Times: Encodable {
    let median: Double
    let minimum: Double
    let count: Int

    init(_ timing: Timing) {
      (median, minimum, count) = (timing.median, timing.minimum, timing.seconds.count)
    }
  }

  private struct Errors: Encodable {
    let agrees: Bool
    let largest: Double
    let bound: Double
    let checked: Int
    let count: Int
    let complaints: [String]

    init(_ verdict: Verdict) {
      (agrees, complaints) = (verdict.agrees, verdict.complaints)
      (largest, bound) = (verdict.error, verdict.bound)
      (checked, count) = (verdict.checked, verdict.count)
    }
  }
}
