import Tensors

func normalised(_ x: Tensor<Float>) -> Tensor<Float> {
  let n = Float(x.count)
  let (low, high) = (x.scalars.min() ?? 0, x.scalars.max() ?? 0)
  if low == high || n == 0 { return x - low }
  return (x - low) * (1 / (high - low))
}
