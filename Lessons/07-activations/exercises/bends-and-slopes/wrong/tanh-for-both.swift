func leaky(_ x: Float, a: Float) -> Float {
  x > 0 ? x : a * x
}

func leakySlope(_ x: Float, a: Float) -> Float {
  x > 0 ? 1 : a
}

func sigmoidSlope(_ s: Float) -> Float {
  1 - s * s
}

func tanhSlope(_ t: Float) -> Float {
  1 - t * t
}
