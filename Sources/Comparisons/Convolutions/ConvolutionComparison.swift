import FastKernels
import Kernels
import Loupe
import ReferenceKernels
import Tensors

/// What was found out about one convolution.
public struct ConvolutionComparison: Sendable {
  /// Its sizes.
  public let row: ConvolutionRow
  /// What was measured of it, in order.
  public let measurements: [(pass: ConvolutionPass, measurement: Measurement)]
  /// The most memory that a pass held at once besides its tensors, in bytes, and which pass.
  public var scratch: (pass: ConvolutionPass, bytes: Int)?
  /// Why the peer wasn't asked, where there is one that can't compute this.
  public let peerRefusal: String?

  /// Whether every number is within its bound.
  public var agrees: Bool { measurements.allSatisfy(\.measurement.verdict.agrees) }
}

/// Measures convolutions and holds them against the reference.
public struct ConvolutionComparer {
  private let calls: Conv2dCalls
  private let effort: Effort
  private let threads: Int?
  private let peer: Peer?

  /// - Parameters:
  ///   - calls: what is measured.
  ///   - effort: how much time it may take.
  ///   - threads: how many threads each operation uses; nil to leave that to the operation.
  ///   - peer: who is measured beside them, if anyone.
  public init(
    calls: Conv2dCalls = .fast, effort: Effort = .standard, threads: Int? = nil,
    peer: Peer? = nil
  ) {
    self.calls = calls
    self.effort = effort
    self.threads = threads
    self.peer = peer
  }

  /// Both passes of a row, and each of the two gradients alone.
  ///
  /// - Throws: `CheckError` where a call can't be checked; `PeerError`.
  public func compare(_ row: ConvolutionRow) async throws -> ConvolutionComparison {
    let refusal = try await peer?.prepare(row)
    let peer = refusal == nil ? peer : nil
    let tensors = RowTensors(row)
    var measurements: [(pass: ConvolutionPass, measurement: Measurement)] = []
    measurements.append((.forward, try await forward(tensors, peer)))
    measurements += try await backward(tensors, peer)
    var comparison = ConvolutionComparison(
      row: row, measurements: measurements, peerRefusal: refusal)
    comparison.scratch = scratch(tensors)
    return comparison
  }

  /// What the passes hold besides their tensors.
  private func scratch(_ tensors: RowTensors) -> (pass: ConvolutionPass, bytes: Int) {
    let (x, w, dy, options) = (tensors.x, tensors.w, tensors.dy, tensors.row.options)
    let numberSize = MemoryLayout<Float>.stride
    let forward =
      Fast.peakMemory { _ = onThreads { calls.forward(x, w, options) } } - dy.count * numberSize
    let backward =
      Fast.peakMemory { _ = onThreads { calls.backward(dy, x, w, options) } }
      - (x.count + w.count) * numberSize
    return forward >= backward
      ? (.forward, max(0, forward)) : (.backward, max(0, backward))
  }

  /// The forward pass of a row by each of several algorithms, in turn. Those that don't support its
  /// geometry are left out.
  public func compare(
    _ row: ConvolutionRow, by algorithms: [Fast.Conv2dAlgorithm]
  ) async throws -> ConvolutionComparison {
    let refusal = try await peer?.prepare(row)
    let tensors = RowTensors(row)
    let supported = algorithms.filter { $0.supports(row.geometry) }
    let measurements = try await forward(
      tensors, refusal == nil ? peer : nil,
      by: supported.map { algorithm in
        (
          algorithm,
          {
            Fast.conv2d(
              tensors.x, weight: tensors.w, bias: nil, options: row.options, algorithm: algorithm)
          }
        )
      })
    return ConvolutionComparison(
      row: row, measurements: measurements.map { (.forward, $0) }, peerRefusal: refusal)
  }

  private func forward(_ tensors: RowTensors, _ peer: Peer?) async throws -> Measurement {
    let row = tensors.row
    return try await forward(
      tensors, peer,
      by: [
        (
          Fast.algorithm(for: row.geometry),
          { calls.forward(tensors.x, tensors.w, row.options) }
        )
      ])[0]
  }

  private func forward(
    _ tensors: RowTensors, _ peer: Peer?,
    by ways: [(algorithm: Fast.Conv2dAlgorithm, compute: () -> Tensor<Float>)]
  ) async throws -> [Measurement] {
    guard !ways.isEmpty else { return [] }
    let row = tensors.row
    let sample = ChannelSample(
      row.geometry, leavingOut: .outputs, budget: effort.referenceMultiplyAdds)
    let (x, w) = (sample.ofInput(tensors.x), sample.ofWeight(tensors.w))
    let options = sample.options(row.options)
    var definition = Tensor<Float>.zeros([])
    let reference = ReferenceTime.taking(factor: sample.factor, budget: effort.seconds) {
      definition = Reference.conv2d(x, weight: w, bias: nil, options: options)
    }
    // The algorithm is the whole row's: for the sample's few channels it might be another.
    let candidates =
      [Agreement.Candidate("reference", [definition])]
      + ways.map { way in
        Agreement.Candidate(
          way.algorithm.rawValue, [sample.ofOutput(onThreads { way.compute() })],
          by: .algorithms([way.algorithm]))
      }
    let agreements = try Agreement.ofEach(candidates) {
      [$0.conv2d(x, weight: w, bias: nil, options: options)]
    }
    let timings = try await Contest.timings(
      of: ways.map { way in Contestant(threads: threads) { _ = way.compute() } }
        + (peer.map { [$0.contestant(.forward)] } ?? []),
      budget: contestSeconds(peer))
    return ways.indices.map { number in
      Measurement(
        algorithm: ways[number].algorithm.rawValue, work: row.work(of: .forward),
        reference: reference,
        fast: timings[number], peer: peer == nil ? nil : timings.last,
        verdict: Verdict(
          agreements, part: 1 + number, count: row.geometry.outputShape.reduce(1, *)))
    }
  }

