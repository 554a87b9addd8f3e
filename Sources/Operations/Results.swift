public import Kernels
public import TensorFiles
public import Tensors

/// What an operation gives: the output, and what else there is, by name.
public struct Results<Scalar: RealNumber>: Sendable {
  /// The output: real numbers, or the whole numbers of a quantised operation.
  public enum Output: Sendable {
    /// Real numbers, in the kernels' own precision.
    case real(Tensor<Scalar>)
    /// Whole numbers: int8 or uint8 of a quantisation, int32 of sums.
    case whole(StoredTensor)
  }

  /// What the operation is called for.
  public let output: Output

  /// Such as the running mean of `batchNorm` or what an optimiser remembers.
  public let further: [NamedTensor<Scalar>]

  /// Real numbers, and what else there is; a nil isn't there.
  init(_ output: Tensor<Scalar>, _ further: KeyValuePairs<String, Tensor<Scalar>?> = [:]) {
    self.output = .real(output)
    self.further = further.compactMap { name, tensor in
      tensor.map { NamedTensor(name: name, tensor: $0) }
    }
  }

  init(_ output: Output, further: [NamedTensor<Scalar>]) {
    self.output = output
    self.further = further
  }

  /// Quantised numbers, of int8 or uint8.
  init<Number: QuantizedNumber>(quantized output: Tensor<Number>) {
    self.output = .whole(
      Number.isSigned
        ? .int8(output.map { Int8($0) }) : .uint8(output.map { UInt8($0) }))
    further = []
  }

  /// Sums of quantised products.
  init(sums output: Tensor<Int32>) {
    self.output = .whole(.int32(output))
    further = []
  }
}

/// A result with its name: "running_mean".
public struct NamedTensor<Scalar: RealNumber>: Sendable {
  /// As the operation lists it among its results or its tensors.
  public let name: String
  /// Its numbers.
  public let tensor: Tensor<Scalar>
}

/// Gradients by the name of the tensor that they are gradients of.
public struct Gradients<Scalar: RealNumber>: Sendable, ExpressibleByDictionaryLiteral {
  private let tensors: [String: Tensor<Scalar>]

  /// The gradient by the tensor of this name.
  public subscript(name: String) -> Tensor<Scalar>? { tensors[name] }

  public init(dictionaryLiteral gradients: (String, Tensor<Scalar>)...) {
    tensors = Dictionary(uniqueKeysWithValues: gradients)
  }

  init(_ gradients: WeightedGradients<Scalar>) {
    self = [
      "input": gradients.gradInput, "weight": gradients.gradWeight, "bias": gradients.gradBias,
    ]
  }

  init(_ gradients: LossGradients<Scalar>) {
    self = ["input": gradients.gradInput, "target": gradients.gradTarget]
  }
}
