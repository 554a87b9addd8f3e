import Tensors

func merged(_ K: Tensor<Float>, _ L: Tensor<Float>) -> Tensor<Float> {
  let height = L.shape[0] + K.shape[0] - 1
  let width = L.shape[1] + K.shape[0] - 1
  var M = Tensor<Float>.zeros([height, width])
  for lh in 0..<L.shape[0] {
    for lw in 0..<L.shape[1] {
      for kh in 0..<K.shape[0] {
        for kw in 0..<K.shape[0] {
          M[lh + kh, lw + kw] += L[lh, lw] * K[kh, kw]
        }
      }
    }
  }
  return M
}
