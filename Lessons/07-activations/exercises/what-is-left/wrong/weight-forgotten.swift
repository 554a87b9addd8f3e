import Tensors

func whatIsLeft(_ x: Float, _ weights: [Float]) -> Float {
  var x = x
  var change: Float = 1
  for w in weights {
    let t = tanh(w * x)
    change *= 1 - t * t
    x = t
  }
  return change
}
