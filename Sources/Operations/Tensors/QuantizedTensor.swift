public import Kernels
import TensorFiles
public import Tensors

/// A tensor of Int8 or UInt8, whichever the file had.
///
/// A generic function takes `any QuantizedTensor` and finds its type in it.
public protocol QuantizedTensor: Sendable {
  /// Int8 or UInt8.
  associatedtype Number: QuantizedNumber
  /// The numbers in their own type.
  var numbers: Tensor<Number> { get }
}

extension Tensor: QuantizedTensor where Scalar: QuantizedNumber {
  public var numbers: Tensor { self }
}

extension StoredTensor {
  /// The numbers of int8 or uint8 as they are; nil for any other type.
  var quantized: (any QuantizedTensor)? {
    switch self {
    case .int8(let tensor): tensor
    case .uint8(let tensor): tensor
    default: nil
    }
  }

  /// The numbers of int32, and those of int64 if an Int32 holds each; nil otherwise.
  var sums: Tensor<Int32>? {
    switch self {
    case .int32(let tensor): tensor
    case .int64(let tensor) where tensor.scalars.allSatisfy { Int32(exactly: $0) != nil }:
      tensor.map { Int32($0) }
    default: nil
    }
  }
}
