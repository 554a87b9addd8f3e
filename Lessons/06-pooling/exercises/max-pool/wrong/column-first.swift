import Tensors

func maxPool(_ X: Tensor<Float>, k: Int, s: Int) -> Tensor<Float> {
  let height = (X.shape[0] - k) / s + 1
  let width = (X.shape[1] - k) / s + 1
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      var largest = X[ow * s, oh * s]
      for kh in 0..<k {
        for kw in 0..<k {
          largest = max(largest, X[ow * s + kw, oh * s + kh])
        }
      }
      Y[oh, ow] = largest
    }
  }
  return Y
}
