/// Numbers in a grid of any number of dimensions.
///
/// A tensor has a `shape`, its size along each axis, and its numbers lie in memory row by row: the
/// last axis varies fastest. `strides` says how many numbers to step over for one step along an
/// axis:
///
///     the place of [n, c, h, w] = n·strides[0] + c·strides[1] + h·strides[2] + w·strides[3]
///
/// Pictures are `[N, C, H, W]`: picture, channel, row, column.
///
///     let x = Tensor([[0, 1, 2], [3, 4, 5]])   // Tensor<Float>, shape [2, 3]
///     x[1, 0]                                  // 3
///
/// A tensor is a value: changing a copy leaves the original as it was. An index or a shape that
/// doesn't fit stops the program with a message that names both.
public struct Tensor<Scalar: Numeric & BitwiseCopyable & Sendable>: Sendable {
  /// The size along each axis; `[]` is a single number. There are at most six axes.
  public var shape: [Int] { sizes.array }

  /// How many numbers one step along each axis steps over.
  public var strides: [Int] { steps.array }

  /// How many numbers there are: the product of the shape.
  public let count: Int

  @usableFromInline let sizes: AxisSizes
  @usableFromInline let steps: AxisSizes
  @usableFromInline var storage: TensorStorage<Scalar>

  /// A tensor whose numbers are written by `write`, which gets them in row order, unset.
  ///
  /// For kernels: `write` must set every one of them.
  @inlinable
  public init(
    shape: [Int], writing write: (UnsafeMutableBufferPointer<Scalar>) -> Void
  ) {
    self.init(unsetWithShape: shape)
    write(UnsafeMutableBufferPointer(start: storage.base, count: count))
  }

  /// A tensor that holds the same number everywhere.
  @inlinable
  public init(repeating value: Scalar, shape: [Int]) {
    self.init(shape: shape) { $0.initialize(repeating: value) }
  }

  /// A tensor of zeros.
  @inlinable
  public static func zeros(_ shape: [Int]) -> Tensor {
    Tensor(repeating: .zero, shape: shape)
  }

  /// A tensor of this shape whose numbers are `values`, in row order.
  ///
  /// - Precondition: there are as many values as the shape has places.
  @inlinable
  public init(shape: [Int], _ values: some Collection<Scalar>) {
    self.init(unsetWithShape: shape)
    require(
      values.count == count,
      "\(values.count) values don't fill the shape \(shape), which has \(count) places")
    _ = UnsafeMutableBufferPointer(start: storage.base, count: count).initialize(from: values)
  }

  @usableFromInline
  init(unsetWithShape shape: [Int]) {
    require(
      shape.allSatisfy { $0 >= 0 }, "a shape has no negative sizes, but this one is \(shape)")
    Self.requireRoom(for: shape)
    self.init(TensorStorage(uninitializedCount: shape.reduce(1, *)), shape: shape)
  }

  /// Stops the program if the numbers of a tensor of this shape take more bytes than can be
  /// counted.
  ///
  /// A size of zero counts as one here, as it does in NumPy: the strides of an empty tensor must
  /// be numbers too.
  private static func requireRoom(for shape: [Int]) {
    var bytes = MemoryLayout<Scalar>.stride
    for size in shape where size > 0 {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
      require(!overflow, "the shape \(shape) has more places than any memory holds")
      bytes = product
    }
  }

  /// A tensor over this memory, in row order.
  private init(_ storage: TensorStorage<Scalar>, shape: [Int]) {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.reversed().dropFirst() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    sizes = AxisSizes(shape)
    steps = AxisSizes(strides)
    count = storage.count
    self.storage = storage
  }

  /// How many axes there are.
  public var rank: Int { sizes.count }

  /// The numbers in row order, copied out.
  public var scalars: [Scalar] {
    withUnsafeScalars { Array($0) }
  }

  /// The same numbers in the same order under another shape.
  ///
  /// - Precondition: the new shape has as many places as the old one.
  public func reshaped(_ shape: [Int]) -> Tensor {
    Self.requireRoom(for: shape)
    require(
      shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == count,
      "a tensor of shape \(self.shape) has \(count) numbers; the shape \(shape) has other room")
    return Tensor(storage, shape: shape)
  }

  /// What is left when the first axes are held at `indices`: of pictures `[N, C, H, W]`,
  /// `slice(0)` is the first picture `[C, H, W]` and `slice(0, 2)` its third channel `[H, W]`.
  ///
  /// - Precondition: there are no more indices than axes, and each is within its axis.
  public func slice(_ indices: Int...) -> Tensor {
    require(
      indices.count <= rank,
      "\(indices.count) indices are too many for the shape \(shape)")
    let (shape, strides) = (self.shape, self.strides)
    var start = 0
    for (axis, index) in indices.enumerated() {
      guard index >= 0, index < shape[axis] else { stopForIndex(index, along: axis) }
      start += index * strides[axis]
    }
    let rest = Array(shape.dropFirst(indices.count))
    return Tensor(shape: rest) { part in
      withUnsafeScalars { all in
        _ = part.initialize(from: all[start..<start + part.count])
      }
    }
  }

  // MARK: The numbers in memory

  /// Calls `body` with the numbers in row order, for reading.
  @inlinable
  public func withUnsafeScalars<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) -> Result
  ) -> Result {
    body(UnsafeBufferPointer(start: storage.base, count: count))
  }

  /// Calls `body` with the numbers in row order, for changing.
  @inlinable
  public mutating func withUnsafeMutableScalars<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) -> Result
  ) -> Result {
    ownItsNumbers()
    return body(UnsafeMutableBufferPointer(start: storage.base, count: count))
  }

  @inlinable
  mutating func ownItsNumbers() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }
}
