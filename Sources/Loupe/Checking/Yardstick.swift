import FastKernels
import Kernels
import ReferenceKernels
import Tensors

/// Kernels that compute in Double, by the reference, and write down what they did: the exact
/// result, how many terms each of its sums has, and which algorithm `Fast` would use for it.
///
/// They give back Floats as the contract wants, but what counts is the note. A bound needs it:
/// only the operation itself knows its n.
enum Yardstick: Kernels {
  static let name = "yardstick"

  /// What one call of an operation left behind.
  struct Note {
    /// The result in Double.
    let exact: Tensor<Double>
    /// n: how many products, and a bias if there is one, are summed for one number.
    let terms: Int
    /// What `Fast` uses for this call.
    let algorithm: String
  }

  /// Runs `operation` on these kernels and returns what it gave, and a note for each call it made.
  static func notes(
    of operation: (any Kernels.Type) -> Tensor<Float>
  ) -> (result: Tensor<Float>, notes: [Note]) {
    let notebook = Notebook()
    let result = $notebook.withValue(notebook) { operation(Yardstick.self) }
    return (result, notebook.notes)
  }

  static func conv2d(
    _ input: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>?,
    options: ConvolutionOptions
  ) -> Tensor<Float> {
    let geometry = Conv2dGeometry(input, weight: weight, bias: bias, options: options)
    let exact = Reference.conv2d(
      Tensor<Double>(input), weight: Tensor<Double>(weight), bias: bias.map { Tensor<Double>($0) },
      options: options)
    return write(
      Note(
        exact: exact, terms: geometry.productsPerOutput + (bias == nil ? 0 : 1),
        algorithm: Fast.algorithm(for: geometry).rawValue))
  }

  @TaskLocal private static var notebook: Notebook?

  /// Used by one task only, the one that it is bound to.
  private final class Notebook: @unchecked Sendable {
    var notes: [Note] = []
  }

  private static func write(_ note: Note) -> Tensor<Float> {
    notebook?.notes.append(note)
    return Tensor<Float>(note.exact)
  }
}
