extension Tensor {
  /// Some rows and columns of a matrix, as a matrix of their own: what lies under a window.
  ///
  ///     X[rows: 0..<2, columns: 1..<3]
  ///
  /// - Precondition: the tensor is a matrix, and the ranges lie within it.
  public subscript(rows rows: Range<Int>, columns columns: Range<Int>) -> Tensor {
    require(rank == 2, "rows and columns need a matrix, but the shape is \(shape)")
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