  private func backward(
    _ tensors: RowTensors, _ peer: Peer?
  ) async throws -> [(pass: ConvolutionPass, measurement: Measurement)] {
    let row = tensors.row
    let (x, w, dy) = (tensors.x, tensors.w, tensors.dy)
    let gradients = onThreads { calls.backward(dy, x, w, row.options) }
    let dx = onThreads { calls.inputGradient(dy, w, x.shape, row.options) }
    let dw = onThreads { calls.weightGradient(dy, x, w.shape, row.options) }
    // Each on its own must give what all give at once, so both are held against the same numbers.
    let (reference, agreements) = try backwardAgreements(
      tensors, gradients,
      WeightedGradients(gradInput: dx, gradWeight: dw, gradBias: gradients.gradBias))

    let works:
      [(
        ConvolutionPass, Fast.Conv2dAlgorithm?, () -> Void, [Agreement], part: Int, count: Int
      )] = [
        (
          .backward, nil, { _ = calls.backward(dy, x, w, row.options) }, agreements, 1,
          x.count + w.count + gradients.gradBias.count
        ),
        (
          .inputGradient, Fast.inputGradientAlgorithm(for: row.geometry),
          { _ = calls.inputGradient(dy, w, x.shape, row.options) },
          [agreements[0]], 2, x.count
        ),
        (
          .weightGradient, Fast.weightGradientAlgorithm(for: row.geometry),
          { _ = calls.weightGradient(dy, x, w.shape, row.options) },
          [agreements[1]], 2, w.count
        ),
      ]
    var measurements: [(pass: ConvolutionPass, measurement: Measurement)] = []
    for (pass, algorithm, work, agreements, part, count) in works {
      let peer = pass == .backward ? peer : nil
      let timings = try await Contest.timings(
        of: [Contestant(threads: threads, work)] + (peer.map { [$0.contestant(.backward)] } ?? []),
        budget: contestSeconds(peer))
      measurements.append(
        (
          pass,
          Measurement(
            algorithm: algorithm?.rawValue, work: row.work(of: pass),
            reference: pass == .backward ? reference : nil, fast: timings[0],
            peer: peer == nil ? nil : timings[1],
            verdict: Verdict(agreements, part: part, count: count))
        ))
    }
    return measurements
  }

  /// The three gradients held against the exact ones, by input, weight and bias: the reference's, and
  /// those of two candidates.
  private func backwardAgreements(
    _ tensors: RowTensors, _ gradients: WeightedGradients<Float>,
    _ singleGradients: WeightedGradients<Float>
  ) throws -> (ReferenceTime, [Agreement]) {
    let row = tensors.row
    let sample = ChannelSample(
      row.geometry, leavingOut: .inputs, budget: effort.referenceMultiplyAdds / 2)
    let (x, w, dy) = (
      sample.ofInput(tensors.x), sample.ofWeight(tensors.w), sample.ofOutput(tensors.dy)
    )
    let options = sample.options(row.options)
    var definition = [Tensor<Float>]()
    let reference = ReferenceTime.taking(factor: sample.factor, budget: effort.seconds) {
      definition =
        Reference.conv2dBackward(dy, input: x, weight: w, options: options).all
    }
    let algorithms = [
      Fast.inputGradientAlgorithm(for: row.geometry),
      Fast.weightGradientAlgorithm(for: row.geometry),
    ]
    let agreements = try Agreement.ofEach(
      [.init("reference", definition)]
        + [gradients, singleGradients].map { gradients in
          .init(
            "fast",
            [
              sample.ofInput(gradients.gradInput), sample.ofWeight(gradients.gradWeight),
              sample.ofBias(gradients.gradBias),
            ], by: .algorithms(algorithms))
        }
    ) {
      $0.conv2dBackward(dy, input: x, weight: w, options: options).all
    }
    return (reference, agreements)
  }

  /// How long times are taken in turn. With a peer it is longer: most of that time both rest.
  private func contestSeconds(_ peer: Peer?) -> Double {
    peer == nil ? effort.seconds : 3 * effort.seconds
  }

  private func onThreads<Result>(_ body: () -> Result) -> Result {
    if let threads { Fast.withThreads(threads, body) } else { body() }
  }
}

extension WeightedGradients {
  fileprivate var all: [Tensor<Scalar>] { [gradInput, gradWeight, gradBias] }
}

/// Random numbers for a row, from −1 to 1, the same ones in every run.
private struct RowTensors {
  let row: ConvolutionRow
  let x: Tensor<Float>
  let w: Tensor<Float>
  let dy: Tensor<Float>

  init(_ row: ConvolutionRow) {
    self.row = row
    x = .random(row.geometry.inputShape, seed: 1)
    w = .random(row.geometry.weightShape, seed: 2)
    dy = .random(row.geometry.outputShape, seed: 3)
  }
}
