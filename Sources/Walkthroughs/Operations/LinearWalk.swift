import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y[n,o] = b[o] + Σ i  W[o,i] · X[n,i]

  /// `linear`, an output a step: a row of the weight beside the input, every product, the sum.
  ///
  /// The parameters are those of `linear`.
  public static func linear(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil
  ) -> Walkthrough {
    let inputs = LinearGeometry(x, weight: weight, bias: bias).inputs
    let input = Operand("X", x, ownAxes: 1)
    let w = Operand("W", weight, ownAxes: 2)
    let b = bias.map { Operand("b", $0, ownAxes: 1) }
    let result = Operand("Y", Reference.linear(x, weight: weight, bias: bias), ownAxes: 1)
    // A single row has no n, rows in several axes have n1, n2 and so on.
    let rows = x.rank <= 2 ? x.rank == 2 ? ["n"] : [] : (1..<x.rank).map { "n\($0)" }
    return Walkthrough(
      title: "linear",
      formula: "\(result.letters(rows + ["o"])) = \(bias == nil ? "" : "b[o] + ")"
        + "Σ i  W[o,i] · \(input.letters(rows + ["i"]))",
      operands: [input, w] + [b].compactMap(\.self),
      Gathering(
        result: result,
        start: { place in b.map { Factor(($0, place.suffix(1), place.suffix(1))) } },
        meetings: { place in
          let (row, o) = (Array(place.dropLast()), Array(place.suffix(1)))
          return (0..<inputs).map { i in
            [(w, o + [i], o + [i]), (input, row + [i], row + [i])]
          }
        }))
  }
}
