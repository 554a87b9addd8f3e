import Kernels
import Tensors

/// One step of an optimiser: what they all share.
protocol OptimizerOperation: KernelOperation {
  /// What it remembers from step to step.
  static var memory: [TensorSlot<Reals?>] { get }

  /// Throws unless the options are in their ranges.
  static func checkOptions<Scalar>(_ a: Arguments<Scalar>) throws
}

private let eps = Parameter<Double>(
  "eps", aliases: ["epsilon"], "1e-8", "what is added to the divisor")
private let weightDecay = Parameter<Double>("weight-decay", "0", "how strongly weights shrink")
private let momentum = Parameter<Double>("momentum", "0", "how much of the last step stays")
private let momentumBuffer = TensorSlot<Reals?>(
  "momentum-buffer", "v, the shape of w; not at the first step")

extension OptimizerOperation {
  static var parameter: TensorSlot<Reals> {
    TensorSlot("parameter", aliases: ["param", "params", "weight", "input"], "w, of any shape")
  }
  static var gradient: TensorSlot<Reals> {
    TensorSlot("gradient", aliases: ["grad", "grads"], "g, the shape of w")
  }
  static var tensors: [any OperationTensor] { [parameter, gradient] + memory }

  /// The memory's names, as Python writes them.
  static var furtherResults: [String] { memory.map { $0.name.replacing("-", with: "_") } }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try checkOptions(a)
    try OptimizerGeometry.check(
      name, parameter: a[parameter].shape, gradient: a[gradient].shape,
      memory: memory.map { ($0.name, a[$0]?.shape) })
    return a[parameter].shape
  }
}

enum SGD: OptimizerOperation {
  static let name = "sgd"
  static let aliases = ["sgdStep"]
  static let summary = "one step of stochastic gradient descent"
  static let formula = "v ← momentum·v + (1 − dampening)·(g + weightDecay·w),  w ← w − lr·v"

  static let memory = [momentumBuffer]

  static let learningRate = Parameter<Double>(
    "lr", aliases: ["learning-rate"], .none(example: "0.1"), "how far to step")
  static let dampening = Parameter<Double>("dampening", "0", "how much less g counts in v")
  static let nesterov = Parameter<Bool>("nesterov", "false", "whether to step ahead of v")
  static let parameters: [any OperationParameter] = [
    learningRate, momentum, dampening, weightDecay, nesterov,
  ]

  private static func options<Scalar>(_ a: Arguments<Scalar>) -> SGDOptions {
    SGDOptions(
      learningRate: a[learningRate], momentum: a[momentum], dampening: a[dampening],
      weightDecay: a[weightDecay], nesterov: a[nesterov])
  }

  static func checkOptions<Scalar>(_ a: Arguments<Scalar>) throws { try options(a).check() }

  static func run<K: Kernels>(on k: K.Type, _ a: Arguments<K.Scalar>) -> Results<K.Scalar> {
    let step = k.sgdStep(
      a[parameter], gradient: a[gradient], velocity: a[momentumBuffer], options: options(a))
    return Results(step.parameter, ["momentum_buffer": step.velocity])
  }
}

enum RMSprop: OptimizerOperation {
  static let name = "rmsprop"
  static let aliases = ["rmspropStep"]
  static let summary = "one step divided by a running root mean square of the gradient"
  static let formula = "s ← alpha·s + (1 − alpha)·g²,  w ← w − lr·g / (√s + eps)"

  static let squareAverage = TensorSlot<Reals?>(
    "square-avg", "s, the shape of w; not at the first step")
  static let velocity = TensorSlot<Reals?>(
    momentumBuffer.name, with: [squareAverage.name], momentumBuffer.meaning)
  static let memory = [squareAverage, velocity]

  static let learningRate = Parameter<Double>(
    "lr", aliases: ["learning-rate"], "0.01", "how far to step")
  static let alpha = Parameter<Double>("alpha", "0.99", "how much of the old mean square stays")
  static let parameters: [any OperationParameter] = [
    learningRate, alpha, eps, weightDecay, momentum,
  ]

  private static func options<Scalar>(_ a: Arguments<Scalar>) -> RMSpropOptions {
    RMSpropOptions(
      learningRate: a[learningRate], alpha: a[alpha], eps: a[eps], weightDecay: a[weightDecay],
      momentum: a[momentum])
  }

