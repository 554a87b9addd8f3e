import Tensors

func normalised(_ x: Tensor<Float>) -> Tensor<Float> {
  let n = Float(x.count)
  let m: Float = 0 / n  // YOUR TURN: the mean
  let s: Float = 1  // YOUR TURN: the standard deviation
  return (x - m) * s  // YOUR TURN: y, and what if x is the same everywhere?
}
