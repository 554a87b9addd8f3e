import Tensors

func convolve(_ X: Tensor<Float>, _ K: Tensor<Float>, _ b: Tensor<Float>) -> Tensor<Float> {
  let maps = K.shape[0]
  let height = X.shape[1] - K.shape[2] + 1
  let width = X.shape[2] - K.shape[3] + 1
  var Y = Tensor<Float>.zeros([maps, height, width])
  for oc in 0..<maps {
    for oh in 0..<height {
      for ow in 0..<width {
        Y[oc, oh, ow] = b[oc]
        for ic in 0..<K.shape[1] {
          for kh in 0..<K.shape[2] {
            for kw in 0..<K.shape[3] {
              Y[oc, oh, ow] += K[oc, ic, kh, kw] * X[oc, oh + kh, ow + kw]
            }
          }
        }
      }
    }
  }
  return Y
}
