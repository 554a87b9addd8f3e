import Tensors

func normalised(_ x: Tensor<Float>) -> Tensor<Float> {
  let n = Float(x.count)
  let m = x.sum() / n
  let s = (((x - m) * (x - m)).sum() / n).squareRoot()
  if x.scalars.max()! == x.scalars.min()! { return x * 0 }
  return (x - m) / s
}
