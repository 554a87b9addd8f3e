import Kernels
import RealModule
import ReferenceKernels
import Tensors

// A step is a few roundings of what it is made of: the weight, the decayed gradient and the momentum.
// Adam and RMSprop divide by a root of positive numbers, which has half their relative error.

extension Yardstick {
  static func sgdStep(
    _ w: Tensor<Float>, gradient g: Tensor<Float>, velocity: Tensor<Float>?, options: SGDOptions
  ) -> SGDStep<Float> {
    let exact = Reference.sgdStep(
      w.double, gradient: g.double, velocity: velocity?.double, options: options)
    var opposite = options
    // With all magnitudes, 1 − dampening's too, and the step added, nothing cancels.
    opposite.learningRate = -options.learningRate.magnitude
    opposite.dampening = 1 - abs(1 - options.dampening)
    let magnitudes = Reference.sgdStep(
      w.double.magnitudes, gradient: g.double.magnitudes, velocity: velocity?.double.magnitudes,
      options: opposite)
    var results = [Result(exact.parameter, terms: 10, magnitude: magnitudes.parameter)]
    if let v = exact.velocity, let magnitude = magnitudes.velocity {
      results.append(Result(v, terms: 8, magnitude: magnitude))
    }
    let rounded = note(results)
    return SGDStep(parameter: rounded[0], velocity: rounded.count == 2 ? rounded[1] : nil)
  }

  static func rmspropStep(
    _ w: Tensor<Float>, gradient g: Tensor<Float>, state: RMSpropState<Float>?,
    options: RMSpropOptions
  ) -> RMSpropStep<Float> {
    let stateInDouble = state.map {
      RMSpropState(squareAverage: $0.squareAverage.double, velocity: $0.velocity?.double)
    }
    let exact = Reference.rmspropStep(
      w.double, gradient: g.double, state: stateInDouble, options: options)
    // d's parts may cancel; s, from d², is then off by as much as d² is.
    let d = g.double.magnitudes + options.weightDecay * w.double.magnitudes
    let root = exact.state.squareAverage.map { Double.sqrt($0) + options.eps }
    let ofStep = d.zip(root) { d, root in d / root }
    let remembered = state?.velocity?.double.magnitudes ?? .zeros(w.shape)
    let step = ofStep + options.momentum * remembered
    var results = [
      Result(
        exact.parameter, terms: 16,
        magnitude: w.double.magnitudes + abs(options.learningRate) * step),
      Result(
        exact.state.squareAverage, terms: 8,
        magnitude: exact.state.squareAverage + (1 - options.alpha) * d * d),
    ]
    if let v = exact.state.velocity { results.append(Result(v, terms: 16, magnitude: step)) }
    let rounded = note(results)
    return RMSpropStep(
      parameter: rounded[0],
      state: RMSpropState(
        squareAverage: rounded[1], velocity: rounded.count == 3 ? rounded[2] : nil))
  }

  static func adamStep(
    _ w: Tensor<Float>, gradient g: Tensor<Float>, state: AdamState<Float>?, options: AdamOptions
  ) -> AdamStep<Float> {
    let exact = Reference.adamStep(
      w.double, gradient: g.double, state: state?.double, options: options)
    let d = g.double.magnitudes + options.weightDecay * w.double.magnitudes
    return note(exact, w.double.magnitudes, d, state, options)
  }

  static func adamWStep(
    _ w: Tensor<Float>, gradient g: Tensor<Float>, state: AdamState<Float>?, options: AdamOptions
  ) -> AdamStep<Float> {
    let exact = Reference.adamWStep(
      w.double, gradient: g.double, state: state?.double, options: options)
    let decayed = (1 + abs(options.learningRate * options.weightDecay)) * w.double.magnitudes
    return note(exact, decayed, g.double.magnitudes, state, options)
  }

  private static func note(
    _ exact: AdamStep<Double>, _ w: Tensor<Double>, _ d: Tensor<Double>,
    _ state: AdamState<Float>?, _ options: AdamOptions
  ) -> AdamStep<Float> {
    let before = state?.double
    let average =
      options.beta1 * (before?.average.magnitudes ?? .zeros(w.shape)) + (1 - options.beta1) * d
    let squareAverage = exact.state.squareAverage
    let corrections = (
      1 - Double.pow(options.beta1, exact.state.steps),
      1 - Double.pow(options.beta2, exact.state.steps)
    )
    let step = average.zip(squareAverage) { m, s in
      m / corrections.0 / (Double.sqrt(s / corrections.1) + options.eps)
    }
    let rounded = note([
      Result(
        exact.parameter, terms: 20, magnitude: w + abs(options.learningRate) * step),
      Result(exact.state.average, terms: 8, magnitude: average),
      Result(
        squareAverage, terms: 8, magnitude: squareAverage + (1 - options.beta2) * d * d),
    ])
    return AdamStep(
      parameter: rounded[0],
      state: AdamState(average: rounded[1], squareAverage: rounded[2], steps: exact.state.steps))
  }
}

extension AdamState where Scalar == Float {
  fileprivate var double: AdamState<Double> {
    AdamState<Double>(
      average: average.double, squareAverage: squareAverage.double, steps: steps)
  }
}
