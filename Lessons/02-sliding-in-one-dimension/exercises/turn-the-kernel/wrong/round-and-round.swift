import Tensors

func convolution(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count + K.count - 1])
  for ow in 0..<Y.count {
    for kw in 0..<K.count {
      Y[ow] += K[kw] * X[(ow - kw + X.count * K.count) % X.count]
    }
  }
  return Y
}
