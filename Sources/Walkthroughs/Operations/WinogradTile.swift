import Kernels
import Tensors

/// One tile of F(2, 3), along one axis or along two.
///
/// It is computed in Double, where small whole numbers and halves are exact: the totals are required to be
/// the reference's within what its Float sums may lose.
struct WinogradTile {
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

  /// The numbers of the input; beyond its rim zeros, whose outputs nobody asks for.
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
    requireEqual(y, of: d)
    let places = outputPlaces
    let title =
      result.label(places[0])
      + (places.count > 1 ? " to \(result.label(places[places.count - 1]))" : "")
    let (kernelName, inputName) = row == nil ? ("G·K", "Bᵀ·d") : ("G·K·Gᵀ", "Bᵀ·d·B")
    return Step(
      title: title, place: places[0], terms: [],
      page: Page(
        title: title,
        rows: [
          row("Bᵀ", Self.inputTransform, "B", of: panel("d", d), to: panel(inputName, v)),
          row("G", Self.weightTransform, "Gᵀ", of: panel("K", k), to: panel(kernelName, u)),
          [
            panel(kernelName, u), panel(inputName, v).after("⊙"),
            panel("m, the products", m, mark: .used).after("="),
          ],
          row(
            "Aᵀ", Self.outputTransform, "A", of: panel("m", m), to: output(y)),
        ],
        lines: lines(products: m.joined().count, weights: k.joined().count),
        notes: places.count < y.joined().count
          ? ["The tile reaches beyond the input: d has zeros there, and · is no output."] : []))
  }

  private func lines(products: Int, weights: Int) -> [PageLine] {
    let outputs = outputPlaces.count
    let words =
      "\(products) for \(outputs) \(outputs == 1 ? "output" : "outputs"), where plain sums take "
      + "\(outputs * weights) (\(outputs)·\(weights)); the transforms add, subtract and halve"
    let sums = outputPlaces.map { place in
      let number = result.values[at: place]
      return "\(result.label(place)) \(NumberWords.equals([number])) \(NumberWords.text(number))"
    }
    return [
      PageLine(head: "multiplications:", parts: words.split(separator: " ").map(String.init)),
      PageLine(head: "plain sums:", parts: NumberWords.list(sums)),
    ]
  }

  /// The outputs of the tile that there are.
  private var outputPlaces: [[Int]] {
    let sizes = result.values.shape
    let columns = column..<min(column + 2, sizes[sizes.count - 1])
    guard let row else { return columns.map { [$0] } }
    return (row..<min(row + 2, sizes[0])).flatMap { r in columns.map { [r, $0] } }
  }

  private func requireEqual(_ y: Matrix, of tile: Matrix) {
    let largest = tile.joined().lazy.map(\.magnitude).filter(\.isFinite).max() ?? 0
    let weights = weight.scalars.reduce(0) { $0 + Double($1.magnitude) }
    // A Float sum of nine products loses no more than that.
    let bound = 16 * Double(Float.ulpOfOne) * weights * largest
    // And one that has left Float's range says nothing of what it would be in Double.
    let mayOverflow = !(weights * largest < Double(Float.greatestFiniteMagnitude))
    for place in outputPlaces {
      let mine = y[row.map { place[0] - $0 } ?? 0][place[place.count - 1] - column]
      let expected = Double(result.values[at: place])
      require(
        (mine - expected).magnitude <= bound
          || !expected.isFinite && (!mine.isFinite || mayOverflow),
        "Winograd arrives at \(result.label(place)) = \(mine), and the reference at \(expected)")
    }
  }
}

// MARK: Panels

extension WinogradTile {
  /// T·m·Tᵀ = r; along one axis, where nothing stands behind m, T·m = r.
  private func row(
    _ name: String, _ transform: Matrix, _ transposedName: String, of m: Panel, to r: Panel
  ) -> [Panel] {
    let before = Self.panel(name, transform)
    let behind = Self.panel(transposedName, Self.transposed(transform)).after("·")
    return [before, m.after("·")] + (row == nil ? [] : [behind]) + [r.after("=")]
  }

  /// The outputs; what lies beyond the result's rim isn't one.
  private func output(_ y: Matrix) -> Panel {
    let (height, width) = (row.map { _ in y.count } ?? 1, 2)
    let sizes = result.values.shape
    var panel = panel("Y", y, mark: .current)
    for r in 0..<height {
      for c in 0..<width {
        let isOutput =
          (row.map { $0 + r < sizes[0] } ?? true) && column + c < sizes[sizes.count - 1]
        if isOutput { continue }
        if row == nil { panel.cells[c][r] = .pending } else { panel.cells[r][c] = .pending }
      }
    }
    return panel
  }

  /// A matrix of the tile; along one axis its rows stand upright.
  private func panel(_ title: String, _ numbers: Matrix, mark: Cell.Mark = .none) -> Panel {
    Self.panel(title, row == nil ? Self.transposed(numbers) : numbers, mark: mark)
  }

  private static func panel(
    _ title: String, _ numbers: Matrix, mark: Cell.Mark = .none
  ) -> Panel {
    let format = NumberFormat(Array(numbers.joined()))
    return Panel(
      title: title,
      cells: numbers.map { row in row.map { Cell(text: format.text($0), mark: mark) } })
  }

  /// a·b. What meets a 0 is left out, so that NaN and infinity stay where the transforms put them.
  private static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    a.map { row in
      b[0].indices.map { c in
        row.indices.reduce(0) { row[$1] == 0 || b[$1][c] == 0 ? $0 : $0 + row[$1] * b[$1][c] }
      }
    }
  }

  private static func transposed(_ m: Matrix) -> Matrix {
    m[0].indices.map { c in m.map { $0[c] } }
  }
}

extension Panel {
  /// The panel with a sign between it and the one at its left.
  fileprivate func after(_ joint: String) -> Panel {
    var panel = self
    panel.joint = joint
    return panel
  }
}
