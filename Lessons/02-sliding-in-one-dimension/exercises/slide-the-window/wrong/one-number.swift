import Tensors

func slide(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  let width = X.count - K.count + 1
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    for kw in 0..<K.count {
      Y[ow] += K[kw] * X[ow]
    }
  }
  return Y
}
