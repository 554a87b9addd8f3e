/// The part of the result matrix C that one task writes: some rows and some columns of it, cut into
/// tiles of `mr` by `nr`.
///
/// A tile that hangs over the end of C is worked on in `edge`, a tile of scratch memory, and what
/// belongs to C is copied back: the microkernel knows only whole tiles.
struct OutputRows {
  let matrix: UnsafeMutablePointer<Float>
  let rows: Range<Int>
  let columns: Range<Int>
  let stride: Int
  let edge: UnsafeMutablePointer<Float>

  /// Where the sums begin.
  enum Start {
    case zeros
    /// A number for each row of C, or for each column.
    case rows(UnsafePointer<Float>)
    case columns(UnsafePointer<Float>)
  }

  /// What becomes of a sum when it is complete.
  enum Finish {
    case asItIs
    /// A negative one becomes zero.
    case relu
  }

  func begin(with start: Start) {
    for row in rows {
      let line = matrix + row * stride
      switch start {
      case .zeros: (line + columns.lowerBound).update(repeating: 0, count: columns.count)
      case .rows(let bias):
        (line + columns.lowerBound).update(repeating: bias[row], count: columns.count)
      case .columns(let bias):
        (line + columns.lowerBound).update(from: bias + columns.lowerBound, count: columns.count)
      }
    }
  }

  func end(with finish: Finish) {
    guard case .relu = finish else { return }
    for row in rows {
      let line = matrix + row * stride
      for column in columns { line[column] = line[column] < 0 ? 0 : line[column] }
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
    let (mr, nr) = (PackedTile.mr, PackedTile.nr)
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
