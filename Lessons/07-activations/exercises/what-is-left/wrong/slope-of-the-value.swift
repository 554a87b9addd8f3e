import Tensors

func whatIsLeft(_ x: Float, _ weights: [Float]) -> Float {
  var x = x
  var change: Float = 1
  for w in weights {
    x = tanh(w * x)
    let t = tanh(x)
    change *= w * (1 - t * t)
  }
  return change
}
