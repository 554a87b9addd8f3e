import Tensors

func redness() -> Tensor<Float> {
  Tensor([[1, -0.5, -0.5]]).reshaped([1, 3, 1, 1])
}

func movedOn() -> Tensor<Float> {
  Tensor([[0, 1, 0], [0, 0, 1], [1, 0, 0]]).reshaped([3, 3, 1, 1])
}

func paler() -> Tensor<Float> {
  let own: Float = 0.67
  let other: Float = 0.17
  return Tensor([[own, other, other], [other, own, other], [other, other, own]])
    .reshaped([3, 3, 1, 1])
}
