import Tensors

func movedDown() -> Tensor<Float> {
  Tensor([[1, 1, 1], [1, 1, 1], [1, 1, 1]])
}

func againstNeighbours() -> Tensor<Float> {
  Tensor([[1, 1, 1], [1, 1, 1], [1, 1, 1]])
}

func sharper() -> Tensor<Float> {
  Tensor([[1, 1, 1], [1, 1, 1], [1, 1, 1]])
}
