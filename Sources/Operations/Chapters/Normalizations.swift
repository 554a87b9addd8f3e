import Kernels
import Tensors

enum BatchNorm: DifferentiableOperation {
  static let name = "batchNorm"
  static let aliases = ["batchNorm1d", "batchNorm2d", "batchNorm3d", "batchNormalization"]
  static let summary = "each channel moved and scaled to mean 0 and variance 1"
  static let formula = "y[n,c,s] = weight[c] · (x[n,c,s] − μ[c]) / √(σ²[c] + eps) + bias[c]"

  static let input = TensorSlot<Reals>("input", "x, [N, C] or [N, C, sizes]")
  static let weight = TensorSlot<Reals?>("weight", "γ, [C]; ones without it")
  static let bias = TensorSlot<Reals?>("bias", "β, [C]; zeros without it")
  static let mean = TensorSlot<Reals?>(
    "running-mean", with: ["running-var"], "[C]; μ where not training")
  static let variance = TensorSlot<Reals?>(
    "running-var", aliases: ["running-variance"], with: ["running-mean"],
    "[C]; σ² where not training")
  static let tensors: [any OperationTensor] = [input, weight, bias, mean, variance]
  static let differentiable: [any OperationTensor] = [input, weight, bias]
  static let furtherResults = ["running_mean", "running_var"]

  static let training = Parameter<Bool>(
    "training", "false", "whether μ and σ² are the batch's, and move the running ones")
  static let momentum = Parameter<Double>("momentum", "0.1", "how far they move the running ones")
  static let eps = Parameter<Double>(
    "eps", aliases: ["epsilon"], "1e-5", "what is added to the variance")
  static let parameters: [any OperationParameter] = [training, momentum, eps]
  static let exampleParameters = [training.name: "true"]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try a.batchNorm.check()
    _ = try BatchNormGeometry(
      input: a[input].shape,
      perChannel: [
        ("weight", a[weight]?.shape), ("bias", a[bias]?.shape),
        ("running mean", a[mean]?.shape), ("running variance", a[variance]?.shape),
      ], hasRunning: a.running != nil, phase: a.batchNorm.phase)
    return a[input].shape
  }

  static func run<K: Kernels>(on k: K.Type, _ a: Arguments<K.Scalar>) -> Results<K.Scalar> {
    let result = k.batchNorm(
      a[input], weight: a[weight], bias: a[bias], running: a.running, options: a.batchNorm)
    return Results(
      result.output,
      ["running_mean": result.running?.mean, "running_var": result.running?.variance])
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.batchNorm(
      a[input], weight: a[weight], bias: a[bias], running: a.running, options: a.batchNorm
    ).output
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    Gradients(
      k.batchNormBackward(
        gradOutput, input: a[input], weight: a[weight], running: a.running, options: a.batchNorm))
  }
}

extension Arguments {
  fileprivate var running: BatchNormStatistics<Scalar>? {
    guard let mean = self[BatchNorm.mean], let variance = self[BatchNorm.variance] else {
      return nil
    }
    return BatchNormStatistics(mean: mean, variance: variance)
  }

  fileprivate var batchNorm: BatchNormOptions {
    BatchNormOptions(
      phase: self[BatchNorm.training] ? .training : .evaluation,
      momentum: self[BatchNorm.momentum], eps: self[BatchNorm.eps])
  }
}

enum Dropout: DifferentiableOperation {
  static let name = "dropout"
  static let summary = "some numbers left out and the rest made larger, by a mask that is given"
  static let formula = "y = x·mask / (1 − p)"

  static let input = TensorSlot<Reals>("input", "x, of any shape")
  static let mask = TensorSlot<Reals>("mask", "1 for what stays, 0 for what goes; the shape of x")
  static let tensors: [any OperationTensor] = [input, mask]
  static let differentiable: [any OperationTensor] = [input]

  static let probability = Parameter<Double>(
    "p", aliases: ["probability"], "0.5", "p, with which a number goes")
  static let parameters: [any OperationParameter] = [probability]

  static func outputShape<Scalar>(_ a: Arguments<Scalar>) throws -> [Int] {
    try DropoutGeometry.check(
      a[input].shape, mask: a[mask].shape, probability: a[probability])
    return a[input].shape
  }

  static func forward<K: Kernels>(_ k: K.Type, _ a: Arguments<K.Scalar>) -> Tensor<K.Scalar> {
    k.dropout(a[input], mask: a[mask], probability: a[scalar: probability])
  }

  static func backward<K: Kernels>(
    _ k: K.Type, _ gradOutput: Tensor<K.Scalar>, _ a: Arguments<K.Scalar>
  ) -> Gradients<K.Scalar> {
    [
      "input": k.dropoutBackward(
        gradOutput, mask: a[mask], probability: a[scalar: probability])
    ]
  }
}
