import Kernels
import Tensors

extension Reference {
  // d = g + weightDecay·w
  // v ← d at the first step, then momentum·v + (1 − dampening)·d
  // w ← w − lr·d,  with momentum w − lr·v,  with Nesterov's w − lr·(d + momentum·v)

  /// One step of stochastic gradient descent.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func sgdStep(
    _ w: Tensor<Scalar>, gradient g: Tensor<Scalar>, velocity: Tensor<Scalar>?,
    options: SGDOptions
  ) -> SGDStep<Scalar> {
    let lr = Scalar(options.learningRate)
    let momentum = Scalar(options.momentum)
    let d = g + Scalar(options.weightDecay) * w
    guard momentum != 0 else { return SGDStep(parameter: w - lr * d, velocity: nil) }
    let v = velocity.map { v in momentum * v + Scalar(1 - options.dampening) * d } ?? d
    return SGDStep(
      parameter: w - lr * (options.nesterov ? d + momentum * v : v), velocity: v)
  }
}
