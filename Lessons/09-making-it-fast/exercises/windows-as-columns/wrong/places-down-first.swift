import Tensors

func columns(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> Tensor<Float> {
  let OH = X.shape[0] - KH + 1
  let OW = X.shape[1] - KW + 1
  var B = Tensor<Float>.zeros([KH * KW, OH * OW])
  for kh in 0..<KH {
    for kw in 0..<KW {
      for oh in 0..<OH {
        for ow in 0..<OW {
          B[kh * KW + kw, ow * OH + oh] = X[oh + kh, ow + kw]
        }
      }
    }
  }
  return B
}
