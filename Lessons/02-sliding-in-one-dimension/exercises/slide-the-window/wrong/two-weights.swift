import Tensors

func slide(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  let width = X.count - K.count + 1
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    Y[ow] = K[0] * X[ow] + K[1] * X[ow + 1]
  }
  return Y
}
