public import Kernels
import Tensors

/// What changes parameters by their gradients: which rule, with what options.
///
/// The learning rate isn't the optimiser's: a schedule gives it with each step.
public final class Optimizer {
  /// The rule.
  public enum Rule: Equatable, Sendable {
    /// Stochastic gradient descent, with momentum or without.
    case sgd(momentum: Double = 0, nesterov: Bool = false)
    /// Divided by a running root mean square.
    case rmsprop(alpha: Double = 0.99, momentum: Double = 0)
    /// Running means of the gradient and its square.
    case adam(beta1: Double = 0.9, beta2: Double = 0.999)
    /// The same, with the decay taken off the weights themselves.
    case adamW(beta1: Double = 0.9, beta2: Double = 0.999)
  }

  /// The rule.
  public let rule: Rule
  /// How strongly weights are pulled to zero; biases and batch norm's parameters aren't.
  public let weightDecay: Double
  private var memory: [ObjectIdentifier: Memory] = [:]

  /// What is remembered of a parameter from step to step.
  private enum Memory {
    case velocity(Tensor<Float>?)
    case squares(RMSpropState<Float>)
    case moments(AdamState<Float>)
  }

  /// An optimiser that remembers nothing yet.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - weightDecay: how strongly weights are pulled to zero.
  public init(_ rule: Rule, weightDecay: Double = 0) {
    (self.rule, self.weightDecay) = (rule, weightDecay)
  }

  /// Changes each parameter by its gradient. One without a gradient, or that is frozen, stays as it is.
  ///
  /// - Parameters:
  ///   - parameters: what is learned.
  ///   - learningRate: how far a step goes.
  ///   - kernels: what computes it.
  public func step(
    _ parameters: [Parameter], learningRate: Double, using kernels: any Kernels<Float>.Type
  ) {
    for parameter in parameters where parameter.isLearned {
      guard let gradient = parameter.gradient else { continue }
      step(parameter, gradient, learningRate, kernels)
    }
  }

  private func step(
    _ parameter: Parameter, _ gradient: Tensor<Float>, _ learningRate: Double,
    _ kernels: any Kernels<Float>.Type
  ) {
    let key = ObjectIdentifier(parameter)
    let decay = parameter.role == .weight ? weightDecay : 0
    let w = parameter.value
    switch rule {
    case .sgd(let momentum, let nesterov):
      var velocity: Tensor<Float>?
      if case .velocity(let old) = memory[key] { velocity = old }
      let step = kernels.sgdStep(
        w, gradient: gradient, velocity: velocity,
        options: SGDOptions(
          learningRate: learningRate, momentum: momentum, weightDecay: decay, nesterov: nesterov))
      (parameter.value, memory[key]) = (step.parameter, .velocity(step.velocity))
    case .rmsprop(let alpha, let momentum):
      var state: RMSpropState<Float>?
      if case .squares(let old) = memory[key] { state = old }
      let step = kernels.rmspropStep(
        w, gradient: gradient, state: state,
        options: RMSpropOptions(
          learningRate: learningRate, alpha: alpha, weightDecay: decay, momentum: momentum))
      (parameter.value, memory[key]) = (step.parameter, .squares(step.state))
    case .adam(let beta1, let beta2), .adamW(let beta1, let beta2):
      var state: AdamState<Float>?
      if case .moments(let old) = memory[key] { state = old }
      let options = AdamOptions(
        learningRate: learningRate, beta1: beta1, beta2: beta2, weightDecay: decay)
      let step =
        isDecoupled
        ? kernels.adamWStep(w, gradient: gradient, state: state, options: options)
        : kernels.adamStep(w, gradient: gradient, state: state, options: options)
      (parameter.value, memory[key]) = (step.parameter, .moments(step.state))
    }
  }

  /// Whether the decay is taken off the weights and not put into the gradient.
  private var isDecoupled: Bool {
    if case .adamW = rule { true } else { false }
  }
}
