import Kernels
import Tensors

/// A penalty on weights: what both share.
protocol PenaltyOperation: DifferentiableOperation {}

private let strength = Parameter<Double>(
  "strength", aliases: ["lambda"], "1", "λ, how much the penalty counts")

extension PenaltyOperation {
  static var weight: TensorSlot<Reals> {
    TensorSlot("weight", aliases: ["input"], "w, of any shape")
  }
  static var tensors: [any OperationTensor] { [weight] }
  static var differentiable: [any OperationTensor] { tensors }
  static var parameters: [any OperationParameter] { [strength] }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] { [] }
}

enum L1Penalty: PenaltyOperation {
  static let name = "l1Penalty"
  static let summary = "what pulls weights to zero"
  static let formula = "y = λ · Σ i  |w[i]|"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.l1Penalty(a[weight], strength: a[scalar: strength])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["weight": k.l1PenaltyBackward(gradOutput, weight: a[weight], strength: a[scalar: strength])]
  }
}

enum L2Penalty: PenaltyOperation {
  static let name = "l2Penalty"
  static let summary = "what keeps weights small"
  static let formula = "y = λ · Σ i  w[i]²"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.l2Penalty(a[weight], strength: a[scalar: strength])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["weight": k.l2PenaltyBackward(gradOutput, weight: a[weight], strength: a[scalar: strength])]
  }
}
