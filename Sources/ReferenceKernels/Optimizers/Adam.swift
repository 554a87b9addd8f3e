import Kernels
import RealModule
import Tensors

extension Reference {
  // d = g + weightDecay·w
  // m ← beta1·m + (1 − beta1)·d         m̂ = m / (1 − beta1ᵗ)
  // s ← beta2·s + (1 − beta2)·d²        ŝ = s / (1 − beta2ᵗ)
  // w ← w − lr·m̂ / (√ŝ + eps)

  /// One step of Adam.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func adamStep(
    _ w: Tensor<Scalar>, gradient g: Tensor<Scalar>, state: AdamState<Scalar>?,
    options: AdamOptions
  ) -> AdamStep<Scalar> {
    let d = g + Scalar(options.weightDecay) * w
    let t = (state?.steps ?? 0) + 1
    let m =
      Scalar(options.beta1) * (state?.average ?? .zeros(w.shape)) + Scalar(1 - options.beta1) * d
    let s =
      Scalar(options.beta2) * (state?.squareAverage ?? .zeros(w.shape))
      + Scalar(1 - options.beta2) * d * d
    // The corrections in Double: early on, 1 − beta2ᵗ is a small difference.
    let mCorrection = Scalar(1 - .pow(options.beta1, t))
    let sCorrection = Scalar(1 - .pow(options.beta2, t))
    let step = m.zip(s) { m, s in
      m / mCorrection / (.sqrt(s / sCorrection) + Scalar(options.eps))
    }
    return AdamStep(
      parameter: w - Scalar(options.learningRate) * step,
      state: AdamState(average: m, squareAverage: s, steps: t))
  }

  // w ← w − lr·weightDecay·w,  then Adam's step with d = g

  /// One step of Adam with the decay taken off the weight itself.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func adamWStep(
    _ w: Tensor<Scalar>, gradient g: Tensor<Scalar>, state: AdamState<Scalar>?,
    options: AdamOptions
  ) -> AdamStep<Scalar> {
    var plain = options
    plain.weightDecay = 0
    let decayed = w - Scalar(options.learningRate * options.weightDecay) * w
    return adamStep(decayed, gradient: g, state: state, options: plain)
  }
}
