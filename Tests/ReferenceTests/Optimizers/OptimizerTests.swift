import Kernels
import ReferenceKernels
import Tensors
import Testing

/// `sgdStep`, `rmspropStep`, `adamStep` and `adamWStep`.
@Suite struct OptimizerTests {
  init() { TensorMemory.isPoisoned = true }

  @Test("The first steps are those worked out by hand", arguments: OptimizerCall.all)
  func equalsByHand(_ call: OptimizerCall) {
    let difference = call.reference(in: Double.self)
      .difference(from: call.expected, tolerance: call.tolerance)
    #expect(difference == nil)
  }

  @Test("Float is Double's to its precision", arguments: OptimizerCall.all)
  func floatIsClose(_ call: OptimizerCall) {
    let difference = call.reference(in: Float.self).difference(from: call.expected, tolerance: 1e-6)
    #expect(difference == nil)
  }

  @Test("Plain descent by whole numbers is the same in Float and in Double")
  func floatEqualsDouble() {
    let optimizer = Optimizer.sgd(SGDOptions(learningRate: 0.5, momentum: 0.5, nesterov: true))
    let w = Tensor<Double>.randomWhole([3, 5], seed: 1)
    let gradients = [2, 3].map { Tensor<Double>.randomWhole([3, 5], seed: $0) }
    #expect(
      optimizer.answer(w, gradients, in: Float.self)
        == optimizer.answer(w, gradients, in: Double.self))
  }

  @Test("Without momentum nothing is remembered of the direction")
  func noVelocity() {
    let one = Tensor([1])
    let sgd = Reference.sgdStep(
      one, gradient: one, velocity: nil, options: SGDOptions(learningRate: 1))
    #expect(sgd.velocity == nil)
    let rmsprop = Reference.rmspropStep(
      one, gradient: one, state: nil, options: RMSpropOptions())
    #expect(rmsprop.state.velocity == nil)
  }

  @Test("After many steps along one gradient Adam's corrections don't matter any longer")
  func manySteps() {
    var (w, state) = (Tensor<Double>([0]), AdamState<Double>?.none)
    for _ in 0..<2000 {
      let step = Reference.adamStep(
        w, gradient: Tensor<Double>([3]), state: state,
        options: AdamOptions(learningRate: 0.001, eps: 0))
      (w, state) = (step.parameter, step.state)
    }
    #expect((w[0] + 2).magnitude < 1e-9)
  }

  @Test("A parameter of no numbers takes its step")
  func noNumbers() {
    let none = Tensor<Float>.zeros([0, 3])
    let step = Reference.adamWStep(none, gradient: none, state: nil, options: AdamOptions())
    #expect(step.parameter == none)
  }

  @Test("The table lets no step pass that is wrong", arguments: OptimizerTwins.all)
  func twins(_ twin: Twin<OptimizerCall>) {
    let isCaught = twin.isCaught(by: OptimizerCall.all)
    #expect(isCaught)
  }
}

/// Optimisers with one mistake each: most are the right one with an option that it shouldn't have.
enum OptimizerTwins {
  private static func sgd(
    _ mistake: String, _ change: @escaping @Sendable (inout SGDOptions) -> Void
  ) -> Twin<OptimizerCall> {
    Twin("sgdStep: \(mistake)") { call in
      guard case .sgd(var options) = call.optimizer else { return nil }
      change(&options)
      return call.answer(of: .sgd(options), in: Double.self)
    }
  }

  private static func rmsprop(
    _ mistake: String, _ change: @escaping @Sendable (inout RMSpropOptions) -> Void
  ) -> Twin<OptimizerCall> {
    Twin("rmspropStep: \(mistake)") { call in
      guard case .rmsprop(var options) = call.optimizer else { return nil }
      change(&options)
      return call.answer(of: .rmsprop(options), in: Double.self)
    }
  }

