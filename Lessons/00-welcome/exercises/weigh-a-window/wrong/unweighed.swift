import Tensors

func weigh(_ X: Tensor<Float>, _ K: Tensor<Float>, row: Int, column: Int) -> Float {
  let window = X[rows: row..<row + K.shape[0], columns: column..<column + K.shape[1]]
  return window.sum()
}
