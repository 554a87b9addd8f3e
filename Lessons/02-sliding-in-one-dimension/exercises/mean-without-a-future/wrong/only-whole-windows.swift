import Tensors

func causalMean(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  let width = X.count
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    if ow >= count - 1 {
      for back in 0..<count {
        Y[ow] += X[ow - back] / Float(count)
      }
    }
  }
  return Y
}
