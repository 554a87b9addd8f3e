import Tensors

func channelsFirst(_ x: Tensor<Float>) -> Tensor<Float> {
  let (N, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
  var y = Tensor<Float>.zeros([N, H, W, C])  // YOUR TURN: in which order are the sizes of y?
  for n in 0..<N {
    for h in 0..<H {
      for w in 0..<W {
        for c in 0..<C {
          y[n, h, w, c] = 0  // YOUR TURN: a number of y, and the number of x that belongs there
        }
      }
    }
  }
  return y
}