  /// Adam's two steps with what is done to the averages before they are divided.
  private static func adam(
    _ mistake: String,
    _ step: @escaping @Sendable (_ m: Double, _ s: Double, _ t: Int, AdamOptions) -> Double
  ) -> Twin<OptimizerCall> {
    Twin("adamStep: \(mistake)") { call in
      guard case .adam(let options) = call.optimizer, options.weightDecay == 0 else { return nil }
      var answer: Answer = [:]
      var w = call.start.scalars
      var (m, s) = ([0.0, 0], [0.0, 0])
      for (number, g) in call.gradients.enumerated() {
        for i in w.indices {
          m[i] = options.beta1 * m[i] + (1 - options.beta1) * g[i]
          s[i] = options.beta2 * s[i] + (1 - options.beta2) * g[i] * g[i]
          w[i] -= options.learningRate * step(m[i], s[i], number + 1, options)
        }
        answer["parameter \(number + 1)"] = Tensor<Double>(w)
      }
      return answer
    }
  }

  static let all: [Twin<OptimizerCall>] = [
    sgd("Nesterov dropped") { $0.nesterov = false },
    sgd("momentum dropped") { $0.momentum = 0 },
    sgd("dampening dropped") { $0.dampening = 0 },
    sgd("weight decay dropped") { $0.weightDecay = 0 },
    sgd("half the weight decay") { $0.weightDecay /= 2 },
    sgd("momentum times the learning rate") { $0.momentum *= $0.learningRate },
    sgd("the learning rate dropped") { $0.learningRate = 1 },
    Twin("sgdStep: dampening from the first step on") { call in
      guard case .sgd(let options) = call.optimizer, !options.nesterov, options.momentum != 0
      else { return nil }
      let step = Reference.sgdStep(
        call.start, gradient: Tensor<Double>(call.gradients[0]), velocity: .zeros([2]),
        options: options)
      return ["parameter 1": step.parameter]
    },
    rmsprop("momentum dropped") { $0.momentum = 0 },
    rmsprop("weight decay dropped") { $0.weightDecay = 0 },
    rmsprop("alpha for 1 − alpha") { $0.alpha = 1 - $0.alpha },
    rmsprop("eps dropped") { $0.eps = 0 },
    Twin("rmspropStep: eps under the root") { call in
      guard case .rmsprop(let options) = call.optimizer, options.weightDecay == 0 else {
        return nil
      }
      let w = zip(call.start.scalars, call.gradients[0]).map { w, g in
        let s = (1 - options.alpha) * g * g
        return w - options.learningRate * g / (s + options.eps).squareRoot()
      }
      return ["parameter 1": Tensor<Double>(w)]
    },
    adam("not corrected") { m, s, _, options in m / (s.squareRoot() + options.eps) },
    adam("corrected as at the first step, always") { m, s, _, options in
      m / (1 - options.beta1) / ((s / (1 - options.beta2)).squareRoot() + options.eps)
    },
    adam("only the average corrected") { m, s, t, options in
      var power = 1.0
      for _ in 0..<t { power *= options.beta1 }
      return m / (1 - power) / (s.squareRoot() + options.eps)
    },
    adam("eps dropped") { m, s, t, options in
      var (power1, power2) = (1.0, 1.0)
      for _ in 0..<t { (power1, power2) = (power1 * options.beta1, power2 * options.beta2) }
      return m / (1 - power1) / (s / (1 - power2)).squareRoot()
    },
    Twin("adamStep: decay taken off the weight") { call in
      guard case .adam(let options) = call.optimizer else { return nil }
      return call.answer(of: .adamW(options), in: Double.self)
    },
    Twin("adamWStep: decay coupled, through the averages") { call in
      guard case .adamW(let options) = call.optimizer else { return nil }
      return call.answer(of: .adam(options), in: Double.self)
        .filter { $0.key.hasPrefix("parameter") }
    },
    Twin("adamWStep: decay not times the learning rate") { call in
      guard case .adamW(var options) = call.optimizer else { return nil }
      options.weightDecay /= options.learningRate
      return call.answer(of: .adamW(options), in: Double.self)
    },
  ]
}
