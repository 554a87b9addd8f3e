import FastKernels
import Kernels
import ReferenceKernels
import Tensors
import Testing

@testable import Networks

@Suite("Optimisers")
struct OptimizerTests {
  private func parameter(_ values: [Float], role: Parameter.Role = .weight) -> Parameter {
    let parameter = Parameter("weight", role, shape: [values.count], initializer: .constant(0))
    parameter.value = Tensor(shape: [values.count], values)
    return parameter
  }

  @Test("momentum is remembered from step to step, for each parameter its own")
  func momentum() {
    let (a, b) = (parameter([1, 2]), parameter([0, 0]))
    let optimizer = Optimizer(.sgd(momentum: 0.5))
    for _ in 0..<2 {
      a.gradient = Tensor<Float>([2, 4])
      b.gradient = Tensor<Float>([8, 0])
      optimizer.step([a, b], learningRate: 0.25, using: Reference<Float>.self)
    }
    // v is g, then 1.5·g: in all 2.5·g/4 is taken off.
    #expect(a.value.scalars == [1 - 1.25, 2 - 2.5])
    #expect(b.value.scalars == [-5, 0])
  }

  @Test("what is frozen, has no gradient or is only kept stays as it is")
  func frozen() {
    let (frozen, idle, kept) = (parameter([1]), parameter([2]), parameter([3], role: .statistics))
    frozen.isFrozen = true
    frozen.gradient = Tensor<Float>([1])
    kept.gradient = Tensor<Float>([1])
    for rule: Optimizer.Rule in [.sgd(), .rmsprop(), .adam(), .adamW()] {
      Optimizer(rule, weightDecay: 1).step(
        [frozen, idle, kept], learningRate: 1, using: Reference<Float>.self)
    }
    #expect(frozen.value.scalars == [1] && idle.value.scalars == [2] && kept.value.scalars == [3])
  }

  @Test("decay pulls weights to zero and leaves biases")
  func decay() {
    for rule: Optimizer.Rule in [.sgd(), .rmsprop(), .adam(), .adamW()] {
      let (weight, bias) = (parameter([4]), parameter([4], role: .bias))
      (weight.gradient, bias.gradient) = (Tensor<Float>([0]), Tensor<Float>([0]))
      Optimizer(rule, weightDecay: 0.5).step(
        [weight, bias], learningRate: 0.125, using: Reference<Float>.self)
      #expect(weight.value.scalars[0] < 4 && bias.value.scalars == [4], "\(rule)")
    }
  }

  @Test("each rule gives what its kernel gives, by either implementation")
  func rules() {
    let (w, g) = (Tensor<Float>([1, -2, 3]), Tensor<Float>([0.5, 0.25, -1]))
    for kernels: any Kernels<Float>.Type in [Reference<Float>.self, Fast.self] {
      for rule: Optimizer.Rule in [
        .sgd(momentum: 0.9, nesterov: true), .rmsprop(alpha: 0.9, momentum: 0.5),
        .adam(beta1: 0.8, beta2: 0.99), .adamW(),
      ] {
        let learned = parameter(w.scalars)
        let optimizer = Optimizer(rule, weightDecay: 0.25)
        for _ in 0..<2 {
          learned.gradient = g
          optimizer.step([learned], learningRate: 0.125, using: kernels)
        }
        #expect(learned.value == expected(rule, w, g, kernels), "\(rule) by \(kernels.name)")
      }
    }
  }

  /// Two steps of the rule's own kernel.
  private func expected(
    _ rule: Optimizer.Rule, _ w: Tensor<Float>, _ g: Tensor<Float>,
    _ kernels: any Kernels<Float>.Type
  ) -> Tensor<Float> {
    switch rule {
    case .sgd(let momentum, let nesterov):
      let options = SGDOptions(
        learningRate: 0.125, momentum: momentum, weightDecay: 0.25, nesterov: nesterov)
      let first = kernels.sgdStep(w, gradient: g, velocity: nil, options: options)
      return kernels.sgdStep(
        first.parameter, gradient: g, velocity: first.velocity, options: options
      ).parameter
    case .rmsprop(let alpha, let momentum):
      let options = RMSpropOptions(
        learningRate: 0.125, alpha: alpha, weightDecay: 0.25, momentum: momentum)
      let first = kernels.rmspropStep(w, gradient: g, state: nil, options: options)
      return kernels.rmspropStep(
        first.parameter, gradient: g, state: first.state, options: options
      ).parameter
    case .adam(let beta1, let beta2):
      let options = AdamOptions(
        learningRate: 0.125, beta1: beta1, beta2: beta2, weightDecay: 0.25)
      let first = kernels.adamStep(w, gradient: g, state: nil, options: options)
      return kernels.adamStep(
        first.parameter, gradient: g, state: first.state, options: options
      ).parameter
    case .adamW(let beta1, let beta2):
      let options = AdamOptions(
        learningRate: 0.125, beta1: beta1, beta2: beta2, weightDecay: 0.25)
      let first = kernels.adamWStep(w, gradient: g, state: nil, options: options)
      return kernels.adamWStep(
        first.parameter, gradient: g, state: first.state, options: options
      ).parameter
    }
  }

  @Test("gradients are clipped in length together, or number by number")
  func clipping() {
    let (a, b) = (parameter([0, 0]), parameter([0]))
    (a.gradient, b.gradient) = (Tensor<Float>([3, 0]), Tensor<Float>([-4]))
    GradientClipping.norm(5).clip([a, b])
    #expect(a.gradient?.scalars == [3, 0] && b.gradient?.scalars == [-4])
    GradientClipping.norm(2.5).clip([a, b])
    #expect(a.gradient?.scalars == [1.5, 0] && b.gradient?.scalars == [-2])
    GradientClipping.value(1).clip([a, b])
    #expect(a.gradient?.scalars == [1, 0] && b.gradient?.scalars == [-1])
  }
}
