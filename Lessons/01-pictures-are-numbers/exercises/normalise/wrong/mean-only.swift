import Tensors

func normalised(_ x: Tensor<Float>) -> Tensor<Float> {
  let n = Float(x.count)
  let m = x.sum() / n
  return x - m
}
