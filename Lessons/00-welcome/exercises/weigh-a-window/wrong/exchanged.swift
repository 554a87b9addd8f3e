import Tensors

func weigh(_ X: Tensor<Float>, _ K: Tensor<Float>, row: Int, column: Int) -> Float {
  let window = X[rows: column..<column + K.shape[0], columns: row..<row + K.shape[1]]
  return (window * K).sum()
}
