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
        parameter: parameter.mapped(with: gradient) { places, w, g, stepped in
          for places in places {
            let (w, g) = (places.load(w), places.load(g))
            places.store(w - rate * (g + decay * w), to: stepped)
          }
        }, velocity: nil)
    }
    let momentum = Float(options.momentum)
    let fresh = velocity == nil ? 1 : Float(1 - options.dampening)
    let nesterov = options.nesterov
    let (stepped, moved, _) = pass.stepped(velocity, remembersTwo: false) { places, numbers in
      for places in places {
        let w = places.load(numbers.w)
        let d = places.load(numbers.g) + decay * w
        let velocity = momentum * numbers.first(places) + fresh * d
        places.store(velocity, to: numbers.newFirst)
        let step = nesterov ? d + momentum * velocity : velocity
        places.store(w - rate * step, to: numbers.newW)
      }
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
    let keepsVelocity = options.momentum != 0
    let (stepped, squares, moved) = pass.stepped(
      state?.squareAverage, keepsVelocity ? state?.velocity : nil, remembersTwo: keepsVelocity
    ) { places, numbers in
      for places in places {
        let w = places.load(numbers.w)
        let d = places.load(numbers.g) + decay * w
        let square = alpha * numbers.first(places) + fresh * d * d
        places.store(square, to: numbers.newFirst)
        var step = d / (Floats.squareRoot(square) + eps)
        if keepsVelocity {
          step = momentum * numbers.second(places) + step
          places.store(step, to: numbers.newSecond)
        }
        places.store(w - rate * step, to: numbers.newW)
      }
    }
    return RMSpropStep(
      parameter: stepped,
      state: RMSpropState(squareAverage: squares, velocity: keepsVelocity ? moved : nil))
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
    let (stepped, averages, squares) = pass.stepped(
      state?.average, state?.squareAverage, remembersTwo: true
    ) { places, numbers in
      for places in places {
        let w = places.load(numbers.w)
        let d = places.load(numbers.g) + decay * w
        let average = beta1 * numbers.first(places) + fresh1 * d
        let square = beta2 * numbers.second(places) + fresh2 * d * d
        places.store(average, to: numbers.newFirst)
        places.store(square, to: numbers.newSecond)
        let size = Floats.squareRoot(square) * rootOfCorrection2 + eps
        places.store(keptWeight * w - rate * average / size, to: numbers.newW)
      }
    }
    return AdamStep(
      parameter: stepped,
      state: AdamState(average: averages, squareAverage: squares, steps: steps))
  }
}
