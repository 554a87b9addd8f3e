import Tensors

func biasGradient(_ dY: Tensor<Float>) -> Tensor<Float> {
  let channels = 1  // YOUR TURN: how many biases are there?
  var db = Tensor<Float>.zeros([channels])
  for c in 0..<channels {
    db[c] = 0  // YOUR TURN: all prices of channel c
  }
  return db
}
