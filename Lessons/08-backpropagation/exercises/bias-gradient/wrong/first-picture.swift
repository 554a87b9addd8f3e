import Tensors

func biasGradient(_ dY: Tensor<Float>) -> Tensor<Float> {
  let channels = dY.shape[1]
  var db = Tensor<Float>.zeros([channels])
  for c in 0..<channels {
    for n in 0..<1 {
      for oh in 0..<dY.shape[2] {
        for ow in 0..<dY.shape[3] {
          db[c] += dY[n, c, oh, ow]
        }
      }
    }
  }
  return db
}
