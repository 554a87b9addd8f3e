import Tensors

/// Where a tensor's numbers lie in a file, and how.
struct StoredNumbers {
  let type: ElementType
  let shape: [Int]
  /// The byte of the file at which they start.
  let start: Int
  var isBigEndian = false
  /// Whether the first axis varies fastest, not the last.
  var isFortranOrder = false

  /// How many bytes numbers of this shape take; nil if no memory holds as many.
  ///
  /// A size of zero counts as one here: the strides of an empty tensor must be numbers too.
  static func byteCount(shape: [Int], type: ElementType) -> Int? {
    var bound = 8
    for size in shape where size > 0 {
      let (product, isTooLarge) = bound.multipliedReportingOverflow(by: size)
      if isTooLarge { return nil }
      bound = product
    }
    return shape.contains(0) ? 0 : bound / 8 * type.byteCount
  }

  /// The numbers as a tensor.
  ///
  /// - Precondition: `byteCount(shape:type:)` isn't nil, and that many bytes are there.
  func tensor(from source: ByteSource) throws(TensorFileError) -> StoredTensor {
    switch type {
    case .float32: .float32(try numbers(source))
    case .float64: .float64(try numbers(source))
    case .int64: .int64(try numbers(source))
    case .int32: .int32(try numbers(source))
    case .int8: .int8(try numbers(source))
    case .uint8: .uint8(try numbers(source))
    case .float16: .float32(try numbers(source).map { HalfPrecision.float(fromBits: $0) })
    case .bool: .uint8(try (numbers(source) as Tensor<UInt8>).map { $0 == 0 ? 0 : 1 })
    }
  }

  /// The bytes as numbers of a type that is as wide, in row order.
  private func numbers<Scalar>(_ source: ByteSource) throws(TensorFileError) -> Tensor<Scalar> {
    // In Fortran order the numbers lie as those of the mirrored tensor do in row order.
    let stored: Tensor<Scalar> = try numbersAsTheyLie(
      source, shape: isFortranOrder ? shape.reversed() : shape)
    return isFortranOrder && shape.count > 1 ? stored.axesMirrored() : stored
  }

  private func numbersAsTheyLie<Scalar>(
    _ source: ByteSource, shape: [Int]
  ) throws(TensorFileError) -> Tensor<Scalar> {
    let byteCount = shape.reduce(MemoryLayout<Scalar>.stride, *)
    guard Memory.hasRoom(byteCount: byteCount) else {
      throw TensorFileError(path: source.path, problem: .noMemory(byteCount: byteCount))
    }
    // The error goes out by a variable: a tensor's own closure doesn't throw.
    var failure: TensorFileError?
    let tensor = Tensor<Scalar>(shape: shape) { numbers in
      let bytes = UnsafeMutableRawBufferPointer(numbers)
      do throws(TensorFileError) {
        try source.read(into: bytes, at: start)
      } catch { failure = error }
      if isBigEndian { ByteOrder.swap(bytes, width: MemoryLayout<Scalar>.stride) }
    }
    if let failure { throw failure }
    return tensor
  }
}
