import Tensors

func channelsFirst(_ x: Tensor<Float>) -> Tensor<Float> {
  let (N, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], 3)
  var y = Tensor<Float>.zeros([N, 3, H, W])
  for n in 0..<N {
    for h in 0..<H {
      for w in 0..<W {
        for c in 0..<C {
          y[n, c, h, w] = x[n, h, w, c]
        }
      }
    }
  }
  return y
}
