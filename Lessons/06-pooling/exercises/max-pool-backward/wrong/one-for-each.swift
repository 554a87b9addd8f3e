import Tensors

func maxPoolGradient(
  _ dY: Tensor<Float>, _ X: Tensor<Float>, k: Int, s: Int
) -> Tensor<Float> {
  var dX = Tensor<Float>.zeros(X.shape)
  for oh in 0..<dY.shape[0] {
    for ow in 0..<dY.shape[1] {
      var ih = oh * s
      var iw = ow * s
      for kh in 0..<k {
        for kw in 0..<k {
          if X[oh * s + kh, ow * s + kw] > X[ih, iw] {
            ih = oh * s + kh
            iw = ow * s + kw
          }
        }
      }
      dX[ih, iw] += 1
    }
  }
  return dX
}
