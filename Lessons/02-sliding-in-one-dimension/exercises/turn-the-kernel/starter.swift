import Tensors

func convolution(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.count + K.count - 1])
  for ow in 0..<Y.count {
    Y[ow] = 0  // YOUR TURN: the sum of K[kw] * X[ow - kw], where X has that place
  }
  return Y
}
