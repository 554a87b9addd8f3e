import Tensors

func columns(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> Tensor<Float> {
  let OH = 1  // YOUR TURN: at how many places can the window lie, going down?
  let OW = 1  // YOUR TURN: and across?
  var B = Tensor<Float>.zeros([KH * KW, OH * OW])
  for kh in 0..<KH {
    for kw in 0..<KW {
      for oh in 0..<OH {
        for ow in 0..<OW {
          B[kh * KW + kw, 0] = X[oh, ow]  // YOUR TURN: which column of B, and which number of X?
        }
      }
    }
  }
  return B
}
