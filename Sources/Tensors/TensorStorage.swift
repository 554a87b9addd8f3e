/// The memory behind one or more tensors of equal contents.
///
/// A tensor is a value: it copies this block before it writes, unless it is the only one that
/// holds it. Every block is taken and given back in this file and nowhere else, so how memory
/// is got (fresh from the system, or recycled) can change without `Tensor` changing.
@usableFromInline
final class TensorStorage<Scalar: Numeric & BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  @usableFromInline let count: Int

  /// A block whose contents are whatever was there before.
  @usableFromInline
  init(uninitializedCount count: Int) {
    self.count = count
    base = TensorMemory.take(
      byteCount: count * MemoryLayout<Scalar>.stride
    ).bindMemory(to: Scalar.self, capacity: count)
  }

  @usableFromInline
  func copy() -> TensorStorage {
    let other = TensorStorage(uninitializedCount: count)
    other.base.update(from: base, count: count)
    return other
  }

  deinit {
    TensorMemory.giveBack(base, byteCount: count * MemoryLayout<Scalar>.stride)
  }
}
