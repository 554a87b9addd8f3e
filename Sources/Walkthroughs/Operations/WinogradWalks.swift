import Kernels
import ReferenceKernels
public import Tensors

extension Walkthrough {
  // Y = Aᵀ·((G·K) ⊙ (Bᵀ·d))      of a row, with d four numbers of it, K three weights, Y two outputs

  /// Winograd's F(2, 3), two outputs of `conv1d` a step: the transforms of the input and of the kernel, four
  /// products where plain sums take six, and the way back.
  ///
  /// - Precondition: a row `[W]` of at least three numbers, and three weights.
  public static func winograd1d(_ x: Tensor<Float>, weight: Tensor<Float>) -> Walkthrough {
    require(
      x.rank == 1 && weight.shape == [3] && x.count >= 3,
      "winograd1d is shown of a row [W] of 3 numbers or more and 3 weights, not of \(x.shape) and "
        + "\(weight.shape)")
    let y = Reference.conv1d(x, weight: weight)
    let tiles = Places([(y.count + 1) / 2])
    let operands = (Operand("X", x, ownAxes: 1), Operand("K", weight, ownAxes: 1))
    let result = Operand("Y", y, ownAxes: 1)
    return Walkthrough(
      title: "Winograd's F(2, 3)", formula: "Y = Aᵀ·((G·K) ⊙ (Bᵀ·d))",
      operands: [operands.0, operands.1], result: result, count: tiles.count,
      place: { [2 * $0] },
      step: { number in
        WinogradTile(
          x: x.reshaped([1, x.count]), weight: weight.reshaped([1, 3]), result: result,
          row: nil, column: 2 * number
        ).step
      })
  }

  // Y = Aᵀ·((G·K·Gᵀ) ⊙ (Bᵀ·d·B))·A      of a picture, with d 4×4 of its numbers, K 3×3, Y 2×2

  /// Winograd's F(2×2, 3×3), four outputs of `conv2d` a step: the transforms of the input and of the kernel,
  /// 16 products where plain sums take 36, and the way back.
  ///
  /// - Precondition: a matrix `[H, W]` of at least 3 × 3 numbers, and 3 × 3 weights.
  public static func winograd2d(_ x: Tensor<Float>, weight: Tensor<Float>) -> Walkthrough {
    require(
      x.rank == 2 && weight.shape == [3, 3] && x.shape.allSatisfy { $0 >= 3 },
      "winograd2d is shown of a picture [H, W] of 3 × 3 numbers or more and 3 × 3 weights, not of "
        + "\(x.shape) and \(weight.shape)")
    let y = Reference.conv2d(x, weight: weight)
    let tiles = Places([(y.shape[0] + 1) / 2, (y.shape[1] + 1) / 2])
    let operands = (Operand("X", x, ownAxes: 2), Operand("K", weight, ownAxes: 2))
    let result = Operand("Y", y, ownAxes: 2)
    return Walkthrough(
      title: "Winograd's F(2×2, 3×3)", formula: "Y = Aᵀ·((G·K·Gᵀ) ⊙ (Bᵀ·d·B))·A",
      operands: [operands.0, operands.1], result: result, count: tiles.count,
      place: { tiles[$0].map { 2 * $0 } },
      step: { number in
        WinogradTile(
          x: x, weight: weight, result: result, row: 2 * tiles[number][0],
          column: 2 * tiles[number][1]
        ).step
      })
  }
}

/// One tile of F(2, 3), along one axis or along two.
///
/// It is computed in Double, where small whole numbers and halves are exact: the totals are required to be
/// the reference's within what its Float sums may lose.
private struct WinogradTile {
  let x: Tensor<Float>
  let weight: Tensor<Float>
  let result: Operand
  /// Where the tile begins; nil along an axis that isn't there.
  let row: Int?
  let column: Int

  typealias Matrix = [[Double]]

  private static let inputTransform: Matrix = [
    [1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1],
  ]
  private static let weightTransform: Matrix = [
    [1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1],
  ]
  private static let outputTransform: Matrix = [[1, 1, 1, 0], [0, 1, -1, -1]]

  /// A number of the input; beyond its rim a zero, whose outputs nobody asks for.
  private var tile: Matrix {
    (0..<(row == nil ? 1 : 4)).map { r in
      (0..<4).map { c in
        let (r, c) = (r + (row ?? 0), c + column)
        return r < x.shape[0] && c < x.shape[1] ? Double(x[r, c]) : 0
      }
    }
  }

  private var kernel: Matrix {
    (0..<weight.shape[0]).map { r in (0..<3).map { Double(weight[r, $0]) } }
  }

  /// T·m·Tᵀ; along one axis, where m is a row, m·Tᵀ.
  private func transformed(_ m: Matrix, _ transform: Matrix) -> Matrix {
    let alongRows = Self.product(m, Self.transposed(transform))
    return row == nil ? alongRows : Self.product(transform, alongRows)
  }

