import Tensors

func windowSum(_ X: Tensor<Float>, row: Int, column: Int, height: Int, width: Int) -> Float {
  return X[rows: row..<row + height + 1, columns: column..<column + width + 1].sum()
}
