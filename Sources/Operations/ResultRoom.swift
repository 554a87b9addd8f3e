import Foundation
import Kernels

/// Whether there is room for a result.
///
/// A padding of a thousand million is a mistake on a command line, but no error in any formula: only
/// the memory for it is missing, and a tensor that gets none stops the program.
enum ResultRoom {
  /// - Throws: `ShapeError` if numbers of this shape take more than half of the machine's memory.
  static func check(_ shape: [Int]) throws(ShapeError) {
    var byteCount = MemoryLayout<Double>.stride
    for size in shape {
      let (product, isTooLarge) = byteCount.multipliedReportingOverflow(by: size)
      byteCount = isTooLarge ? .max : product
      if byteCount == 0 { return }
    }
    guard UInt64(byteCount) <= ProcessInfo.processInfo.physicalMemory / 2 else {
      throw ShapeError(
        "the output would have the shape \(shape), which is more than there is memory for")
    }
  }
}
