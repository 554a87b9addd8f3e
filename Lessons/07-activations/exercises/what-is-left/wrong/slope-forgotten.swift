import Tensors

func whatIsLeft(_ x: Float, _ weights: [Float]) -> Float {
  var x = x
  var change: Float = 1
  for w in weights {
    change *= w
    x = tanh(w * x)
  }
  return change
}
