import Tensors

func maxPool(_ X: Tensor<Float>, k: Int, s: Int) -> Tensor<Float> {
  let height = (X.shape[0] - k) / s + 1
  let width = (X.shape[1] - k) / s + 1
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      var sum: Float = 0
      for kh in 0..<k {
        for kw in 0..<k {
          sum += X[oh * s + kh, ow * s + kw]
        }
      }
      Y[oh, ow] = sum / Float(k * k)
    }
  }
  return Y
}
