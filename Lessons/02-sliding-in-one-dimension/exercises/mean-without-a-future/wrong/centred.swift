import Tensors

func causalMean(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  let width = X.count
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    for kw in 0..<count {
      let place = ow + kw - count / 2
      if place >= 0 && place < X.count {
        Y[ow] += X[place] / Float(count)
      }
    }
  }
  return Y
}
