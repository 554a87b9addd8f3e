import Tensors

func causalMean(_ X: Tensor<Float>, _ count: Int) -> Tensor<Float> {
  let width = X.count
  var Y = Tensor<Float>.zeros([width])
  for ow in 0..<width {
    for back in 0..<count {
      if ow - back >= 0 {
        Y[ow] += Float(1 / count) * X[ow - back]
      }
    }
  }
  return Y
}
