import Tensors

func place(n: Int, c: Int, h: Int, w: Int, C: Int, H: Int, W: Int) -> Int {
  return h * W + w
}
