import Kernels
import ReferenceKernels
import Tensors

/// An optimiser.
enum Optimizer: Sendable {
  case sgd(SGDOptions)
  case rmsprop(RMSpropOptions)
  case adam(AdamOptions)
  case adamW(AdamOptions)

  var name: String {
    switch self {
    case .sgd: "sgdStep"
    case .rmsprop: "rmspropStep"
    case .adam: "adamStep"
    case .adamW: "adamWStep"
    }
  }

  /// The parameter after each step, and what is remembered after the last.
  func answer<Scalar: RealNumber>(
    _ parameter: Tensor<Double>, _ gradients: [Tensor<Double>], in scalar: Scalar.Type
  ) -> Answer {
    var w = Tensor<Scalar>(parameter)
    var velocity: Tensor<Scalar>?
    var rmsprop: RMSpropState<Scalar>?
    var adam: AdamState<Scalar>?
    var answer: Answer = [:]
    for (number, gradient) in gradients.enumerated() {
      let g = Tensor<Scalar>(gradient)
      switch self {
      case .sgd(let options):
        let step = Reference.sgdStep(w, gradient: g, velocity: velocity, options: options)
        (w, velocity) = (step.parameter, step.velocity)
      case .rmsprop(let options):
        let step = Reference.rmspropStep(w, gradient: g, state: rmsprop, options: options)
        (w, rmsprop, velocity) = (step.parameter, step.state, step.state.velocity)
      case .adam(let options):
        let step = Reference.adamStep(w, gradient: g, state: adam, options: options)
        (w, adam) = (step.parameter, step.state)
      case .adamW(let options):
        let step = Reference.adamWStep(w, gradient: g, state: adam, options: options)
        (w, adam) = (step.parameter, step.state)
      }
      answer["parameter \(number + 1)"] = Tensor<Double>(w)
    }
    answer["velocity"] = velocity.map { Tensor<Double>($0) }
    answer["average"] = adam.map { Tensor<Double>($0.average) }
    answer["square average"] = (adam?.squareAverage ?? rmsprop?.squareAverage)
      .map { Tensor<Double>($0) }
    answer["steps"] = adam.map { Tensor<Double>([Double($0.steps)]) }
    return answer
  }
}

/// The first two steps of an optimiser from the same place. What must come out was worked out by
/// hand.
struct OptimizerCall: Call {
  let reason: String
  let optimizer: Optimizer
  var gradients: [[Double]] = [[4, -8], [8, 0]]
  let parameters: [[Double]]
  var memory: [String: [Double]] = [:]

  var testDescription: String { "\(optimizer.name): \(reason)" }
  var tolerance: Double { 1e-14 }

  var start: Tensor<Double> { Tensor<Double>([1, -2]) }

  var expected: Answer {
    var answer = memory.mapValues { Tensor<Double>($0) }
    for (number, parameter) in parameters.enumerated() {
      answer["parameter \(number + 1)"] = Tensor<Double>(parameter)
    }
    return answer
  }

  func reference<Scalar: RealNumber>(in scalar: Scalar.Type) -> Answer {
    answer(of: optimizer, in: scalar)
  }

  func answer<Scalar: RealNumber>(of optimizer: Optimizer, in scalar: Scalar.Type) -> Answer {
    optimizer.answer(start, gradients.map { Tensor<Double>($0) }, in: scalar)
  }

  static let all = sgd + rmsprop + adam

  private static let sgd = [
    OptimizerCall(
      reason: "nothing but the learning rate", optimizer: .sgd(SGDOptions(learningRate: 0.5)),
      parameters: [[-1, 2], [-5, 2]]),
    OptimizerCall(
      reason: "momentum", optimizer: .sgd(SGDOptions(learningRate: 0.5, momentum: 0.5)),
      parameters: [[-1, 2], [-6, 4]], memory: ["velocity": [10, -4]]),
    OptimizerCall(
      reason: "dampening, from the second step on",
      optimizer: .sgd(SGDOptions(learningRate: 0.5, momentum: 0.5, dampening: 0.25)),
      parameters: [[-1, 2], [-5, 4]], memory: ["velocity": [8, -4]]),
    OptimizerCall(
      reason: "weight decay",
      optimizer: .sgd(SGDOptions(learningRate: 0.5, weightDecay: 0.5)),
      parameters: [[-1.25, 2.5], [-4.9375, 1.875]]),
    OptimizerCall(
      reason: "Nesterov's momentum",
      optimizer: .sgd(SGDOptions(learningRate: 0.5, momentum: 0.5, nesterov: true)),
      parameters: [[-2, 4], [-8.5, 5]], memory: ["velocity": [10, -4]]),
    OptimizerCall(
      reason: "all at once",
      optimizer: .sgd(
        SGDOptions(
          learningRate: 0.5, momentum: 0.5, dampening: 0.5, weightDecay: 0.5, nesterov: true)),
      // d = 4.5, −9, which is v too; 1.5·d/2. Then d = 6.8125, 2.375 and v = 5.65625, −3.3125.
      parameters: [[-2.375, 4.75], [-7.1953125, 4.390625]],
      memory: ["velocity": [5.65625, -3.3125]]),
  ]

