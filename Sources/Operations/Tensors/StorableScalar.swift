import Kernels
public import TensorFiles
public import Tensors

/// A scalar whose tensors go in and out of files: Float and Double.
public protocol StorableScalar: Numeric, BitwiseCopyable, Sendable {
  /// The stored numbers as this type.
  static func tensor(_ stored: StoredTensor) throws(StoredTensorError) -> Tensor<Self>

  /// Numbers of this type, to be stored.
  static func stored(_ tensor: Tensor<Self>) -> StoredTensor
}

extension Float: StorableScalar {
  public static func tensor(_ stored: StoredTensor) throws(StoredTensorError) -> Tensor<Float> {
    try stored.asFloat()
  }

  public static func stored(_ tensor: Tensor<Float>) -> StoredTensor { StoredTensor(tensor) }
}

extension Double: StorableScalar {
  public static func tensor(_ stored: StoredTensor) throws(StoredTensorError) -> Tensor<Double> {
    try stored.asDouble()
  }

  public static func stored(_ tensor: Tensor<Double>) -> StoredTensor { StoredTensor(tensor) }
}

extension Results.Output where Scalar: StorableScalar {
  /// The output, to be stored.
  public var stored: StoredTensor {
    switch self {
    case .real(let tensor): Scalar.stored(tensor)
    case .whole(let tensor): tensor
    }
  }
}
