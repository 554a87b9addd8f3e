import Tensors

/// The part of the result matrix C that one task writes: some rows and some columns of it, cut into
/// tiles of `mr` by `nr`.
///
/// A tile that hangs over the end of C is worked on in `edge`, a tile of scratch memory, and what
/// belongs to C is copied back: the microkernel knows only whole tiles.
struct OutputRows {
  private let matrix: UnsafeMutablePointer<Float>
  private let rows: Range<Int>
  private let columns: Range<Int>
  private let stride: Int
  private let mr: Int
  private let nr: Int
  private let edge: UnsafeMutablePointer<Float>

  init(
    _ matrix: UnsafeMutablePointer<Float>, rows: Range<Int>, columns: Range<Int>, stride: Int,
    mr: Int, nr: Int, edge: UnsafeMutablePointer<Float>
  ) {
    self.matrix = matrix
    self.rows = rows
    self.columns = columns
    self.stride = stride
    self.mr = mr
    self.nr = nr
    self.edge = edge
  }

  /// Sets each row to the bias of its channel, or to zero: where the sums begin.
  func fill(with bias: Tensor<Float>?, firstChannel: Int) {
    for row in rows {
      (matrix + row * stride + columns.lowerBound)
        .update(repeating: bias.map { $0[firstChannel + row] } ?? 0, count: columns.count)
    }
  }

  /// Calls `body` with each tile: the number of its panel of rows (counted over the whole matrix),
  /// the number of its panel of columns (counted from the first column of the task), where it
  /// begins, and how far its rows lie apart.
  @inline(__always)
  func forEachTile(
    _ body: (
      _ rowPanel: Int, _ columnPanel: Int, _ c: UnsafeMutablePointer<Float>, _ stride: Int
    ) -> Void
  ) {
    for (columnPanel, column) in Swift.stride(
      from: columns.lowerBound, to: columns.upperBound, by: nr
    ).enumerated() {
      let width = min(nr, columns.upperBound - column)
      for row in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: mr) {
        let height = min(mr, rows.upperBound - row)
        let corner = matrix + row * stride + column
        if height == mr && width == nr {
          body(row / mr, columnPanel, corner, stride)
        } else {
          edge.update(repeating: 0, count: mr * nr)
          for r in 0..<height { (edge + r * nr).update(from: corner + r * stride, count: width) }
          body(row / mr, columnPanel, edge, nr)
          for r in 0..<height { (corner + r * stride).update(from: edge + r * nr, count: width) }
        }
      }
    }
  }
}
