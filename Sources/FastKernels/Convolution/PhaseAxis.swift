/// How one axis of a source is laid out so that every tap reads neighbours for neighbouring outputs.
///
/// The axis with its padding is cut into *phases*: phase p holds every stride-th place from the p-th
/// on. Tap t of output q reads place q·stride + shift; that is place q + shift / stride of phase
/// shift % stride, so that a stride of 1 is all that is left. Only phases that a tap reads are laid
/// out.
///
///     stride 2      x0 x1 x2 x3 x4 x5   →   phase 0: x0 x2 x4   phase 1: x1 x3 x5
struct PhaseAxis {
  /// The axis it is made of.
  let axis: TapAxis
  /// The source's place, maybe before its first, at which place 0 of phase 0 lies.
  let first: Int
  /// The phases that are laid out, in order.
  let phases: [Int]
  /// How many places of a phase the taps of one output span, less one.
  let reach: Int

  init(_ axis: TapAxis) {
    self.axis = axis
    first = axis.taps.lazy.map(\.shift).min() ?? 0
    var phases: [Int] = []
    var reach = 0
    for tap in axis.taps {
      let (within, phase) = (tap.shift - first).quotientAndRemainder(dividingBy: axis.stride)
      if !phases.contains(phase) { phases.append(phase) }
      reach = max(reach, within)
    }
    self.phases = phases.sorted()
    self.reach = reach
  }

  /// Which of `phases` a tap reads, and how far from the output's own place.
  func place(of tap: TapAxis.Tap) -> (phase: Int, shift: Int) {
    let (shift, phase) = (tap.shift - first).quotientAndRemainder(dividingBy: axis.stride)
    return (phases.firstIndex(of: phase)!, shift)
  }

  /// How many places to lay out for `outputs` outputs in a row.
  func length(outputs: Int) -> Int { outputs + reach }

  /// How far rows of `axis.outputs` outputs need to lie apart.
  ///
  /// Zeros at the end of a row are followed by zeros at the start of the next: with stride 1 the two
  /// share their place, and a row is shorter than what its windows span.
  var pitch: Int {
    let length = length(outputs: axis.outputs)
    guard axis.stride == 1 else { return length }
    let before = min(length, max(0, -first))
    let after = min(length - before, max(0, first + length - axis.source))
    let inside = length - before - after
    return min(length, max(inside + max(before, after), axis.outputs))
  }

  /// Copies the places `0..<count` of one phase from a row of the source.
  @inline(__always)
  func copy(
    _ row: UnsafePointer<Float>, phase: Int, count: Int,
    to destination: UnsafeMutablePointer<Float>
  ) {
    let start = first + phase
    let stride = axis.stride
    // Place c lies at start + c·stride of the source.
    let before = min(count, start >= 0 ? 0 : (stride - 1 - start) / stride)
    let end = max(before, min(count, (axis.source - start + stride - 1) / stride))
    for c in 0..<before { destination[c] = 0 }
    let from = row + (start + before * stride)
    let inside = end - before
    if stride == 1 {
      copyNumbers(from, to: destination + before, count: inside)
    } else if stride == 2 {
      copyEverySecond(from, to: destination + before, count: inside)
    } else {
      for c in 0..<inside { destination[before + c] = from[c * stride] }
    }
    for c in end..<count { destination[c] = 0 }
  }

  private func copyEverySecond(
    _ from: UnsafePointer<Float>, to: UnsafeMutablePointer<Float>, count: Int
  ) {
    var c = 0
    // The last pair read ends before the last number that is wanted.
    while c + 17 <= count {
      let pairs = UnsafeRawPointer(from + 2 * c).loadUnaligned(as: SIMD32<Float>.self)
      UnsafeMutableRawPointer(to + c).storeBytes(of: pairs.evenHalf, as: SIMD16<Float>.self)
      c += 16
    }
    while c < count {
      to[c] = from[2 * c]
      c += 1
    }
  }
}

/// Copies numbers a vector at a time: rows are often too short for a call of `memcpy` to pay.
@inline(__always)
func copyNumbers(
  _ from: UnsafePointer<Float>, to: UnsafeMutablePointer<Float>, count: Int
) {
  typealias Piece = SIMD16<Float>
  var i = 0
  while i + 16 <= count {
    Piece(at: from + i).store(to: to + i)
    i += 16
  }
  if i == count { return }
  if count >= 16 {
    Piece(at: from + count - 16).store(to: to + count - 16)
  } else {
    if count & 8 != 0 {
      SIMD8<Float>(at: from + i).store(to: to + i)
      i += 8
    }
    if count & 4 != 0 {
      SIMD4<Float>(at: from + i).store(to: to + i)
      i += 4
    }
    while i < count {
      to[i] = from[i]
      i += 1
    }
  }
}
