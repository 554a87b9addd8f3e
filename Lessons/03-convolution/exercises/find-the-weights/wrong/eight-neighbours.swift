import Tensors

func movedDown() -> Tensor<Float> {
  Tensor([[0, 1, 0], [0, 0, 0], [0, 0, 0]])
}

func againstNeighbours() -> Tensor<Float> {
  Tensor([[0, 0, 0], [-1 / 2, 1, -1 / 2], [0, 0, 0]])
}

func sharper() -> Tensor<Float> {
  let other: Float = -1 / 8
  return Tensor([[other, other, other], [other, 2, other], [other, other, other]])
}
