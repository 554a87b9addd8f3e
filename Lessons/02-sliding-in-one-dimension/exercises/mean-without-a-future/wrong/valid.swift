import Tensors

func causalMean(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  let width = max(0, X.count - count + 1)
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    for kw in 0..<count {
      Y[ow] += X[ow + kw] / Float(count)
    }
  }
  return Y
}
