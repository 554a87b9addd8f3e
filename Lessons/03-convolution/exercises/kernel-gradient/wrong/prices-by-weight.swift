import Tensors

func kernelGradient(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> Tensor<Float> {
  let kernelHeight = X.shape[0] - dY.shape[0] + 1
  let kernelWidth = X.shape[1] - dY.shape[1] + 1
  var dK = Tensor<Float>.zeros([kernelHeight, kernelWidth])
  for kh in 0..<kernelHeight {
    for kw in 0..<kernelWidth {
      for oh in 0..<dY.shape[0] {
        for ow in 0..<dY.shape[1] {
          dK[kh, kw] += dY[kh, kw] * X[oh + kh, ow + kw]
        }
      }
    }
  }
  return dK
}
