import Tensors

/// Memory for intermediate results, given back when the last who holds it lets go.
///
/// It comes from where tensors' memory comes from, which keeps what was given back for the next call.
final class ScratchMemory: @unchecked Sendable {
  /// The first of the numbers; they are whatever was there before.
  let start: UnsafeMutablePointer<Float>
  let count: Int

  init(_ count: Int) {
    self.count = count
    start = TensorMemory.take(byteCount: count * MemoryLayout<Float>.stride)
      .bindMemory(to: Float.self, capacity: count)
  }

  deinit { TensorMemory.giveBack(start, byteCount: count * MemoryLayout<Float>.stride) }
}

extension Fast {
  /// How much memory `work` held at once, in bytes, beyond what was held before: its results, and what
  /// it needs on the way. Blocks below 16 kilobytes aren't counted; what other threads hold meanwhile is.
  public static func peakMemory(of work: () -> Void) -> Int { TensorMemory.peak(during: work) }
}
