import Tensors

func windowSum(_ X: Tensor<Float>, row: Int, column: Int, height: Int, width: Int) -> Float {
  return X[rows: row..<height, columns: column..<width].sum()
}
