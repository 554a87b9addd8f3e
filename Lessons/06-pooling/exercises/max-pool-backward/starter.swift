import Tensors

func maxPoolGradient(
  _ dY: Tensor<Float>, _ X: Tensor<Float>, k: Int, s: Int
) -> Tensor<Float> {
  var dX = Tensor<Float>.zeros(X.shape)
  for oh in 0..<dY.shape[0] {
    for ow in 0..<dY.shape[1] {
      let ih = oh * s  // YOUR TURN: in which row is the window's largest number?
      let iw = ow * s  // YOUR TURN: and in which column?
      dX[ih, iw] += 0  // YOUR TURN: what does it get?
    }
  }
  return dX
}
