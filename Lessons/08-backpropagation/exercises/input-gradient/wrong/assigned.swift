import Tensors

func inputGradient(
  _ dY: Tensor<Float>, _ X: Tensor<Float>, _ K: Tensor<Float>, s: Int
) -> Tensor<Float> {
  var dX = Tensor<Float>.zeros(X.shape)
  for oh in 0..<dY.shape[0] {
    for ow in 0..<dY.shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[1] {
          dX[oh * s + kh, ow * s + kw] = dY[oh, ow] * K[kh, kw]
        }
      }
    }
  }
  return dX
}