  var step: Step {
    let (d, k) = (tile, kernel)
    let (u, v) = (transformed(k, Self.weightTransform), transformed(d, Self.inputTransform))
    let m = zip(u, v).map { zip($0, $1).map { $0 * $1 } }
    let y = transformed(m, Self.outputTransform)
    let isLine = row == nil
    requireEqual(y)

    let places = outputPlaces
    let title =
      result.label(places.first!) + (places.count > 1 ? " to \(result.label(places.last!))" : "")
    let products = m.joined().count
    let plain = y.joined().count * k.joined().count
    return Step(
      title: title, place: places.first!, terms: [],
      page: Page(
        title: title,
        rows: [
          isLine
            ? [
              panel("Bᵀ", Self.inputTransform), panel("d", Self.transposed(d), "·"),
              panel("Bᵀ·d", Self.transposed(v), "="),
            ]
            : [
              panel("Bᵀ", Self.inputTransform), panel("d", d, "·"),
              panel("B", Self.transposed(Self.inputTransform), "·"), panel("Bᵀ·d·B", v, "="),
            ],
          isLine
            ? [
              panel("G", Self.weightTransform), panel("K", Self.transposed(k), "·"),
              panel("G·K", Self.transposed(u), "="),
            ]
            : [
              panel("G", Self.weightTransform), panel("K", k, "·"),
              panel("Gᵀ", Self.transposed(Self.weightTransform), "·"), panel("G·K·Gᵀ", u, "="),
            ],
          isLine
            ? [
              panel("G·K", Self.transposed(u)), panel("Bᵀ·d", Self.transposed(v), "⊙"),
              panel("m, the products", Self.transposed(m), "=", mark: .used),
            ]
            : [
              panel("G·K·Gᵀ", u), panel("Bᵀ·d·B", v, "⊙"),
              panel("m, the products", m, "=", mark: .used),
            ],
          isLine
            ? [
              panel("Aᵀ", Self.outputTransform), panel("m", Self.transposed(m), "·"),
              panel("Y", Self.transposed(y), "=", mark: .current),
            ]
            : [
              panel("Aᵀ", Self.outputTransform), panel("m", m, "·"),
              panel("A", Self.transposed(Self.outputTransform), "·"),
              panel("Y", y, "=", mark: .current),
            ],
        ],
        lines: [
          PageLine(
            head: "multiplications:",
            parts: [
              "\(products) for \(y.joined().count) outputs,",
              "where plain sums take \(plain) (\(y.joined().count)·\(k.joined().count));",
              "the transforms add, subtract and halve",
            ]),
          PageLine(head: "plain sums:", parts: [plainSums(places)]),
        ],
        notes: places.count < y.joined().count
          ? [
            "the tile reaches beyond the input: zeros stand there, and outputs that aren't are dropped"
          ]
          : []))
  }

  /// The outputs of the tile that there are.
  private var outputPlaces: [[Int]] {
    let rows = row.map { Array($0..<min($0 + 2, result.values.shape[0])) }
    let columns = Array(column..<min(column + 2, result.values.shape.last!))
    guard let rows else { return columns.map { [$0] } }
    return rows.flatMap { r in columns.map { [r, $0] } }
  }

  private func plainSums(_ places: [[Int]]) -> String {
    places.map {
      let number = result.values[at: $0]
      return "\(result.label($0)) \(NumberWords.equals([number])) \(NumberWords.text(number))"
    }.joined(separator: ", ")
  }

  private func requireEqual(_ y: Matrix) {
    let largest = (x.scalars.map { Double($0.magnitude) }.max() ?? 0)
    let weights = weight.scalars.reduce(0) { $0 + Double($1.magnitude) }
    for place in outputPlaces {
      let mine = y[(row.map { place[0] - $0 }) ?? 0][place.last! - column]
      let expected = Double(result.values[at: place])
      // A Float sum of nine products loses no more than that.
      let bound = 16 * Double(Float.ulpOfOne) * weights * largest
      require(
        (mine - expected).magnitude <= bound || !mine.isFinite && !expected.isFinite,
        "Winograd arrives at \(result.label(place)) = \(mine), and the reference at \(expected)")
    }
  }

  private func panel(
    _ title: String, _ numbers: Matrix, _ joint: String = "", mark: Cell.Mark = .none
  ) -> Panel {
    let format = NumberFormat(Array(numbers.joined()))
    return Panel(
      joint: joint, title: title,
      cells: numbers.map { row in row.map { Cell(text: format.text($0), mark: mark) } })
  }

  private static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    a.map { row in
      (0..<b[0].count).map { c in row.indices.reduce(0) { $0 + row[$1] * b[$1][c] } }
    }
  }

  private static func transposed(_ m: Matrix) -> Matrix {
    m[0].indices.map { c in m.map { $0[c] } }
  }
}
