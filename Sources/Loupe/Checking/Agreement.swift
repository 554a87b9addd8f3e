import FastKernels
import Kernels
import Tensors

/// What came of running one operation on several kernels and holding each against the exact result.
public struct Agreement: Sendable {
  /// One kernels' result against the exact one.
  public struct Part: Sendable {
    /// "reference", "fast".
    public let name: String
    /// Number by number, against the bound that was derived for each.
    public let comparison: Comparison
  }

  /// How results were computed, which says what bound they have.
  public enum Way: Equatable, Sendable {
    /// As it is defined, in whatever order.
    case definition
    /// By what `Fast` chooses for the operation.
    case fast
    /// By algorithms of `Fast`'s convolutions: one for each result. Those beyond the list are as they
    /// are defined.
    case algorithms([Fast.Conv2dAlgorithm])
  }

  /// Results that are held against the exact ones.
  public struct Candidate: Sendable {
    /// "reference", "fast".
    public let name: String
    /// One tensor, or one for each gradient.
    public let results: [Tensor<Float>]
    /// How they were computed.
    public let way: Way

    /// Results of this name that were computed in this way.
    public init(_ name: String, _ results: [Tensor<Float>], by way: Way = .definition) {
      self.name = name
      self.results = results
      self.way = way
    }
  }

  /// In the order in which the kernels were given.
  public let parts: [Part]

  /// What `Fast` used for the operation, where it has a choice.
  public let algorithm: String?

  /// Whether every kernels' result is right: in the exact one's shape and everywhere within its
  /// bound.
  public var agrees: Bool { parts.allSatisfy(\.comparison.agrees) }

  /// Runs `operation` on each of `kernels` and on the reference in Double, and compares.
  ///
  /// The bound is derived, not guessed, number by number: for a sum of n products it is γₙ ·
  /// Σ|w||x| (see `ErrorBound`), and every other operation states its own. Only the operation knows
  /// n and Σ|w||x|, which is why it is asked for and not its results. Where `Fast` computes a sum by
  /// Winograd's algorithm, its result has that one's bound.
  ///
  /// - Parameters:
  ///   - kernels: those whose results are held against the exact one, such as
  ///     `[Reference<Float>.self, Fast.self]`.
  ///   - tensors: what the operation works on; each run is given the same ones.
  ///   - operation: exactly one call of an operation of the kernels that it is given, and one
  ///     tensor that it gave, as it is. Anything else has no bound that could be derived here.
  /// - Throws: `CheckError` where `operation` is something else.
  public init(
    of kernels: [any Kernels<Float>.Type], on tensors: [Tensor<Float>],
    _ operation: (any Kernels<Float>.Type, [Tensor<Float>]) -> Tensor<Float>
  ) throws(CheckError) {
    try self.init(
      of: kernels.map { kernels in
        Candidate(
          kernels.name, [operation(kernels, tensors)],
          by: kernels is Fast.Type ? .fast : .definition)
      },
      exactly: { operation($0, tensors) })
  }

  /// Holds each of `candidates` against what `operation` notes on the yardstick.
  init(
    of candidates: [Candidate],
    exactly operation: (any Kernels<Float>.Type) -> Tensor<Float>
  ) throws(CheckError) {
    self = try Self.ofEach(candidates) { [operation($0)] }[0]
  }

  private init(parts: [Part], algorithm: String?) {
    self.parts = parts
    self.algorithm = algorithm
  }

  /// Holds results that are at hand, several tensors from each candidate, against the exact ones:
  /// such as all gradients of one backward.
  ///
  /// - Parameters:
  ///   - candidates: what is held against the exact results; all have theirs in the same order.
  ///   - operation: exactly one call of an operation of the kernels that it is given, and the tensors
  ///     that it gave, as they are, in the order of the candidates'.
  /// - Returns: for each tensor how the candidates' stand to it.
  /// - Throws: `CheckError` where `operation` is something else.
  /// - Precondition: every candidate has as many tensors as `operation` gives.
  public static func ofEach(
    _ candidates: [Candidate],
    exactly operation: (any Kernels<Float>.Type) -> [Tensor<Float>]
  ) throws(CheckError) -> [Agreement] {
    let (results, notes) = Yardstick.notes(of: operation)
    for candidate in candidates {
      require(
        candidate.results.count == results.count,
        "\(candidate.name) has \(candidate.results.count) results, the operation \(results.count)")
    }
    guard let note = notes.first, notes.count == 1 else {
      throw .notOneOperation(calls: notes.count)
    }
    var agreements: [Agreement] = []
    for (number, result) in results.enumerated() {
      guard let noted = note.results.first(where: { $0.rounds(to: result) }) else {
        throw .resultChanged
      }
      let parts = candidates.map { candidate in
        Part(
          name: candidate.name,
          comparison: Comparison(
            candidate.results[number], exact: noted.exact.reshaped(result.shape),
            bound: noted.bound(of: candidate.way, number: number).reshaped(result.shape)))
      }
      agreements.append(Agreement(parts: parts, algorithm: noted.choice?.algorithm.rawValue))
    }
    return agreements
  }
}

extension Yardstick.Result {
  fileprivate func bound(of way: Agreement.Way, number: Int) -> Tensor<Double> {
    switch way {
    case .definition: bound
    case .fast: bound(by: choice?.algorithm)
    case .algorithms(let algorithms):
      number < algorithms.count ? bound(by: algorithms[number]) : bound
    }
  }

  /// Whether this, rounded to Float, is `result`, in whatever shape. By bits, so that a NaN equals
  /// itself.
  fileprivate func rounds(to result: Tensor<Float>) -> Bool {
    Tensor<Float>(exact).map(\.bitPattern).scalars == result.map(\.bitPattern).scalars
  }
}

/// Why an operation can't be checked.
public enum CheckError: Error, Equatable, CustomStringConvertible {
  /// The closure called the kernels so many times, and not once.
  case notOneOperation(calls: Int)
  /// The closure returned something else than what the kernels gave.
  case resultChanged

  public var description: String {
    switch self {
    case .notOneOperation(let calls):
      "check needs one operation: its closure should call `kernels` exactly once, "
        + "but it called it \(calls) times. Check each operation on its own"
    case .resultChanged:
      "check needs one operation: its closure should return what `kernels` gave, unchanged"
    }
  }
}
