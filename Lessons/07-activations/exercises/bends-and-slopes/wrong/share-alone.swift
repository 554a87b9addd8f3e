func leaky(_ x: Float, a: Float) -> Float {
  x > 0 ? x : a
}

func leakySlope(_ x: Float, a: Float) -> Float {
  x > 0 ? 1 : a
}

func sigmoidSlope(_ s: Float) -> Float {
  s * (1 - s)
}

func tanhSlope(_ t: Float) -> Float {
  1 - t * t
}
