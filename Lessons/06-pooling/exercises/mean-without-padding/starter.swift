import Tensors

func meanPool(_ X: Tensor<Float>, k: Int, s: Int, p: Int) -> Tensor<Float> {
  let height = (X.shape[0] + 2 * p - k) / s + 1
  let width = (X.shape[1] + 2 * p - k) / s + 1
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      Y[oh, ow] = 0  // YOUR TURN: the mean of those numbers of X that lie in the window
    }
  }
  return Y
}
