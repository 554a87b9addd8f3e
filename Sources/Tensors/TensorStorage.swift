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

/// Where tensors get their memory.
@usableFromInline
package enum TensorMemory {
  /// For tests: whether new blocks are filled with bytes that make NaNs, so that a number which a
  /// kernel forgot to write shows.
  package nonisolated(unsafe) static var isPoisoned = false

  /// Blocks start on a cache line, which is also the widest vector's size.
  static var alignment: Int { 64 }

  @usableFromInline
  package static func take(byteCount: Int) -> UnsafeMutableRawPointer {
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: max(byteCount, 1), alignment: alignment)
    if isPoisoned { block.initializeMemory(as: UInt8.self, repeating: 0xFF, count: byteCount) }
    return block
  }

  @usableFromInline
  package static func giveBack(_ block: UnsafeMutableRawPointer, byteCount: Int) {
    block.deallocate()
  }
}
