import Tensors

func convolve(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  var Y = Tensor<Float>.zeros([X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1])
  for oh in 0..<Y.shape[0] {
    for ow in 0..<Y.shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] { Y[oh, ow] += K[kh, kw] * X[oh + kh, ow + kw] }
      }
    }
  }
  return Y
}

/// What the weights pay: a convolution of X with the prices.
func kernelGradient(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> Tensor<Float> { convolve(X, dY) }

func twoLayersBack(
  _ dA: Tensor<Float>, _ X: Tensor<Float>, _ K: Tensor<Float>, _ b: Float
) -> Tensor<Float> {
  let Z = convolve(X, K) - b
  var dZ = dA
  for oh in 0..<dA.shape[0] {
    for ow in 0..<dA.shape[1] {
      if Z[oh, ow] <= 0 { dZ[oh, ow] = 0 }
    }
  }
  return kernelGradient(dZ, X)
}
