import Tensors

func columns(_ X: Tensor<Float>, _ KH: Int, _ KW: Int) -> Tensor<Float> {
  let OH = X.shape[0] - KH + 1
  let OW = X.shape[1] - KW + 1
  var B = Tensor<Float>.zeros([OH * OW, KH * KW])
  for kh in 0..<KH {
    for kw in 0..<KW {
      for oh in 0..<OH {
        for ow in 0..<OW {
          B[oh * OW + ow, kh * KW + kw] = X[oh + kh, ow + kw]
        }
      }
    }
  }
  return B
}
