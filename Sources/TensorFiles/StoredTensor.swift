import Tensors

/// A tensor as it stands in a file, with the type of number that the file says.
///
///     switch try NPYFile.read("labels.npy") {
///     case .int64(let labels): …
///     default: …
///     }
///
/// Where the type doesn't matter, `asFloat()`, `asDouble()` and `asInt()` convert.
public enum StoredTensor: Equatable, Sendable {
  /// Floating point of 4 bytes (IEEE 754 binary32), as networks are mostly stored.
  case float32(Tensor<Float>)
  /// Floating point of 8 bytes (IEEE 754 binary64), NumPy's default.
  case float64(Tensor<Double>)
  /// Whole numbers of 8 bytes, as PyTorch stores classes and NumPy whole numbers.
  case int64(Tensor<Int64>)
  /// Whole numbers of 4 bytes.
  case int32(Tensor<Int32>)
  /// Whole numbers from −128 to 127.
  case int8(Tensor<Int8>)
  /// Whole numbers from 0 to 255, such as pixels; a file's `bool` is read as these.
  case uint8(Tensor<UInt8>)

  /// A tensor to be stored as float32.
  public init(_ tensor: Tensor<Float>) { self = .float32(tensor) }

  /// A tensor to be stored as float64.
  public init(_ tensor: Tensor<Double>) { self = .float64(tensor) }

  /// A tensor to be stored as int64.
  public init(_ tensor: Tensor<Int64>) { self = .int64(tensor) }

  /// A tensor to be stored as int32.
  public init(_ tensor: Tensor<Int32>) { self = .int32(tensor) }

  /// A tensor to be stored as int8.
  public init(_ tensor: Tensor<Int8>) { self = .int8(tensor) }

  /// A tensor to be stored as uint8.
  public init(_ tensor: Tensor<UInt8>) { self = .uint8(tensor) }

  /// A tensor of Swift's Int, to be stored as int64.
  public init(_ tensor: Tensor<Int>) { self = .int64(tensor.map { Int64($0) }) }

  /// The size along each axis; `[]` is a single number.
  public var shape: [Int] {
    switch self {
    case .float32(let tensor): tensor.shape
    case .float64(let tensor): tensor.shape
    case .int64(let tensor): tensor.shape
    case .int32(let tensor): tensor.shape
    case .int8(let tensor): tensor.shape
    case .uint8(let tensor): tensor.shape
    }
  }

  /// The type of its numbers.
  public var elementType: ElementType {
    switch self {
    case .float32: .float32
    case .float64: .float64
    case .int64: .int64
    case .int32: .int32
    case .int8: .int8
    case .uint8: .uint8
    }
  }

  /// How many bytes its numbers take.
  var byteCount: Int { shape.reduce(elementType.byteCount, *) }

  /// Calls `body` with the bytes of the numbers in row order.
  ///
  /// They are what the files want: every machine that this is built for is little-endian.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .float32(let tensor): tensor.withUnsafeScalars { body(UnsafeRawBufferPointer($0)) }
    case .float64(let tensor): tensor.withUnsafeScalars { body(UnsafeRawBufferPointer($0)) }
    case .int64(let tensor): tensor.withUnsafeScalars { body(UnsafeRawBufferPointer($0)) }
    case .int32(let tensor): tensor.withUnsafeScalars { body(UnsafeRawBufferPointer($0)) }
    case .int8(let tensor): tensor.withUnsafeScalars { body(UnsafeRawBufferPointer($0)) }
    case .uint8(let tensor): tensor.withUnsafeScalars { body(UnsafeRawBufferPointer($0)) }
    }
  }
}
