import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y[n,o] = b[o] + Σ i  W[o,i] · X[n,i]

  /// `linear`, an output a step: a row of the weight beside the input, every product, the sum.
  public static func linear(
    _ x: Tensor<Float>, weight: Tensor<Float>, bias: Tensor<Float>? = nil
  ) -> Walkthrough {
    let geometry = LinearGeometry(x, weight: weight, bias: bias)
    let rows = x.reshaped([geometry.rows, geometry.inputs])
    let input = Operand("X", rows, ownAxes: 1)
    let w = Operand("W", weight, ownAxes: 2)
    let b = bias.map { Operand("b", $0, ownAxes: 1) }
    let result = Operand(
      "Y", Reference.linear(rows, weight: weight, bias: bias), ownAxes: 1)
    return Walkthrough(
      title: "linear",
      formula: "\(result.letters(["n", "o"])) = \(bias == nil ? "" : "b[o] + ")"
        + "Σ i  W[o,i] · \(input.letters(["n", "i"]))",
      operands: [input, w] + [b].compactMap { $0 },
      Gathering(
        result: result,
        start: { place in b.map { Factor(($0, [place[1]], [place[1]])) } },
        meetings: { place in
          (0..<geometry.inputs).map { i in
            [(w, [place[1], i], [place[1], i]), (input, [place[0], i], [place[0], i])]
          }
        }))
  }
}