  private static let rmsprop = [
    OptimizerCall(
      reason: "the root of the mean square",
      optimizer: .rmsprop(RMSpropOptions(learningRate: 0.5, alpha: 0.75, eps: 0)),
      gradients: [[4, -8], [2, 4]], parameters: [[0, -1], [-0.5, -1.5]],
      memory: ["square average": [4, 16]]),
    OptimizerCall(
      reason: "eps beside the root and not under it",
      optimizer: .rmsprop(RMSpropOptions(learningRate: 0.5, alpha: 0.75, eps: 4)),
      gradients: [[4, -8], [2, 4]],
      parameters: [[2.0 / 3, -1.5], [2.0 / 3 - 1.0 / 6, -1.75]],
      memory: ["square average": [4, 16]]),
    OptimizerCall(
      reason: "momentum of what is divided",
      optimizer: .rmsprop(RMSpropOptions(learningRate: 0.5, alpha: 0.75, eps: 0, momentum: 0.5)),
      gradients: [[4, -8], [2, 4]], parameters: [[0, -1], [-1, -1]],
      memory: ["square average": [4, 16], "velocity": [2, 0]]),
    OptimizerCall(
      reason: "weight decay",
      optimizer: .rmsprop(
        RMSpropOptions(learningRate: 0.5, alpha: 0.75, eps: 0, weightDecay: 0.5)),
      gradients: [[3.5, -7], [2, 4.5]], parameters: [[0, -1], [-0.5, -1.5]],
      memory: ["square average": [4, 16]]),
  ]

  /// Of the gradients 4, −8 and then 8, 0: m = 5, −2 and s = 19, 12, to be divided by 0.75 and
  /// 0.4375.
  private static let second = [
    0.5 * (5 / 0.75) / (19 / 0.4375).squareRoot(), 0.5 * (-2 / 0.75) / (12 / 0.4375).squareRoot(),
  ]
  private static let memory = [
    "average": [5.0, -2], "square average": [19, 12], "steps": [2],
  ]

  private static func adamOptions(eps: Double = 0, weightDecay: Double = 0) -> AdamOptions {
    AdamOptions(learningRate: 0.5, beta1: 0.5, beta2: 0.75, eps: eps, weightDecay: weightDecay)
  }

  private static let adam = [
    OptimizerCall(
      reason: "corrected, the first step is the sign", optimizer: .adam(adamOptions()),
      parameters: [[0.5, -1.5], [0.5 - second[0], -1.5 - second[1]]], memory: memory),
    OptimizerCall(
      reason: "eps beside the corrected root", optimizer: .adam(adamOptions(eps: 4)),
      gradients: [[4, -8]], parameters: [[0.75, -2 + 1.0 / 3]],
      memory: ["average": [2, -4], "square average": [4, 16], "steps": [1]]),
    OptimizerCall(
      reason: "weight decay goes through the averages",
      optimizer: .adam(adamOptions(weightDecay: 0.5)),
      gradients: [[4, -8]], parameters: [[0.5, -1.5]],
      memory: ["average": [2.25, -4.5], "square average": [5.0625, 20.25], "steps": [1]]),
    OptimizerCall(
      reason: "without decay it is Adam", optimizer: .adamW(adamOptions()),
      parameters: [[0.5, -1.5], [0.5 - second[0], -1.5 - second[1]]], memory: memory),
    OptimizerCall(
      reason: "weight decay is taken off the weight",
      optimizer: .adamW(adamOptions(weightDecay: 0.5)),
      parameters: [[0.25, -1], [0.1875 - second[0], -0.75 - second[1]]], memory: memory),
  ]
}
