import Kernels
import Tensors
import Testing

/// The ranges of options that whoever has them from outside asks for first, with the message that
/// names them.
@Suite struct OptionRangeTests {
  private static func refused(_ message: String, sgd options: SGDOptions) -> Misfit {
    Misfit("\(options)", "sgd: " + message) { () throws(ShapeError) in try options.check() }
  }

  private static func refused(_ message: String, rmsprop options: RMSpropOptions) -> Misfit {
    Misfit("\(options)", "rmsprop: " + message) { () throws(ShapeError) in try options.check() }
  }

  private static func refused(_ message: String, adam options: AdamOptions) -> Misfit {
    Misfit("\(options)", "adam: " + message) { () throws(ShapeError) in try options.check() }
  }

  @Test(
    "An optimiser's numbers out of their ranges",
    arguments: [
      refused(
        "the learning rate must be at least 0 and finite",
        sgd: SGDOptions(learningRate: .infinity)),
      refused(
        "the momentum must be at least 0 and finite",
        sgd: SGDOptions(learningRate: 1, momentum: -0.5)),
      refused(
        "the dampening must be at least 0 and finite",
        sgd: SGDOptions(learningRate: 1, dampening: .nan)),
      refused(
        "the weight decay must be at least 0 and finite",
        sgd: SGDOptions(learningRate: 1, weightDecay: -1)),
      refused(
        "Nesterov's variant needs a momentum above 0 and a dampening of 0",
        sgd: SGDOptions(learningRate: 1, nesterov: true)),
      refused(
        "Nesterov's variant needs a momentum above 0 and a dampening of 0",
        sgd: SGDOptions(learningRate: 1, momentum: 0.5, dampening: 0.5, nesterov: true)),
      refused(
        "the learning rate must be at least 0 and finite",
        rmsprop: RMSpropOptions(learningRate: -1)),
      refused("the alpha must be at least 0 and at most 1", rmsprop: RMSpropOptions(alpha: 1.5)),
      refused("the eps must be at least 0 and finite", rmsprop: RMSpropOptions(eps: -1e-8)),
      refused(
        "the weight decay must be at least 0 and finite",
        rmsprop: RMSpropOptions(weightDecay: .infinity)),
      refused(
        "the momentum must be at least 0 and finite", rmsprop: RMSpropOptions(momentum: .nan)),
      refused(
        "the learning rate must be at least 0 and finite", adam: AdamOptions(learningRate: .nan)),
      refused("the betas must be at least 0 and below 1", adam: AdamOptions(beta1: 1)),
      refused("the betas must be at least 0 and below 1", adam: AdamOptions(beta2: -0.1)),
      refused("the eps must be at least 0 and finite", adam: AdamOptions(eps: -1)),
      refused("the weight decay must be at least 0 and finite", adam: AdamOptions(weightDecay: -1)),
    ])
  func optimizers(_ misfit: Misfit) { misfit.expectMessage() }

  @Test("Numbers at the ends of their ranges are in them")
  func ends() throws {
    try SGDOptions(learningRate: 0).check()
    try SGDOptions(learningRate: 1, momentum: 2, dampening: 1).check()
    try RMSpropOptions(learningRate: 0, alpha: 1, eps: 0).check()
    try AdamOptions(learningRate: 0, beta1: 0, beta2: 0, eps: 0).check()
    try BatchNormOptions(phase: .training, momentum: 0, eps: 0).check()
    try BatchNormOptions(phase: .training, momentum: 1).check()
  }

  @Test(
    "An optimiser's tensors in other shapes than the parameter",
    arguments: [
      Misfit(
        "gradient", "sgd of parameter [2, 3] with gradient [3, 2]: the shapes must be equal"
      ) { () throws(ShapeError) in
        try OptimizerGeometry.check("sgd", parameter: [2, 3], gradient: [3, 2], memory: [])
      },
      Misfit(
        "memory", "sgd of parameter [2, 3] with velocity [6]: the shapes must be equal"
      ) { () throws(ShapeError) in
        try OptimizerGeometry.check(
          "sgd", parameter: [2, 3], gradient: [2, 3],
          memory: [("average", nil), ("velocity", [6])])
      },
    ])
  func memory(_ misfit: Misfit) { misfit.expectMessage() }

  @Test(
    "A batch normalisation's numbers out of their ranges",
    arguments: [
      Misfit("eps", "batchNorm: eps must be at least 0, and finite") { () throws(ShapeError) in
        try BatchNormOptions(phase: .training, eps: -1).check()
      },
      Misfit("no eps", "batchNorm: eps must be at least 0, and finite") {
        () throws(ShapeError) in try BatchNormOptions(phase: .training, eps: .nan).check()
      },
      Misfit("momentum", "batchNorm: the momentum must be from 0 to 1") {
        () throws(ShapeError) in try BatchNormOptions(phase: .training, momentum: 1.5).check()
      },
    ])
  func batchNorm(_ misfit: Misfit) { misfit.expectMessage() }

  @Test(
    "Probabilities that are none", arguments: [-0.5, 1.5, .nan] as [Double])
  func probabilities(_ number: Double) throws {
    try LossGeometry.checkProbabilities("bce", Tensor<Double>([0, 0.5, 1]))
    Misfit(
      "\(number)",
      "bce of input [2, 2]: its numbers must be from 0 to 1, but the one at [1, 0] isn't"
    ) { () throws(ShapeError) in
      try LossGeometry.checkProbabilities("bce", Tensor<Double>([[0, 1], [number, 7]]))
    }.expectMessage()
  }

  @Test("A single number has no axes to take lines along")
  func noAxes() {
    Misfit("none", "a tensor of shape [] has no axis -1: it has none") { () throws(ShapeError) in
      _ = try AxisLines(shape: [], axis: -1)
    }.expectMessage()
  }
}
