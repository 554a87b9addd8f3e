// Long sums. A sum in Float that runs through a million numbers loses four digits, so sums here run in
// Double, sixteen side by side: that is both more exact and faster than one Float after the other,
// where each addition waits for the last. The lanes, and the stretches that threads share, are cut by
// the count alone and joined in order.

import Tensors

/// The sum of the numbers at these neighbouring places.
@inline(always)
func sum(_ x: UnsafePointer<Float>, _ places: Range<Int>) -> Double {
  var sums = Doubles.zero
  for places in Vectors(places) { sums += Doubles(widening: places.load(x)) }
  return sums.total
}

/// The sum of `count` terms, shared by threads.
///
/// - Parameter write: writes the terms of these places of `terms`, a few at a time, which are added up
///   while they are in the cache.
@inline(__always)
func longSum(
  _ count: Int, workEach: Int,
  _ write: (_ places: Vectors, _ terms: UnsafeMutablePointer<Float>) -> Void
) -> Double {
  let stretches = max(1, (count + Threads.stretch - 1) / Threads.stretch)
  let some = 1 << 10
  return withUnsafeTemporaryAllocation(of: Double.self, capacity: stretches) { sums in
    let sums = sums
    sums[0] = 0
    Threads.forEachStretch(of: count, workEach: workEach) { stretch in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: some) { terms in
        var total = 0.0
        for first in Swift.stride(from: stretch.lowerBound, to: stretch.upperBound, by: some) {
          let places = first..<min(first + some, stretch.upperBound)
          // Their memory begins with the first of these places.
          let shifted = terms.baseAddress! - first
          write(Vectors(places), shifted)
          total += sum(UnsafePointer(shifted), places)
        }
        sums[stretch.lowerBound / Threads.stretch] = total
      }
    }
    return sums.reduce(0, +)
  }
}
