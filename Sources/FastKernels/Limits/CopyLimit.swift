// How fast numbers get from one place in memory to another if nothing is done with them. An operation
// that reads a tensor and writes one can't be faster. What is copied again and again stays in the
// nearest cache that holds it, so each size has a rate of its own.

enum CopyLimit {
  /// How many bytes are moved, read and written together: from what the first caches hold to several
  /// times what the last one does.
  static let sizes = [1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26, 1 << 28]

  /// Bytes a second, read and written together, if each of `threads` copies a part of its own.
  static func bytesPerSecond(moving bytes: Int, threads: Int) -> Double {
    let part = max(64, bytes / 2 / threads)
    let source = UnsafeMutableRawBufferPointer.allocate(byteCount: part * threads, alignment: 64)
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: part * threads, alignment: 64)
    defer {
      source.deallocate()
      target.deallocate()
    }
    // Memory is the process's only once something was written there.
    source.initializeMemory(as: UInt8.self, repeating: 1)
    target.initializeMemory(as: UInt8.self, repeating: 2)
    let repetitions = max(1, (1 << 24) / bytes)
    let (from, to) = (source.baseAddress!, target.baseAddress!)
    var best = Double.infinity
    for _ in 0..<6 {
      let time = ContinuousClock().measure {
        Threads.$limit.withValue(threads) {
          Threads.forEach(threads, work: .max) { thread in
            for _ in 0..<repetitions {
              (to + thread * part).copyMemory(from: from + thread * part, byteCount: part)
            }
          }
        }
      }
      best = min(best, time / .seconds(1))
    }
    return Double(2 * part * threads * repetitions) / best
  }
}
