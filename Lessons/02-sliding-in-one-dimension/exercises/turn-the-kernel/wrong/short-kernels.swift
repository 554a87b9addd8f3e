import Tensors

func convolution(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count + K.count - 1])
  for ow in 0..<Y.count {
    for kw in 0..<min(K.count, X.count) {
      if ow - kw >= 0 && ow - kw < X.count {
        Y[ow] += K[kw] * X[ow - kw]
      }
    }
  }
  return Y
}
