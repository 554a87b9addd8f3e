import Kernels
import Tensors

/// What came of running one operation on several kernels and holding each against the exact result.
public struct Agreement: Sendable {
  /// One kernels' result against the exact one.
  public struct Part: Sendable {
    /// "reference", "fast".
    public let name: String
    public let comparison: Comparison
  }

  /// In the order in which the kernels were given.
  public let parts: [Part]

  /// What `Fast` used for the operation.
  public let algorithm: String

  public var agrees: Bool { parts.allSatisfy(\.comparison.agrees) }

  /// Runs `operation` on each of `kernels` and on the reference in Double, and compares.
  ///
  /// The bound is derived, not guessed: γₙ · Σ|w||x| (see `ErrorBound`), where Σ|w||x| is the same
  /// operation in Double on the magnitudes of the tensors. That is why the operation is asked for
  /// and not its results.
  ///
  /// - Parameter operation: exactly one call of an operation of the kernels that it is given, on
  ///   the tensors that it is given, and its result as it is. Anything else has no bound that could
  ///   be derived here.
  /// - Throws: `CheckError` where `operation` is something else.
  public init(
    of kernels: [any Kernels.Type], on tensors: [Tensor<Float>],
    _ operation: (any Kernels.Type, [Tensor<Float>]) -> Tensor<Float>
  ) throws(CheckError) {
    let exact = try Self.note { operation($0, tensors) }
    let magnitude = try Self.note { operation($0, tensors.map(\.magnitudes)) }
    let bound = magnitude.exact.map {
      ErrorBound.sumOfProducts(terms: magnitude.terms, magnitude: $0)
    }
    algorithm = exact.algorithm
    parts = kernels.map { kernels in
      Part(
        name: kernels.name,
        comparison: Comparison(operation(kernels, tensors), exact: exact.exact, bound: bound))
    }
  }

  /// The note that the yardstick takes of the operation, in the shape of the operation's result.
  private static func note(
    _ operation: (any Kernels.Type) -> Tensor<Float>
  ) throws(CheckError) -> Yardstick.Note {
    let (result, notes) = Yardstick.notes(of: operation)
    guard let note = notes.first, notes.count == 1 else {
      throw .notOneOperation(calls: notes.count)
    }
    // Compared by bits, so that a NaN equals itself.
    let bits = Tensor<Float>(note.exact).map(\.bitPattern)
    guard bits.scalars == result.map(\.bitPattern).scalars else { throw .resultChanged }
    return Yardstick.Note(
      exact: note.exact.reshaped(result.shape), terms: note.terms, algorithm: note.algorithm)
  }
}

/// Why an operation can't be checked.
public enum CheckError: Error, Equatable, CustomStringConvertible {
  case notOneOperation(calls: Int)
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
