import Tensors

func convolve(_ X: Tensor<Float>, _ K: Tensor<Float>) -> Tensor<Float> {
  let height = X.shape[0] - K.shape[0]
  let width = X.shape[1] - K.shape[1]
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] {
          Y[oh, ow] += K[kh, kw] * X[oh + kh, ow + kw]
        }
      }
    }
  }
  return Y
}
