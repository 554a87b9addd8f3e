import Tensors

func causalMean(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  let width = 1  // YOUR TURN: how many numbers has the answer?
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    Y[ow] = 0  // YOUR TURN: the mean of X[ow] and those before it, count in all
  }
  return Y
}
