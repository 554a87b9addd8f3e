import Tensors

// A fraction may be rounded, as fractions always are. A whole number that is rounded is another
// number (another label, another index), so whole numbers are converted exactly or not at all.

extension StoredTensor {
  /// The numbers as Float.
  ///
  /// Those of float64 are rounded to nearest; infinities and NaN stay what they are.
  ///
  /// - Throws: `StoredTensorError` if a finite number would become infinite, or a whole number of
  ///   int64 or int32 another whole number.
  public func asFloat() throws(StoredTensorError) -> Tensor<Float> {
    switch self {
    case .float32(let tensor): tensor
    case .float64(let tensor):
      try converted(tensor, orElse: .tooLarge("Float")) { number in
        let rounded = Float(number)
        return rounded.isInfinite && number.isFinite ? nil : rounded
      }
    case .int64(let tensor): try converted(tensor, orElse: .inexact("Float"), Float.init(exactly:))
    case .int32(let tensor): try converted(tensor, orElse: .inexact("Float"), Float.init(exactly:))
    case .int8(let tensor): tensor.map { Float($0) }
    case .uint8(let tensor): tensor.map { Float($0) }
    }
  }

  /// The numbers as Double.
  ///
  /// - Throws: `StoredTensorError` if a number of int64 would become another whole number, which
  ///   can happen beyond 2⁵³.
  public func asDouble() throws(StoredTensorError) -> Tensor<Double> {
    switch self {
    case .float32(let tensor): tensor.map { Double($0) }
    case .float64(let tensor): tensor
    case .int64(let tensor):
      try converted(tensor, orElse: .inexact("Double"), Double.init(exactly:))
    case .int32(let tensor): tensor.map { Double($0) }
    case .int8(let tensor): tensor.map { Double($0) }
    case .uint8(let tensor): tensor.map { Double($0) }
    }
  }

  /// The numbers as Int.
  ///
  /// - Throws: `StoredTensorError` if a number isn't whole (NaN and the infinities aren't), or is
  ///   beyond what an Int holds.
  public func asInt() throws(StoredTensorError) -> Tensor<Int> {
    switch self {
    case .float32(let tensor): try whole(tensor)
    case .float64(let tensor): try whole(tensor)
    case .int64(let tensor): tensor.map { Int($0) }
    case .int32(let tensor): tensor.map { Int($0) }
    case .int8(let tensor): tensor.map { Int($0) }
    case .uint8(let tensor): tensor.map { Int($0) }
    }
  }

  private func whole<Number: BinaryFloatingPoint>(
    _ tensor: Tensor<Number>
  ) throws(StoredTensorError) -> Tensor<Int> {
    _ = try converted(tensor, orElse: .notWhole) { $0 == $0.rounded() && $0.isFinite ? $0 : nil }
    return try converted(tensor, orElse: .tooLarge("Int"), Int.init(exactly:))
  }

  /// The tensor of `convert(x)` for each number x, unless that is nil for one of them.
  private func converted<From, To>(
    _ tensor: Tensor<From>, orElse reason: StoredTensorError.Reason, _ convert: (From) -> To?
  ) throws(StoredTensorError) -> Tensor<To> {
    var misfit: (offset: Int, number: From)?
    let result = Tensor<To>(shape: tensor.shape) { result in
      tensor.withUnsafeScalars { numbers in
        for offset in numbers.indices {
          let number = convert(numbers[offset])
          if number == nil && misfit == nil { misfit = (offset, numbers[offset]) }
          result[offset] = number ?? .zero
        }
      }
    }
    guard let misfit else { return result }
    throw StoredTensorError(
      elementType: elementType, place: tensor.place(ofOffset: misfit.offset),
      number: "\(misfit.number)", reason: reason)
  }
}
