import Tensors

func windowSum(_ X: Tensor<Float>, row: Int, column: Int, height: Int, width: Int) -> Float {
  return X[rows: column..<column + height, columns: row..<row + width].sum()
}
