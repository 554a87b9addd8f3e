import Tensors

func maxPool(_ X: Tensor<Float>, k: Int, s: Int) -> Tensor<Float> {
  let height = 1  // YOUR TURN: how many rows has the answer?
  let width = 1  // YOUR TURN: and how many columns?
  var Y = Tensor<Float>.zeros([height, width])
  for oh in 0..<height {
    for ow in 0..<width {
      Y[oh, ow] = 0  // YOUR TURN: the largest number of the window
    }
  }
  return Y
}
