import Tensors

/// One step of learning, as a pure function: what goes in is the parameter w, its gradient g and
/// what the optimiser remembers; what comes out is the new parameter and the new memory.
///
/// All tensors of a step have the shape of w. In the formulas lr is the learning rate, and
/// everything happens number by number. The options' `check()` says which of them make sense; the
/// steps themselves don't ask.
public protocol OptimizerKernels: KernelChapter {
  /// Stochastic gradient descent with momentum, Nesterov's variant and weight decay.
  ///
  ///     d = g + weightDecay·w
  ///     v ← d at the first step, then momentum·v + (1 − dampening)·d
  ///     w ← w − lr·d                        without momentum
  ///     w ← w − lr·v                        with it
  ///     w ← w − lr·(d + momentum·v)         with Nesterov's
  ///
  /// - Parameters:
  ///   - parameter: `w`, in any shape.
  ///   - gradient: `g`, the gradient of the loss by `w`, in its shape.
  ///   - velocity: `v`, in the shape of `w`; nil at the first step.
  ///   - options: the learning rate and what goes with it.
  /// - Returns: the new w, and v for the next step; nil without momentum.
  /// - Precondition: the shapes are equal.
  ///
  /// PyTorch calls it `SGD` and v its momentum buffer.
  static func sgdStep(
    _ parameter: Tensor<Scalar>, gradient: Tensor<Scalar>, velocity: Tensor<Scalar>?,
    options: SGDOptions
  ) -> SGDStep<Scalar>

  /// Steps divided by a running root mean square of the gradient.
  ///
  ///     d = g + weightDecay·w
  ///     s ← alpha·s + (1 − alpha)·d²
  ///     u = d / (√s + eps)
  ///     w ← w − lr·u                        without momentum
  ///     v ← momentum·v + u,  w ← w − lr·v   with it
  ///
  /// - Parameters:
  ///   - parameter: `w`, in any shape.
  ///   - gradient: `g`, the gradient of the loss by `w`, in its shape.
  ///   - state: `s` and `v`, in the shape of `w`; nil at the first step: zeros.
  ///   - options: the learning rate and what goes with it.
  /// - Returns: the new w, and s and v for the next step; v is nil without momentum.
  /// - Precondition: the shapes are equal.
  ///
  /// Source: G. Hinton, *Neural Networks for Machine Learning*, lecture 6e, 2012,
  /// https://www.cs.toronto.edu/ hinton/coursera/lecture6/lec6.pdf. PyTorch calls it `RMSprop`.
  static func rmspropStep(
    _ parameter: Tensor<Scalar>, gradient: Tensor<Scalar>, state: RMSpropState<Scalar>?,
    options: RMSpropOptions
  ) -> RMSpropStep<Scalar>

  /// Steps by running means of the gradient and its square, both corrected for their start at zero.
  ///
  ///     d = g + weightDecay·w
  ///     m ← beta1·m + (1 − beta1)·d         m̂ = m / (1 − beta1ᵗ)
  ///     s ← beta2·s + (1 − beta2)·d²        ŝ = s / (1 − beta2ᵗ)
  ///     w ← w − lr·m̂ / (√ŝ + eps)
  ///
  /// Here t counts this step too: it is 1 at the first.
  ///
  /// - Parameters:
  ///   - parameter: `w`, in any shape.
  ///   - gradient: `g`, the gradient of the loss by `w`, in its shape.
  ///   - state: `m` and `s`, in the shape of `w`, and the number of steps so far; nil at the first
  ///     step: zeros.
  ///   - options: the learning rate and what goes with it.
  /// - Returns: the new w, and m, s and t for the next step.
  /// - Precondition: the shapes are equal.
  ///
  /// Source: D. P. Kingma, J. Ba, *Adam*, 2015, https://arxiv.org/abs/1412.6980. PyTorch calls it
  /// `Adam`.
  static func adamStep(
    _ parameter: Tensor<Scalar>, gradient: Tensor<Scalar>, state: AdamState<Scalar>?,
    options: AdamOptions
  ) -> AdamStep<Scalar>

  /// `adamStep` with the decay taken off the weight itself, not put into the gradient:
  ///
  ///     w ← w − lr·weightDecay·w,  then Adam's step with d = g
  ///
  /// - Parameters:
  ///   - parameter: `w`, in any shape.
  ///   - gradient: `g`, the gradient of the loss by `w`, in its shape.
  ///   - state: `m` and `s`, in the shape of `w`, and the number of steps so far; nil at the first
  ///     step: zeros.
  ///   - options: the learning rate and what goes with it.
  /// - Returns: the new w, and m, s and t for the next step.
  /// - Precondition: the shapes are equal.
  ///
  /// Source: I. Loshchilov, F. Hutter, *Decoupled Weight Decay Regularization*, 2019,
  /// https://arxiv.org/abs/1711.05101. PyTorch calls it `AdamW`.
  static func adamWStep(
    _ parameter: Tensor<Scalar>, gradient: Tensor<Scalar>, state: AdamState<Scalar>?,
    options: AdamOptions
  ) -> AdamStep<Scalar>
}

