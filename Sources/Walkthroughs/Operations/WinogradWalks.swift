import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y = Aᵀ·((G·K) ⊙ (Bᵀ·d))      of a row, with d four numbers of it, K three weights, Y two outputs

  /// Winograd's F(2, 3), two outputs of `conv1d` a step: the transforms of the input and of the kernel, four
  /// products where plain sums take six, and the way back.
  ///
  /// - Parameters:
  ///   - x: a row, `[W]`.
  ///   - weight: three numbers, `[3]`.
  /// - Precondition: the row has at least three numbers.
  public static func winograd1d(_ x: Tensor<Float>, weight: Tensor<Float>) -> Walkthrough {
    require(
      x.rank == 1 && weight.shape == [3] && x.count >= 3,
      "winograd1d is shown of a row [W] of 3 numbers or more and 3 weights, not of \(x.shape) and "
        + "\(weight.shape)")
    let y = Reference.conv1d(x, weight: weight)
    let tiles = Places(y.shape, inBlocksOf: [2])
    let operands = (Operand("X", x, ownAxes: 1), Operand("K", weight, ownAxes: 1))
    let result = Operand("Y", y, ownAxes: 1)
    return Walkthrough(
      title: "Winograd's F(2, 3)", formula: "Y = Aᵀ·((G·K) ⊙ (Bᵀ·d))",
      operands: [operands.0, operands.1], result: result, places: tiles,
      step: { number in
        WinogradTile(
          x: x.reshaped([1, x.count]), weight: weight.reshaped([1, 3]), result: result,
          row: nil, column: tiles[number][0]
        ).step
      })
  }

  // Y = Aᵀ·((G·K·Gᵀ) ⊙ (Bᵀ·d·B))·A      of a picture, with d 4×4 of its numbers, K 3×3, Y 2×2

  /// Winograd's F(2×2, 3×3), four outputs of `conv2d` a step: the transforms of the input and of the kernel,
  /// 16 products where plain sums take 36, and the way back.
  ///
  /// - Parameters:
  ///   - x: a picture, `[H, W]`.
  ///   - weight: `[3, 3]`.
  /// - Precondition: the picture has at least 3 × 3 numbers.
  public static func winograd2d(_ x: Tensor<Float>, weight: Tensor<Float>) -> Walkthrough {
    require(
      x.rank == 2 && weight.shape == [3, 3] && x.shape.allSatisfy { $0 >= 3 },
      "winograd2d is shown of a picture [H, W] of 3 × 3 numbers or more and 3 × 3 weights, not of "
        + "\(x.shape) and \(weight.shape)")
    let y = Reference.conv2d(x, weight: weight)
    let tiles = Places(y.shape, inBlocksOf: [2, 2])
    let operands = (Operand("X", x, ownAxes: 2), Operand("K", weight, ownAxes: 2))
    let result = Operand("Y", y, ownAxes: 2)
    return Walkthrough(
      title: "Winograd's F(2×2, 3×3)", formula: "Y = Aᵀ·((G·K·Gᵀ) ⊙ (Bᵀ·d·B))·A",
      operands: [operands.0, operands.1], result: result, places: tiles,
      step: { number in
        WinogradTile(
          x: x, weight: weight, result: result, row: tiles[number][0], column: tiles[number][1]
        ).step
      })
  }
}
