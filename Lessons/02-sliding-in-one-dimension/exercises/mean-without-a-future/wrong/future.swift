import Tensors

func causalMean(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  let width = X.count
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    for kw in 0..<count {
      if ow + kw < X.count {
        Y[ow] += X[ow + kw] / Float(count)
      }
    }
  }
  return Y
}
