// Long sums. A sum in Float that runs through a million numbers loses four digits, so sums here run in
// Double, in eight lanes that a vector register holds: that is both more exact and faster than one
// Float after the other, where each addition waits for the last. The lanes, and the stretches that
// threads share, are cut by the count alone and joined in order.

import Tensors

/// The sum of `term(0)` up to `term(count − 1)`.
@inline(__always)
func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
  var lanes = SIMD8<Double>.zero
  let whole = count & ~7
  for first in stride(from: 0, to: whole, by: 8) {
    lanes += SIMD8(
      term(first), term(first + 1), term(first + 2), term(first + 3), term(first + 4),
      term(first + 5), term(first + 6), term(first + 7))
  }
  var rest = 0.0
  for place in whole..<count { rest += term(place) }
  return lanes.sum() + rest
}

/// The same, shared by threads.
@inline(__always)
func longSum(_ count: Int, workEach: Int, _ term: (Int) -> Double) -> Double {
  guard count > Threads.stretch else { return sum(count, term) }
  let stretches = (count + Threads.stretch - 1) / Threads.stretch
  return withUnsafeTemporaryAllocation(of: Double.self, capacity: stretches) { sums in
    let sums = sums
    Threads.forEachStretch(of: count, workEach: workEach) { stretch in
      sums[stretch.lowerBound / Threads.stretch] = sum(stretch.count) {
        term(stretch.lowerBound + $0)
      }
    }
    return sums.reduce(0, +)
  }
}

/// A tensor as `[N, C, S]`, for what sums over all numbers of each channel.
struct ChannelLines {
  let pictures: Int
  let channels: Int
  let places: Int

  init(pictures: Int, channels: Int, places: Int) {
    self.pictures = pictures
    self.channels = channels
    self.places = places
  }

  /// - Precondition: the tensor has at least two axes.
  init(_ tensor: Tensor<Float>) {
    self.init(
      pictures: tensor.shape[0], channels: tensor.shape[1],
      places: tensor.shape.dropFirst(2).reduce(1, *))
  }

  /// How many numbers there are, of all channels.
  var count: Int { pictures * channels * places }

  /// The sum of `term` over the offsets of all numbers of channel `c`.
  @inline(__always)
  func sum(_ c: Int, _ term: (_ offset: Int) -> Double) -> Double {
    // One long line for each channel, or one short one for each picture.
    if places == 1 {
      return FastKernels.sum(pictures) { n in term(n * channels + c) }
    }
    var total = 0.0
    for n in 0..<pictures {
      let line = (n * channels + c) * places
      total += FastKernels.sum(places) { place in term(line + place) }
    }
    return total
  }

  /// Calls `body` with stretches of offsets that together are all numbers of channel `c`.
  @inline(__always)
  func forEachStretch(of c: Int, _ body: (_ offsets: Range<Int>) -> Void) {
    for n in 0..<pictures {
      let line = (n * channels + c) * places
      body(line..<line + places)
    }
  }

  /// The sum of each channel's numbers.
  func sums(of tensor: Tensor<Float>) -> Tensor<Float> {
    Tensor(shape: [channels]) { sums in
      tensor.withUnsafeScalars { numbers in
        Threads.forEach(channels, work: count * 4) { c in
          sums[c] = Float(sum(c) { Double(numbers[$0]) })
        }
      }
    }
  }
}
