import Tensors

func kernelGradient(_ dY: Tensor<Float>, _ X: Tensor<Float>) -> Tensor<Float> {
  let kernelHeight = 1  // YOUR TURN: how many rows has K?
  let kernelWidth = 1  // YOUR TURN: and how many columns?
  var dK = Tensor<Float>.zeros([kernelHeight, kernelWidth])
  for kh in 0..<kernelHeight {
    for kw in 0..<kernelWidth {
      dK[kh, kw] = 0  // YOUR TURN: how much S changes when K[kh, kw] goes up by 1
    }
  }
  return dK
}
