import Tensors

func windowSum(_ X: Tensor<Float>, row: Int, column: Int, height: Int, width: Int) -> Float {
  return X[rows: row - 1..<row - 1 + height, columns: column - 1..<column - 1 + width].sum()
}
