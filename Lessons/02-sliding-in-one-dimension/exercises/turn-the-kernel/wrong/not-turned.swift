import Tensors

func convolution(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count + K.count - 1])
  for ow in 0..<Y.count {
    for kw in 0..<K.count {
      let place = ow + kw - (K.count - 1)
      if place >= 0 && place < X.count {
        Y[ow] += K[kw] * X[place]
      }
    }
  }
  return Y
}
