import Tensors

func windowSum(_ X: Tensor<Float>, row: Int, column: Int, height: Int, width: Int) -> Float {
  return X[rows: row..<row + height, columns: column..<column + width].sum()
}
