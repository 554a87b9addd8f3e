import Tensors

func merged(_ K: Tensor<Float>, _ L: Tensor<Float>) -> Tensor<Float> {
  let height = 1  // YOUR TURN: how many rows has the one kernel?
  let width = 1  // YOUR TURN: and how many columns?
  var M = Tensor<Float>.zeros([height, width])
  M[0, 0] = 0  // YOUR TURN: each weight of L times each weight of K, where it belongs
  return M
}
