import Tensors

func weigh(_ X: Tensor<Float>, _ K: Tensor<Float>, row: Int, column: Int) -> Float {
  let window = X[rows: 0..<K.shape[0], columns: 0..<K.shape[1]]
  return (window * K).sum()
}
