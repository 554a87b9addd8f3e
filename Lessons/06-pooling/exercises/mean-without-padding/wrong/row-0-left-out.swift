import Tensors

func meanPool(_ X: Tensor<Float>, k: Int, s: Int, p: Int) -> Tensor<Float> {
  let height = (X.shape[0] + 2 * p - k) / s + 1
  let width = (X.shape[1] + 2 * p - k) / s + 1
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      var sum: Float = 0
      var count: Float = 0
      for kh in 0..<k {
        for kw in 0..<k {
          let ih = oh * s + kh - p
          let iw = ow * s + kw - p
          if ih > 0 && ih < X.shape[0] && iw > 0 && iw < X.shape[1] {
            sum += X[ih, iw]
            count += 1
          }
        }
      }
      Y[oh, ow] = sum / count
    }
  }
  return Y
}
