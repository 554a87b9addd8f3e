import Tensors

func maxPool(_ X: Tensor<Float>, k: Int, s: Int) -> Tensor<Float> {
  let height = X.shape[0] / s
  let width = X.shape[1] / s
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      var largest = X[oh * s, ow * s]
      for kh in 0..<k {
        for kw in 0..<k {
          largest = max(largest, X[oh * s + kh, ow * s + kw])
        }
      }
      Y[oh, ow] = largest
    }
  }
  return Y
}