  static func checkOptions<Scalar>(_ a: Arguments<Scalar>) throws { try options(a).check() }

  static func run<K: Kernels>(on k: K.Type, _ a: Arguments<K.Scalar>) -> Results<K.Scalar> {
    let state = a[squareAverage].map { RMSpropState(squareAverage: $0, velocity: a[velocity]) }
    let step = k.rmspropStep(
      a[parameter], gradient: a[gradient], state: state, options: options(a))
    return Results(
      step.parameter,
      ["square_avg": step.state.squareAverage, "momentum_buffer": step.state.velocity])
  }
}

/// One step of Adam, with either way of weight decay: what both share.
protocol AdamOperation: OptimizerOperation {
  static var weightDecay: Parameter<Double> { get }
  static func step<K: Kernels>(
    _ k: K.Type, _ a: Arguments<K.Scalar>, state: AdamState<K.Scalar>?, options: AdamOptions
  ) -> AdamStep<K.Scalar>
}

private let average = TensorSlot<Reals?>(
  "exp-avg", with: ["exp-avg-sq"], "m, the shape of w; not at the first step")
private let averageSquare = TensorSlot<Reals?>(
  "exp-avg-sq", with: ["exp-avg"], "s, the shape of w; not at the first step")
private let steps = Parameter<Int>("step", "0", "how many steps were taken before")
private let learningRate = Parameter<Double>(
  "lr", aliases: ["learning-rate"], "0.001", "how far to step")
private let betas = Parameter<[Double]>("betas", "0.9,0.999", "how much of m and of s stays")

extension AdamOperation {
  static var memory: [TensorSlot<Reals?>] { [average, averageSquare] }

  static var parameters: [any OperationParameter] {
    [steps, learningRate, betas, eps, weightDecay]
  }

  private static func options<Scalar>(_ a: Arguments<Scalar>) -> AdamOptions {
    AdamOptions(
      learningRate: a[learningRate], beta1: a[betas][0], beta2: a[betas][1], eps: a[eps],
      weightDecay: a[weightDecay])
  }

  static func checkOptions<Scalar>(_ a: Arguments<Scalar>) throws {
    try demand(a[betas].count == 2, "\(name): betas must be two numbers, not \(a[betas])")
    try options(a).check()
    try demand(
      (0...1 << 30).contains(a[steps]),
      "\(name): step must be from 0 to \(1 << 30), not \(a[steps])")
    guard a[steps] == 0 || a.has(average) else {
      throw OperationError(
        .call, "after the first step \(name) needs \(average.name) and \(averageSquare.name)")
    }
  }

  static func run<K: Kernels>(on k: K.Type, _ a: Arguments<K.Scalar>) -> Results<K.Scalar> {
    var state: AdamState<K.Scalar>?
    if let m = a[average], let s = a[averageSquare] {
      state = AdamState(average: m, squareAverage: s, steps: a[steps])
    }
    let step = step(k, a, state: state, options: options(a))
    return Results(
      step.parameter, ["exp_avg": step.state.average, "exp_avg_sq": step.state.squareAverage])
  }
}

enum Adam: AdamOperation {
  static let name = "adam"
  static let aliases = ["adamStep"]
  static let summary = "one step by running means of the gradient and its square"
  static let formula = "w ← w − lr·m̂ / (√ŝ + eps)"
  static let weightDecay = Operations.weightDecay

  static func step<K: Kernels>(
    _ k: K.Type, _ a: Arguments<K.Scalar>, state: AdamState<K.Scalar>?, options: AdamOptions
  ) -> AdamStep<K.Scalar> {
    k.adamStep(a[parameter], gradient: a[gradient], state: state, options: options)
  }
}

enum AdamW: AdamOperation {
  static let name = "adamW"
  static let aliases = ["adamWStep"]
  static let summary = "one step of Adam, with the decay taken off the weight itself"
  static let formula = "w ← w − lr·weightDecay·w,  w ← w − lr·m̂ / (√ŝ + eps)"
  static let weightDecay = Parameter<Double>("weight-decay", "0.01", "how strongly weights shrink")

  static func step<K: Kernels>(
    _ k: K.Type, _ a: Arguments<K.Scalar>, state: AdamState<K.Scalar>?, options: AdamOptions
  ) -> AdamStep<K.Scalar> {
    k.adamWStep(a[parameter], gradient: a[gradient], state: state, options: options)
  }
}