/// How `sgdStep` steps.
public struct SGDOptions: Equatable, Sendable {
  /// The learning rate lr.
  public var learningRate: Double
  /// How much of the last step goes on; 0 is a plain descent without memory.
  public var momentum: Double
  /// How much less of the gradient goes into v: 0 all of it, 1 none.
  public var dampening: Double
  /// How much of the weight itself is added to its gradient, which pulls it to zero.
  public var weightDecay: Double
  /// Whether the step looks one step of momentum ahead. It wants a momentum, and no dampening.
  public var nesterov: Bool

  /// Options; unless told, a plain descent by the learning rate.
  public init(
    learningRate: Double, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0,
    nesterov: Bool = false
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.dampening = dampening
    self.weightDecay = weightDecay
    self.nesterov = nesterov
  }
}

/// What `sgdStep` gives.
public struct SGDStep<Scalar: RealNumber>: Equatable, Sendable {
  /// The new w.
  public var parameter: Tensor<Scalar>
  /// v for the next step; nil without momentum.
  public var velocity: Tensor<Scalar>?

  /// What one step gave.
  public init(parameter: Tensor<Scalar>, velocity: Tensor<Scalar>?) {
    self.parameter = parameter
    self.velocity = velocity
  }
}

/// How `rmspropStep` steps.
public struct RMSpropOptions: Equatable, Sendable {
  /// The learning rate lr.
  public var learningRate: Double
  /// How much of the old mean square stays.
  public var alpha: Double
  /// What is added to the root, so that a gradient of zeros isn't divided by zero.
  public var eps: Double
  /// How much of the weight itself is added to its gradient, which pulls it to zero.
  public var weightDecay: Double
  /// How much of the last step goes on; 0 keeps no v.
  public var momentum: Double

  /// Options; unless told, those of PyTorch.
  public init(
    learningRate: Double = 0.01, alpha: Double = 0.99, eps: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0
  ) {
    self.learningRate = learningRate
    self.alpha = alpha
    self.eps = eps
    self.weightDecay = weightDecay
    self.momentum = momentum
  }
}

/// What `rmspropStep` remembers.
public struct RMSpropState<Scalar: RealNumber>: Equatable, Sendable {
  /// s, the running mean of the squared gradient.
  public var squareAverage: Tensor<Scalar>
  /// v; nil without momentum.
  public var velocity: Tensor<Scalar>?

  /// A memory, such as one that was kept in a file.
  public init(squareAverage: Tensor<Scalar>, velocity: Tensor<Scalar>? = nil) {
    self.squareAverage = squareAverage
    self.velocity = velocity
  }
}

/// What `rmspropStep` gives.
public struct RMSpropStep<Scalar: RealNumber>: Equatable, Sendable {
  /// The new w.
  public var parameter: Tensor<Scalar>
  /// s and v for the next step.
  public var state: RMSpropState<Scalar>

  /// What one step gave.
  public init(parameter: Tensor<Scalar>, state: RMSpropState<Scalar>) {
    self.parameter = parameter
    self.state = state
  }
}

/// How `adamStep` and `adamWStep` step.
public struct AdamOptions: Equatable, Sendable {
  /// The learning rate lr.
  public var learningRate: Double
  /// How much of the mean gradient stays at each step: 0.9 is a memory of about ten steps.
  public var beta1: Double
  /// How much of the mean square stays: 0.999 is a memory of about a thousand steps.
  public var beta2: Double
  /// What is added to the root, so that a gradient of zeros isn't divided by zero.
  public var eps: Double
  /// How much of the weight goes into its gradient (`adamStep`) or, times the learning rate, off
  /// itself (`adamWStep`).
  public var weightDecay: Double

  /// Options; unless told, those of PyTorch's `Adam`. (Its `AdamW` has a weight decay of 0.01.)
  public init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, eps: Double = 1e-8,
    weightDecay: Double = 0
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.eps = eps
    self.weightDecay = weightDecay
  }
}

/// What `adamStep` remembers.
public struct AdamState<Scalar: RealNumber>: Equatable, Sendable {
  /// m, the running mean of the gradient.
  public var average: Tensor<Scalar>
  /// s, the running mean of its square.
  public var squareAverage: Tensor<Scalar>
  /// t, how many steps were taken.
  public var steps: Int

  /// A memory, such as one that was kept in a file.
  public init(average: Tensor<Scalar>, squareAverage: Tensor<Scalar>, steps: Int) {
    self.average = average
    self.squareAverage = squareAverage
    self.steps = steps
  }
}

/// What `adamStep` and `adamWStep` give.
public struct AdamStep<Scalar: RealNumber>: Equatable, Sendable {
  /// The new w.
  public var parameter: Tensor<Scalar>
  /// m, s and t for the next step.
  public var state: AdamState<Scalar>

  /// What one step gave.
  public init(parameter: Tensor<Scalar>, state: AdamState<Scalar>) {
    self.parameter = parameter
    self.state = state
  }
}
