import Tensors

func movedDown() -> Tensor<Float> {
  Tensor([[0, 1, 0], [0, 0, 0], [0, 0, 0]])
}

func againstNeighbours() -> Tensor<Float> {
  let half = Float(-1 / 2)
  return Tensor([[0, 0, 0], [half, 1, half], [0, 0, 0]])
}

func sharper() -> Tensor<Float> {
  let ninth = -1 / 9
  let other = Float(ninth)
  return Tensor([[other, other, other], [other, 2 + other, other], [other, other, other]])
}
