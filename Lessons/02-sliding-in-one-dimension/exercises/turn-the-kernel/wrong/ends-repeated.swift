import Tensors

func convolution(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count + K.count - 1])
  for ow in 0..<Y.count {
    for kw in 0..<K.count {
      Y[ow] += K[kw] * X[min(max(ow - kw, 0), X.count - 1)]
    }
  }
  return Y
}
