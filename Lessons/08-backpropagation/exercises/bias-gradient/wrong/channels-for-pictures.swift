import Tensors

func biasGradient(_ dY: Tensor<Float>) -> Tensor<Float> {
  let channels = dY.shape[0]
  var db = Tensor<Float>.zeros([channels])
  for c in 0..<channels {
    for n in 0..<dY.shape[1] {
      for oh in 0..<dY.shape[2] {
        for ow in 0..<dY.shape[3] {
          db[c] += dY[c, n, oh, ow]
        }
      }
    }
  }
  return db
}
