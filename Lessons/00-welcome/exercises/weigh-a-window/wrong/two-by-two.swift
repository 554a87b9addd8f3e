import Tensors

func weigh(_ X: Tensor<Float>, _ K: Tensor<Float>, row: Int, column: Int) -> Float {
  let window = X[rows: row..<row + 2, columns: column..<column + 2]
  return (window * K).sum()
}
