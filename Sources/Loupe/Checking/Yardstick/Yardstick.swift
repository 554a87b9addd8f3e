import FastKernels
import Kernels
import Tensors

/// Kernels that compute in Double, by the reference, and write down what they did: the exact
/// results, and for each number a bound on how far a right computation in Float may be off.
///
/// They give back Floats as the contract wants, but what counts is the note. Only the operation
/// itself can derive its bound: it knows how many products it sums and what it does with the sum. Each
/// chapter of the contract has a file here that states its bounds. In them u is `ErrorBound.floatUnit`,
/// γₙ is `ErrorBound.gamma`, and an `exp`, `log` or `tanh` counts for `ErrorBound.function` units.
///
/// The bounds hold as long as nothing on the way is beyond Float's range. Where a product could be too
/// small for a Float's digits and meets a large factor then, a bound says so.
enum Yardstick: Kernels {
  typealias Scalar = Float

  static let name = "yardstick"

  /// One tensor that an operation gave.
  struct Result {
    /// The result in Double.
    let exact: Tensor<Double>
    /// How far a right result in Float may be off, number by number, if it is computed as it is
    /// defined, in whatever order.
    let bound: Tensor<Double>
    /// What `Fast` does for it, where it has a choice.
    var choice: Choice?

    /// How far a right result may be off that `algorithm` computed.
    func bound(by algorithm: Fast.Conv2dAlgorithm?) -> Tensor<Double> {
      guard let winogradBound = choice?.winogradBound,
        let tiles = algorithm.flatMap(WinogradTiles.init(of:))
      else { return bound }
      return winogradBound(tiles)
    }
  }

  /// What `Fast` does where it has several algorithms.
  struct Choice {
    /// The one that it uses.
    let algorithm: Fast.Conv2dAlgorithm
    /// How far a result may be off by Winograd's algorithm, where that can compute it.
    let winogradBound: ((WinogradTiles) -> Tensor<Double>)?

    /// - Parameter bound: that by Winograd's algorithm; it is asked for only where that supports the
    ///   geometry.
    init(
      _ algorithm: Fast.Conv2dAlgorithm, _ geometry: some ConvolutionGeometry,
      _ bound: @escaping (WinogradBound) -> Tensor<Double>
    ) {
      self.algorithm = algorithm
      winogradBound =
        Fast.Conv2dAlgorithm.winograd.supports(geometry)
        ? { tiles in bound(WinogradBound(tiles, geometry)) } : nil
    }
  }

  /// What one call of an operation left behind.
  struct Note {
    /// What it gave: one tensor, or one for each gradient.
    let results: [Result]
  }

  /// Runs `operation` on these kernels and returns what it gave, and a note for each call it made.
  static func notes<Value>(
    of operation: (any Kernels<Float>.Type) -> Value
  ) -> (result: Value, notes: [Note]) {
    let notebook = Notebook()
    let result = $notebook.withValue(notebook) { operation(Yardstick.self) }
    return (result, notebook.notes)
  }

  @TaskLocal private static var notebook: Notebook?

  /// Used by one task only, the one that it is bound to.
  private final class Notebook: @unchecked Sendable {
    var notes: [Note] = []
  }

  /// Notes what a call gave, and gives it back rounded to Float.
  static func note(_ results: [Result]) -> [Tensor<Float>] {
    notebook?.notes.append(Note(results: results))
    return results.map { Tensor<Float>($0.exact) }
  }

  /// Notes what a call gave, one tensor, and gives it back rounded to Float.
  static func note(_ result: Result) -> Tensor<Float> {
    note([result])[0]
  }

  /// Notes the gradients of an operation with weights.
  static func note(
    gradInput: Result, gradWeight: Result, gradBias: Result
  ) -> WeightedGradients<Float> {
    let rounded = note([gradInput, gradWeight, gradBias])
    return WeightedGradients(
      gradInput: rounded[0], gradWeight: rounded[1], gradBias: rounded[2])
  }
}

extension Yardstick.Result {
  /// A sum of `terms` products, whose magnitudes add up to `magnitude`.
  init(
    _ exact: Tensor<Double>, terms: Int, magnitude: Tensor<Double>,
    choice: Yardstick.Choice? = nil
  ) {
    self.exact = exact
    self.choice = choice
    bound = magnitude.map { ErrorBound.sumOfProducts(terms: terms, magnitude: $0) }
  }

  /// Numbers that are only moved about or chosen, so that they must be equal.
  init(equal exact: Tensor<Double>) {
    self.exact = exact
    bound = exact.map { _ in 0 }
  }

  /// Numbers that come out of `roundings` roundings of their own magnitude.
  init(_ exact: Tensor<Double>, roundings: Int) {
    self.init(exact, terms: roundings, magnitude: exact.magnitudes)
  }

  /// The same, and off by so many of Float's smallest `steps` besides: what is too small for a Float's
  /// digits loses them, and if it is multiplied then, so is the loss.
  init(_ exact: Tensor<Double>, roundings: Int, steps: Tensor<Double>) {
    self.init(
      exact: exact,
      bound: Yardstick.roundings(roundings, exact.magnitudes)
        + Double(Float.leastNonzeroMagnitude) * steps)
  }
}

extension Yardstick {
  /// The bound of numbers that come out of `count` roundings of these magnitudes.
  static func roundings(_ count: Int, _ magnitudes: Tensor<Double>) -> Tensor<Double> {
    magnitudes.map { ErrorBound.sumOfProducts(terms: count, magnitude: $0) }
  }
}

extension Tensor where Scalar == Float {
  /// The same numbers in Double.
  var double: Tensor<Double> { Tensor<Double>(self) }
}
