/// A tensor that goes into an operation: its name, what it is, whether it may be left out.
public protocol OperationTensor: Sendable {
  /// "input", "running-mean".
  var name: String { get }
  /// What else it may be called.
  var aliases: [String] { get }
  /// The letter of the formula and the shape: "x, [N, C, H, W]".
  var meaning: String { get }
  /// Which other tensors must be there if this one is.
  var companions: [String] { get }
  /// Which numbers it may hold.
  var numbers: TensorNumbers { get }
  /// Whether the operation can't do without it.
  var isRequired: Bool { get }
}

/// A tensor of an operation with the type of its numbers: what `Arguments` gives for it.
///
///     static let input = TensorSlot<Reals>("input", "x, [N, C]")
///     static let bias = TensorSlot<Reals?>("bias", "b, [C]")
public struct TensorSlot<Contents: TensorContents>: OperationTensor {
  public let name: String
  public let aliases: [String]
  public let meaning: String
  public let companions: [String]

  init(_ name: String, aliases: [String] = [], with companions: [String] = [], _ meaning: String) {
    self.name = name
    self.aliases = aliases
    self.meaning = meaning
    self.companions = companions
  }

  public var numbers: TensorNumbers { Contents.numbers }
  public var isRequired: Bool { Contents.isRequired }
}

/// Which numbers a tensor may hold.
public enum TensorNumbers: String, Sendable {
  /// Any, converted to the kernels' scalar.
  case real
  /// Whole ones of any type.
  case whole
  /// Those of int8 or uint8, as they are.
  case quantized = "int8 or uint8"
  /// Sums of products of those.
  case int32
}

/// What stands for the numbers in a `TensorSlot`'s type; `Optional` of it may be left out.
public protocol TensorContents: Sendable {
  /// Which numbers such a tensor may hold.
  static var numbers: TensorNumbers { get }
  /// Whether such a tensor must be given.
  static var isRequired: Bool { get }
}

extension TensorContents {
  public static var isRequired: Bool { true }
}

extension Optional: TensorContents where Wrapped: TensorContents {
  public static var numbers: TensorNumbers { Wrapped.numbers }
  public static var isRequired: Bool { false }
}

/// Real numbers: `Tensor<Scalar>`.
public enum Reals: TensorContents {
  public static var numbers: TensorNumbers { .real }
}

/// Whole numbers, such as classes: `Tensor<Int>`.
public enum Wholes: TensorContents {
  public static var numbers: TensorNumbers { .whole }
}

/// Quantised numbers: a `QuantizedTensor`.
public enum Quantizeds: TensorContents {
  public static var numbers: TensorNumbers { .quantized }
}

/// Sums of quantised products: `Tensor<Int32>`.
public enum Sums: TensorContents {
  public static var numbers: TensorNumbers { .int32 }
}
