import Kernels
import Tensors

/// An activation, which leaves the shape as it is: what they all share.
protocol ActivationOperation: DifferentiableOperation {}

extension ActivationOperation {
  static var input: TensorSlot<Reals> { TensorSlot("input", "x, of any shape") }
  static var tensors: [any OperationTensor] { [input] }
  static var differentiable: [any OperationTensor] { tensors }

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] { a[input].shape }
}

enum Relu: ActivationOperation {
  static let name = "relu"
  static let summary = "each number, or 0 where it is below 0"
  static let formula = "y = max(0, x)"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.relu(a[input])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.reluBackward(gradOutput, input: a[input])]
  }
}

enum LeakyRelu: ActivationOperation {
  static let name = "leakyRelu"
  static let summary = "each number, or a small part of it where it is below 0"
  static let formula = "y = x where x > 0, and a·x elsewhere"

  static let slope = Parameter<Double>(
    "negative-slope", aliases: ["alpha"], "0.01", "a, the slope below 0")
  static let parameters: [any OperationParameter] = [slope]

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.leakyRelu(a[input], negativeSlope: a[scalar: slope])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.leakyReluBackward(
        gradOutput, input: a[input], negativeSlope: a[scalar: slope])
    ]
  }
}

enum Elu: ActivationOperation {
  static let name = "elu"
  static let summary = "each number, or a bent curve down to −α where it is below 0"
  static let formula = "y = x where x > 0, and α·(exp(x) − 1) elsewhere"

  static let alpha = Parameter<Double>("alpha", "1", "α, how far down it goes")
  static let parameters: [any OperationParameter] = [alpha]

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.elu(a[input], alpha: a[scalar: alpha])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.eluBackward(gradOutput, input: a[input], alpha: a[scalar: alpha])]
  }
}

enum Sigmoid: ActivationOperation {
  static let name = "sigmoid"
  static let summary = "each number as a share between 0 and 1"
  static let formula = "y = 1 / (1 + exp(−x))"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.sigmoid(a[input])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.sigmoidBackward(gradOutput, output: forward(k, a))]
  }
}

enum Tanh: ActivationOperation {
  static let name = "tanh"
  static let summary = "each number bent into the range from −1 to 1"
  static let formula = "y = (exp(x) − exp(−x)) / (exp(x) + exp(−x))"

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.tanh(a[input])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.tanhBackward(gradOutput, output: forward(k, a))]
  }
}

private let axis = Parameter<Int>(
  "dim", aliases: ["axis"], "-1", "along which axis; negative from the end")

extension Arguments {
  /// The axis along which shares add up to 1.
  var lineAxis: Int { self[Operations.axis] }
}

enum Softmax: ActivationOperation {
  static let name = "softmax"
  static let summary = "shares that add up to 1 along one axis"
  static let formula = "y[i] = exp(x[i] − m) / Σ j  exp(x[j] − m)   with m = max j  x[j]"
  static let parameters: [any OperationParameter] = [axis]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    _ = try AxisLines(shape: a[input].shape, axis: a[axis])
    return a[input].shape
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.softmax(a[input], axis: a[axis])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.softmaxBackward(gradOutput, output: forward(k, a), axis: a[axis])]
  }
}

enum LogSoftmax: ActivationOperation {
  static let name = "logSoftmax"
  static let summary = "the logarithms of softmax"
  static let formula = "y[i] = x[i] − m − log Σ j  exp(x[j] − m)   with m = max j  x[j]"
  static let parameters: [any OperationParameter] = [axis]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try Softmax.outputShape(a)
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.logSoftmax(a[input], axis: a[axis])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    ["input": k.logSoftmaxBackward(gradOutput, output: forward(k, a), axis: a[axis])]
  }
}
