import Dispatch

/// Gives the batches of an epoch. While one of them is used, the next is made on a thread of its own.
///
/// When nobody wants more, the batch that is being made is finished and let go; nothing has to be ended.
public struct PrefetchedBatches: IteratorProtocol {
  private let epoch: Batches.Epoch
  private let indices: [Int]
  private let seed: UInt64
  private let thread = DispatchQueue(label: "loupe.batches", qos: .userInitiated)
  private var started = 0
  private var coming: ComingBatch?

  init(_ epoch: Batches.Epoch) {
    self.epoch = epoch
    indices = epoch.indices
    seed = epoch.seed
    startNext()
  }

  /// The next batch, or nil after the last. It waits only where that isn't ready yet.
  public mutating func next() -> Batch? {
    guard let coming else { return nil }
    let batch = coming.wait()
    startNext()
    return batch
  }

  private mutating func startNext() {
    guard started < epoch.count else {
      coming = nil
      return
    }
    let (batches, seed) = (epoch.batches, seed)
    let first = started * batches.size
    let part = indices[first..<min(first + batches.size, indices.count)]
    let coming = ComingBatch()
    thread.async { coming.arrive(batches.batch(part, seed: seed)) }
    self.coming = coming
    started += 1
  }
}

/// A batch that another thread is making.
private final class ComingBatch: @unchecked Sendable {
  private let isThere = DispatchSemaphore(value: 0)
  // Written before the signal and read after it.
  private var batch: Batch?

  /// The batch is handed over whole: a thread that held it a little longer would now and then make another
  /// block of memory necessary.
  func arrive(_ batch: consuming Batch) {
    self.batch = consume batch
    isThere.signal()
  }

  func wait() -> Batch? {
    isThere.wait()
    defer { batch = nil }
    return batch
  }
}
