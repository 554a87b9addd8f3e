public import Kernels
public import TensorFiles
import Tensors

/// What an operation is called with: its tensors by name, and its parameters as they are typed.
///
/// Names, words and types of numbers have been checked; whether shapes and values fit together, the
/// operation's own `outputShape` says.
public struct Arguments<Scalar: RealNumber>: Sendable {
  private var tensors: [String: any Sendable] = [:]
  private let values: [String: any Sendable]
  /// The axes that the input was given without. The tensors here have them.
  private(set) var missingAxes = MissingAxes.none

  /// Arguments of tensors that are at hand.
  ///
  /// - Parameters:
  ///   - operation: the one that is to be called; it knows which names there are.
  ///   - tensors: by their names or aliases.
  ///   - parameters: in words, by their names or aliases; those that are missing are what they are
  ///     unless told.
  /// - Throws: `OperationError` for a name that the operation doesn't have, something that is
  ///   missing, words that can't be read, and numbers of a wrong type.
  public init(
    for operation: any KernelOperation.Type, tensors: [String: StoredTensor],
    parameters: [String: String] = [:]
  ) throws where Scalar: StorableScalar {
    try self.init(for: operation, tensors: tensors, parameters: parameters) { $0 }
  }

  /// The same with tensors that are still to be read: all names and words are checked before the
  /// first one is.
  ///
  /// - Parameters:
  ///   - operation: the one that is to be called; it knows which names there are.
  ///   - sources: where each tensor is, by its name or alias.
  ///   - parameters: in words, by their names or aliases.
  ///   - read: reads one; what it throws is thrown on.
  public init<Source>(
    for operation: any KernelOperation.Type, tensors sources: [String: Source],
    parameters: [String: String] = [:], reading read: (Source) throws -> StoredTensor
  ) throws where Scalar: StorableScalar {
    let sources = try operation.tensorNames.canonical(sources, "tensor", of: operation)
    let words = try operation.parameterNames.canonical(parameters, "parameter", of: operation)
    for slot in operation.tensors where sources[slot.name] == nil && slot.isRequired {
      throw OperationError(
        .call, "\(operation.name) needs the tensor \(slot.name): \(slot.meaning)")
    }
    for slot in operation.tensors where sources[slot.name] != nil {
      guard let missing = slot.companions.first(where: { sources[$0] == nil }) else { continue }
      throw OperationError(.call, "\(slot.name) needs \(missing) beside it")
    }
    var values: [String: any Sendable] = [:]
    for parameter in operation.parameters {
      values[parameter.name] = try parameter.value(words[parameter.name])
    }
    self.values = values
    var stored: [String: StoredTensor] = [:]
    for slot in operation.tensors {
      guard let source = sources[slot.name] else { continue }
      stored[slot.name] = try read(source)
    }
    if let operation = operation as? any PictureOperation.Type, let input = stored["input"] {
      missingAxes = operation.missingAxes(
        input: input.shape.count, weight: stored["weight"]?.shape.count, self)
    }
    for slot in operation.tensors {
      guard let tensor = stored[slot.name] else { continue }
      tensors[slot.name] = try Self.contents(
        tensor, slot, missing: missingAxes.count(of: slot.name), input: stored["input"]?.shape)
    }
  }

  private static func contents(
    _ stored: StoredTensor, _ slot: any OperationTensor, missing axes: Int, input: [Int]?
  ) throws(OperationError) -> any Sendable where Scalar: StorableScalar {
    let stored = axes == 0 ? stored : stored.adding(axes)
    do throws(StoredTensorError) {
      switch slot.numbers {
      case .real: return try Scalar.tensor(stored)
      case .whole: return try stored.asInt()
      case .quantized: if let numbers = stored.quantized { return numbers }
      case .int32: if let sums = stored.sums { return sums }
      }
    } catch {
      let unfit = OperationError(slot.name, error)
      guard slot.numbers == .whole, error.reason == .notWhole else { throw unfit }
      throw OperationError(
        .tensor,
        "\(unfit.description) The \(slot.name) \(stored.shape)"
          + (input.map { " beside the input \($0)" } ?? "")
          + " holds the numbers of classes; probabilities are not taken.")
    }
    throw OperationError(
      .tensor,
      "the \(slot.name) must hold numbers of \(slot.numbers.rawValue), but holds "
        + "\(stored.elementType.rawValue)")
  }

  /// Whether the tensor was given.
  public func has(_ tensor: any OperationTensor) -> Bool { tensors[tensor.name] != nil }

  // What is asked for by its slot has been put there by its slot, so that its type is right.

  subscript(slot: TensorSlot<Reals>) -> Tensor<Scalar> { tensors[slot.name] as! Tensor<Scalar> }

  subscript(slot: TensorSlot<Reals?>) -> Tensor<Scalar>? {
    tensors[slot.name].map { $0 as! Tensor<Scalar> }
  }

  subscript(slot: TensorSlot<Wholes>) -> Tensor<Int> { tensors[slot.name] as! Tensor<Int> }

  subscript(slot: TensorSlot<Quantizeds>) -> any QuantizedTensor {
    tensors[slot.name] as! any QuantizedTensor
  }

  subscript(slot: TensorSlot<Sums>) -> Tensor<Int32> { tensors[slot.name] as! Tensor<Int32> }

  subscript(slot: TensorSlot<Sums?>) -> Tensor<Int32>? {
    tensors[slot.name].map { $0 as! Tensor<Int32> }
  }

  subscript<Value>(parameter: Parameter<Value>) -> Value {
    values[parameter.name] as! Value
  }

  /// A parameter as the kernels' scalar.
  subscript(scalar parameter: Parameter<Double>) -> Scalar { Scalar(self[parameter]) }
}

extension Names {
  /// What was given, by the names that the operation itself uses.
  fileprivate func canonical<Value>(
    _ given: [String: Value], _ what: String, of operation: any KernelOperation.Type
  ) throws(OperationError) -> [String: Value] {
    var found: [String: Value] = [:]
    for (word, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let name = name(for: word) else {
        throw OperationError(
          .call,
          "\(operation.name) has no \(what) '\(word)'"
            + (all.isEmpty ? "" : "; it has \(all.joined(separator: ", "))"))
      }
      guard found.updateValue(value, forKey: name) == nil else {
        throw OperationError(.call, "the \(what) \(name) is given twice")
      }
    }
    return found
  }
}
