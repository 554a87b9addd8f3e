import Tensors

func maxPool(_ X: Tensor<Float>, k: Int, s: Int) -> Tensor<Float> {
  let height = (X.shape[0] - k) / k + 1
  let width = (X.shape[1] - k) / k + 1
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      var largest = X[oh * k, ow * k]
      for kh in 0..<k {
        for kw in 0..<k {
          largest = max(largest, X[oh * k + kh, ow * k + kw])
        }
      }
      Y[oh, ow] = largest
    }
  }
  return Y
}
