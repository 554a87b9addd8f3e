func whatIsLeft(_ x: Float, _ weights: [Float]) -> Float {
  var x = x
  var change: Float = 1
  for w in weights {
    let t = tanh(x)
    change *= w * (1 - t * t)
    x = tanh(w * x)
  }
  return change
}

/// Tanh, as a fraction of fractions: x / (1 + x² / (3 + x² / (5 + …))). Leave it as it is.
func tanh(_ x: Float) -> Float {
  var below: Float = 25
  for odd in stride(from: Float(23), through: 1, by: -2) { below = odd + x * x / below }
  return x / below
}
