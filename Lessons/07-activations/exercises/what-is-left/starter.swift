import Tensors

func whatIsLeft(_ x: Float, _ weights: [Float]) -> Float {
  var x = x
  var change: Float = 1
  for w in weights {
    change *= 0  // YOUR TURN: how many times as large does this layer make the change?
    x = w * x  // YOUR TURN: what does this layer make of x? The bend is missing.
  }
  return change
}
