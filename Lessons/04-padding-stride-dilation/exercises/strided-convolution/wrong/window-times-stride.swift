import Tensors

func convolve(_ X: Tensor<Float>, _ K: Tensor<Float>, s: Int, p: Int, d: Int) -> Tensor<Float> {
  let height = (X.shape[0] + 2 * p - d * (K.shape[0] - 1) - 1) / s + 1
  let width = (X.shape[1] + 2 * p - d * (K.shape[1] - 1) - 1) / s + 1
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] {
          let ih = (oh + kh * d) * s - p
          let iw = (ow + kw * d) * s - p
          let isOnX = ih >= 0 && ih < X.shape[0] && iw >= 0 && iw < X.shape[1]
          if isOnX { Y[oh, ow] += K[kh, kw] * X[ih, iw] }
        }
      }
    }
  }
  return Y
}
