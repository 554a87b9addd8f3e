import Kernels
import RealModule
import Tensors

extension Reference {
  // d = g + weightDecay·w
  // s ← alpha·s + (1 − alpha)·d²
  // u = d / (√s + eps)
  // w ← w − lr·u;  with momentum v ← momentum·v + u, w ← w − lr·v

  /// One step of RMSprop.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func rmspropStep(
    _ w: Tensor<Scalar>, gradient g: Tensor<Scalar>, state: RMSpropState<Scalar>?,
    options: RMSpropOptions
  ) -> RMSpropStep<Scalar> {
    let lr = Scalar(options.learningRate)
    let alpha = Scalar(options.alpha)
    let d = g + Scalar(options.weightDecay) * w
    let s = alpha * (state?.squareAverage ?? .zeros(w.shape)) + Scalar(1 - options.alpha) * d * d
    let u = d.zip(s) { d, s in d / (.sqrt(s) + Scalar(options.eps)) }
    guard options.momentum != 0 else {
      return RMSpropStep(parameter: w - lr * u, state: RMSpropState(squareAverage: s))
    }
    let v = Scalar(options.momentum) * (state?.velocity ?? .zeros(w.shape)) + u
    return RMSpropStep(
      parameter: w - lr * v, state: RMSpropState(squareAverage: s, velocity: v))
  }
}
