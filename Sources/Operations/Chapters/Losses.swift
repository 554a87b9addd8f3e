import Kernels
import Tensors

private let reduction = Parameter<Reduction>("reduction", "mean", "what is made of all losses")

/// The shape of a loss of this many numbers.
private func reduced(_ shape: [Int], _ reduction: Reduction) -> [Int] {
  reduction == .none ? shape : []
}

enum MSE: DifferentiableOperation {
  static let name = "mse"
  static let aliases = ["mseLoss"]
  static let summary = "the squared error"
  static let formula = "loss[i] = (x[i] − t[i])²"

  static let input = TensorSlot<Reals>("input", "x, the prediction, of any shape")
  static let target = TensorSlot<Reals>("target", "t, the shape of x")
  static let tensors: [any OperationTensor] = [input, target]
  static var differentiable: [any OperationTensor] { tensors }
  static let parameters: [any OperationParameter] = [reduction]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try LossGeometry.check(name, input: a[input].shape, target: a[target].shape)
    return reduced(a[input].shape, a[reduction])
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.mse(a[input], target: a[target], reduction: a[reduction])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.mseBackward(gradOutput, input: a[input], target: a[target], reduction: a[reduction]))
  }
}

enum CrossEntropy: DifferentiableOperation {
  static let name = "crossEntropy"
  static let aliases = ["crossEntropyLoss", "softmaxCrossEntropyLoss"]
  static let summary = "the cross-entropy of classes, from logits"
  static let formula =
    "loss[n] = −(1 − ε)·weight[t[n]]·p[n,t[n]] − ε/C · Σ c  weight[c]·p[n,c]   with p = logSoftmax(x)"

  static let input = TensorSlot<Reals>("input", "x, the logits, [N, C] or [N, C, sizes]")
  static let target = TensorSlot<Wholes>("target", "t, the right classes, [N] or [N, sizes]")
  static let weight = TensorSlot<Reals?>("weight", "how much each class counts, [C]")
  static let tensors: [any OperationTensor] = [input, target, weight]
  static let differentiable: [any OperationTensor] = [input]

  static let ignoreIndex = Parameter<Int>("ignore-index", "-100", "a target that doesn't count")
  static let smoothing = Parameter<Double>(
    "label-smoothing", "0", "ε, the share that is spread over all classes")
  static let parameters: [any OperationParameter] = [ignoreIndex, smoothing, reduction]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    _ = try CrossEntropyGeometry(
      input: a[input].shape, target: a[target], weight: a[weight]?.shape,
      ignoreIndex: a[ignoreIndex], labelSmoothing: a[smoothing])
    return reduced(a[target].shape, a[reduction])
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.crossEntropy(a[input], target: a[target], options: a.crossEntropy)
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.crossEntropyBackward(
        gradOutput, input: a[input], target: a[target], options: a.crossEntropy)
    ]
  }
}

extension Arguments {
  fileprivate var crossEntropy: CrossEntropyOptions<Scalar> {
    CrossEntropyOptions(
      weight: self[CrossEntropy.weight], ignoreIndex: self[CrossEntropy.ignoreIndex],
      labelSmoothing: self[scalar: CrossEntropy.smoothing], reduction: self[reduction])
  }
}

enum BinaryCrossEntropy: DifferentiableOperation {
  static let name = "binaryCrossEntropy"
  static let aliases = ["bce", "bceLoss", "binaryCrossEntropyLoss"]
  static let summary = "the cross-entropy of yes and no, from probabilities"
  static let formula = "loss[i] = −weight[i] · (t[i]·log x[i] + (1 − t[i])·log(1 − x[i]))"

  static let input = TensorSlot<Reals>("input", "x, probabilities from 0 to 1, of any shape")
  static let target = TensorSlot<Reals>("target", "t, the shape of x")
  static let weight = TensorSlot<Reals?>("weight", "a factor for each loss, the shape of x")
  static let tensors: [any OperationTensor] = [input, target, weight]
  static let differentiable: [any OperationTensor] = [input, target]
  static let parameters: [any OperationParameter] = [reduction]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try LossGeometry.check(
      name, input: a[input].shape, target: a[target].shape, weight: a[weight]?.shape)
    try LossGeometry.checkProbabilities(name, a[input])
    return reduced(a[input].shape, a[reduction])
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.binaryCrossEntropy(
      a[input], target: a[target], weight: a[weight], reduction: a[reduction])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.binaryCrossEntropyBackward(
        gradOutput, input: a[input], target: a[target], weight: a[weight],
        reduction: a[reduction]))
  }
}

enum BinaryCrossEntropyWithLogits: DifferentiableOperation {
  static let name = "binaryCrossEntropyWithLogits"
  static let aliases = ["bceWithLogits", "bceWithLogitsLoss"]
  static let summary = "the cross-entropy of yes and no, from logits"
  static let formula =
    "loss[i] = weight[i] · ((1 − t[i])·x[i] + (1 + (p[i] − 1)·t[i]) · log(1 + exp(−x[i])))"

  static let input = TensorSlot<Reals>("input", "x, the logits, of any shape")
  static let target = TensorSlot<Reals>("target", "t, the shape of x")
  static let weight = TensorSlot<Reals?>("weight", "a factor for each loss, the shape of x")
  static let positiveWeight = TensorSlot<Reals?>(
    "pos-weight", aliases: ["positive-weight"],
    "p, how much more a yes counts, the shape of x or its last axes")
  static let tensors: [any OperationTensor] = [input, target, weight, positiveWeight]
  static let differentiable: [any OperationTensor] = [input, target]
  static let parameters: [any OperationParameter] = [reduction]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try LossGeometry.check(
      name, input: a[input].shape, target: a[target].shape, weight: a[weight]?.shape,
      positiveWeight: a[positiveWeight]?.shape)
    return reduced(a[input].shape, a[reduction])
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.binaryCrossEntropyWithLogits(
      a[input], target: a[target], weight: a[weight], positiveWeight: a[positiveWeight],
      reduction: a[reduction])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.binaryCrossEntropyWithLogitsBackward(
        gradOutput, input: a[input], target: a[target], weight: a[weight],
        positiveWeight: a[positiveWeight], reduction: a[reduction]))
  }
}
