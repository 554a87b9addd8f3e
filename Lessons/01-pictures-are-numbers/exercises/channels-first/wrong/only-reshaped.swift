import Tensors

func channelsFirst(_ x: Tensor<Float>) -> Tensor<Float> {
  let (N, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
  return x.reshaped([N, C, H, W])
}
