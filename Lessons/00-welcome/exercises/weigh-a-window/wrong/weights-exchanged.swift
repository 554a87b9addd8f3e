import Tensors

func weigh(_ X: Tensor<Float>, _ K: Tensor<Float>, row: Int, column: Int) -> Float {
  var sum: Float = 0
  for kh in 0..<K.shape[0] {
    for kw in 0..<K.shape[1] {
      sum += K[kw, kh] * X[row + kh, column + kw]
    }
  }
  return sum
}
