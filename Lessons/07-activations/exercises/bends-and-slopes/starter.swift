func leaky(_ x: Float, a: Float) -> Float {
  0  // YOUR TURN: x, or a share of it
}

func leakySlope(_ x: Float, a: Float) -> Float {
  0  // YOUR TURN: how steep is that at x?
}

func sigmoidSlope(_ s: Float) -> Float {
  0  // YOUR TURN: how steep is sigmoid where its value is s?
}

func tanhSlope(_ t: Float) -> Float {
  0  // YOUR TURN: how steep is tanh where its value is t?
}
