extension Tensor {
  /// Some rows and columns of a matrix, as a matrix of their own: what lies under a window.
  ///
  ///     X[rows: 0..<2, columns: 1..<3]
  ///     X[rows: 0...1, columns: 1...]
  ///
  /// - Precondition: the tensor is a matrix, and the ranges lie within it.
  public subscript(
    rows rows: some RangeExpression<Int>, columns columns: some RangeExpression<Int>
  ) -> Tensor {
    require(rank == 2, "rows and columns need a matrix, but the shape is \(shape)")
    let rows = rows.relative(to: 0..<shape[0])
    let columns = columns.relative(to: 0..<shape[1])
    require(
      rows.lowerBound >= 0 && rows.upperBound <= shape[0] && columns.lowerBound >= 0
        && columns.upperBound <= shape[1],
      "rows \(rows) and columns \(columns) are not all in a matrix of shape \(shape)")
    // Written as loops, not with `map`: optimised by Swift 6.3, a closure that returns a generic
    // number to `map` can be taken to have thrown, and what comes back is not an array.
    return Tensor(shape: [rows.count, columns.count]) { window in
      var place = 0
      for row in rows {
        for column in columns {
          window[place] = self[row, column]
          place += 1
        }
      }
    }
  }
}
