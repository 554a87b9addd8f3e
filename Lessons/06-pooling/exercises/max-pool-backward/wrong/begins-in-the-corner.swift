import Tensors

func maxPoolGradient(
  _ dY: Tensor<Float>, _ X: Tensor<Float>, k: Int, s: Int
) -> Tensor<Float> {
  var dX = Tensor<Float>.zeros(X.shape)
  for oh in 0..<dY.shape[0] {
    for ow in 0..<dY.shape[1] {
      var ih = 0
      var iw = 0
      for kh in 0..<k {
        for kw in 0..<k {
          if X[oh * s + kh, ow * s + kw] > X[ih, iw] {
            ih = oh * s + kh
            iw = ow * s + kw
          }
        }
      }
      dX[ih, iw] += dY[oh, ow]
    }
  }
  return dX
}
