// The rules of the optimisers, number by number; `OptimizerPass` has the loop.

import Kernels
import RealModule
import Tensors

extension Fast {
  /// Stochastic gradient descent; `OptimizerKernels` has the formula.
  public static func sgdStep(
    _ parameter: Tensor<Float>, gradient: Tensor<Float>, velocity: Tensor<Float>?,
    options: SGDOptions
  ) -> SGDStep<Float> {
    let pass = OptimizerPass(parameter, gradient: gradient, remembered: [velocity])
    let (rate, decay) = (Float(options.learningRate), Float(options.weightDecay))
    guard options.momentum != 0 else {
      return SGDStep(
        parameter: parameter.mapped(with: gradient, workEach: 8) { w, g in
          w - rate * (g + decay * w)
        }, velocity: nil)
    }
    let momentum = Float(options.momentum)
    let fresh = velocity == nil ? 1 : Float(1 - options.dampening)
    let nesterov = options.nesterov
    var moved = velocity ?? .zeros(parameter.shape)
    var nothing: Tensor<Float>?
    let stepped = pass.stepped(changing: &moved, &nothing) { w, g, velocity, _ in
      let d = g + decay * w
      let v = momentum * velocity.pointee + fresh * d
      velocity.pointee = v
      return w - rate * (nesterov ? d + momentum * v : v)
    }
    return SGDStep(parameter: stepped, velocity: moved)
  }

  /// Steps divided by a running root mean square; `OptimizerKernels` has the formula.
  public static func rmspropStep(
    _ parameter: Tensor<Float>, gradient: Tensor<Float>, state: RMSpropState<Float>?,
    options: RMSpropOptions
  ) -> RMSpropStep<Float> {
    let pass = OptimizerPass(
      parameter, gradient: gradient,
      remembered: [state?.squareAverage, state?.velocity])
    let (rate, decay) = (Float(options.learningRate), Float(options.weightDecay))
    let (alpha, fresh) = (Float(options.alpha), Float(1 - options.alpha))
    let (eps, momentum) = (Float(options.eps), Float(options.momentum))
    var squares = state?.squareAverage ?? .zeros(parameter.shape)
    var velocity: Tensor<Float>?
    if options.momentum != 0 { velocity = state?.velocity ?? .zeros(parameter.shape) }
    let keepsVelocity = velocity != nil
    let stepped = pass.stepped(changing: &squares, &velocity) { w, g, square, velocity in
      let d = g + decay * w
      let s = alpha * square.pointee + fresh * d * d
      square.pointee = s
      let u = d / (s.squareRoot() + eps)
      guard keepsVelocity else { return w - rate * u }
      velocity.pointee = momentum * velocity.pointee + u
      return w - rate * velocity.pointee
    }
    return RMSpropStep(
      parameter: stepped, state: RMSpropState(squareAverage: squares, velocity: velocity))
  }

  /// Steps by running means of the gradient and its square; `OptimizerKernels` has the formula.
  public static func adamStep(
    _ parameter: Tensor<Float>, gradient: Tensor<Float>, state: AdamState<Float>?,
    options: AdamOptions
  ) -> AdamStep<Float> {
    adam(
      parameter, gradient: gradient, state: state, options: options,
      decayOfGradient: Float(options.weightDecay), keptWeight: 1)
  }

  /// `adamStep` with the decay taken off the weight itself.
  public static func adamWStep(
    _ parameter: Tensor<Float>, gradient: Tensor<Float>, state: AdamState<Float>?,
    options: AdamOptions
  ) -> AdamStep<Float> {
    adam(
      parameter, gradient: gradient, state: state, options: options, decayOfGradient: 0,
      keptWeight: Float(1 - options.learningRate * options.weightDecay))
  }

  /// - Parameters:
  ///   - decayOfGradient: how much of the weight is added to its gradient.
  ///   - keptWeight: the share of the weight that is left before the step.
  private static func adam(
    _ parameter: Tensor<Float>, gradient: Tensor<Float>, state: AdamState<Float>?,
    options: AdamOptions, decayOfGradient decay: Float, keptWeight: Float
  ) -> AdamStep<Float> {
    let pass = OptimizerPass(
      parameter, gradient: gradient,
      remembered: [state?.average, state?.squareAverage])
    let steps = (state?.steps ?? 0) + 1
    let (beta1, fresh1) = (Float(options.beta1), Float(1 - options.beta1))
    let (beta2, fresh2) = (Float(options.beta2), Float(1 - options.beta2))
    let correction1 = 1 - Double.pow(options.beta1, steps)
    let correction2 = 1 - Double.pow(options.beta2, steps)
    // w − lr·m̂/(√ŝ + eps), with what is the same for all numbers taken together.
    let rate = Float(options.learningRate / correction1)
    let rootOfCorrection2 = Float(1 / correction2.squareRoot())
    let eps = Float(options.eps)
    var average = state?.average ?? .zeros(parameter.shape)
    var squares: Tensor<Float>? = state?.squareAverage ?? .zeros(parameter.shape)
    let stepped = pass.stepped(changing: &average, &squares) { w, g, average, square in
      let d = g + decay * w
      let m = beta1 * average.pointee + fresh1 * d
      let s = beta2 * square.pointee + fresh2 * d * d
      (average.pointee, square.pointee) = (m, s)
      return keptWeight * w - rate * m / (s.squareRoot() * rootOfCorrection2 + eps)
    }
    return AdamStep(
      parameter: stepped,
      state: AdamState(
        average: average, squareAverage: squares ?? .zeros(parameter.shape), steps: steps))
  }
}
