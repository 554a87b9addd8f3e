/// How one axis of a source is laid out so that every tap reads neighbours for neighbouring outputs.
///
/// The axis with its padding is cut into *phases*: phase p holds every stride-th place from the p-th
/// on. Tap t of output q reads place q·stride + shift; that is place q + shift / stride of phase
/// shift % stride, so that a stride of 1 is all that is left. Only phases that a tap reads are laid
/// out.
///
///     stride 2      x0 x1 x2 x3 x4 x5   →   phase 0: x0 x2 x4   phase 1: x1 x3 x5
///
/// Rows of phases are longer than the outputs, by as much as a window is. Where that is much, every tap
/// may get a phase of its own, as long as the outputs: more to lay out, less to compute.
///
///     3 taps        x0 x1 x2 x3 x4 x5   →   x0 x1 x2 x3   x1 x2 x3 x4   x2 x3 x4 x5
struct PhaseAxis {
  /// The axis it is made of.
  let axis: TapAxis
  /// The source's place, maybe before its first, at which place 0 of phase 0 lies.
  let first: Int
  /// The phases that are laid out, in order.
  let phases: [Int]
  /// How many places of a phase the taps of one output span, less one.
  let reach: Int
  /// Whether every tap has a phase of its own.
  private let isEachTap: Bool

  /// - Parameter eachTap: whether every tap gets a phase of its own.
  init(_ axis: TapAxis, eachTap: Bool = false) {
    self.axis = axis
    isEachTap = eachTap
    let first = axis.taps.lazy.map(\.shift).min() ?? 0
    self.first = first
    if eachTap {
      phases = axis.taps.map { $0.shift - first }.sorted()
      reach = 0
      return
    }
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
    if isEachTap { return (phases.firstIndex(of: tap.shift - first)!, 0) }
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
    guard axis.stride == 1 && !isEachTap else { return length }
    let before = min(length, max(0, -first))
    let after = min(length - before, max(0, first + length - axis.source))
    let inside = length - before - after
    return min(length, max(inside + max(before, after), axis.outputs))
  }

  // MARK: Laying out a row

  /// Whether a row lies in the layout as it lies in the source, with its padding.
  var isOnePiece: Bool { axis.stride == 1 && !isEachTap }

  /// How long a row with its padding is of which `count` places of each phase are wanted.
  private func lineLength(count: Int) -> Int {
    count * axis.stride + (isEachTap ? phases.last ?? 0 : 0)
  }

  /// How much room such a row needs: it is split in whole vectors.
  func roomForLine(count: Int) -> Int { lineLength(count: count) + 64 }

  /// Writes as much of a row of the source with its padding as `count` places of each phase are made
  /// of.
  @inline(__always)
  func pad(_ row: UnsafePointer<Float>, count: Int, to line: UnsafeMutablePointer<Float>) {
    let places = lineLength(count: count)
    let before = min(places, max(0, -first))
    let end = max(before, min(places, axis.source - first))
    for i in 0..<before { line[i] = 0 }
    copyNumbers(row + (first + before), to: line + before, count: end - before)
    for i in end..<places { line[i] = 0 }
  }

  /// Whether all places of all phases lie in the row side by side, and none on its padding.
  var isInside: Bool { axis.stride == 1 && axis.isInside }

  /// Copies the first `count` places of every phase of a row where none is padding.
  @inline(__always)
  func copyPhases(
    ofRow row: UnsafePointer<Float>, count: Int, to destination: UnsafeMutablePointer<Float>,
    apart: Int
  ) {
    phases.withUnsafeBufferPointer { phases in
      var to = destination
      for phase in phases {
        copyNumbers(row + (first + phase), to: to, count: count)
        to += apart
      }
    }
  }

  /// Copies the first `count` places of every phase from a line that `pad` wrote.
  ///
  /// - Parameter scratch: room for `roomForSplit` numbers.
  @inline(__always)
  func copyPhases(
    ofLine line: UnsafePointer<Float>, count: Int, to destination: UnsafeMutablePointer<Float>,
    apart: Int, _ scratch: UnsafeMutablePointer<Float>
  ) {
    if phases.count == axis.stride && !isEachTap {
      return split(line, count: count, to: destination, apart: apart)
    }
    let length = roomForSplit(count: count) / axis.stride
    var split = line
    if axis.stride > 1 {
      self.split(line, count: length, to: scratch, apart: length)
      split = UnsafePointer(scratch)
    }
    phases.withUnsafeBufferPointer { phases in
      var to = destination
      for place in phases {
        let (shift, phase) = place.quotientAndRemainder(dividingBy: axis.stride)
        copyNumbers(split + phase * length + shift, to: to, count: count)
        to += apart
      }
    }
  }

  /// How much room a line takes that is split.
  func roomForSplit(count: Int) -> Int {
    let length = lineLength(count: count)
    return (length + axis.stride - 1) / axis.stride * axis.stride
  }

  /// Writes the first `count` numbers of all phases of a line, `apart` numbers apart.
  @inline(__always)
  private func split(
    _ line: UnsafePointer<Float>, count: Int, to: UnsafeMutablePointer<Float>, apart: Int
  ) {
    switch axis.stride {
    case 2:
      for place in stride(from: 0, to: count, by: 16) {
        SIMD16<Float>.split(line + 2 * place, by: 2) { phase, numbers in
          store(numbers, to: to + phase * apart + place, count: count - place)
        }
      }
    case 4:
      for place in stride(from: 0, to: count, by: 16) {
        SIMD16<Float>.split(line + 4 * place, by: 4) { phase, numbers in
          store(numbers, to: to + phase * apart + place, count: count - place)
        }
      }
    default:
      for phase in 0..<axis.stride {
        for i in 0..<count { to[phase * apart + i] = line[i * axis.stride + phase] }
      }
    }
  }

  /// Stores the first `count` numbers of a vector, or all.
  @inline(__always)
  private func store(_ numbers: SIMD16<Float>, to: UnsafeMutablePointer<Float>, count: Int) {
    if count >= 16 {
      numbers.store(to: to)
    } else {
      withUnsafePointer(to: numbers) {
        copyNumbers(
          UnsafeRawPointer($0).assumingMemoryBound(to: Float.self), to: to, count: count)
      }
    }
  }
}

/// Copies numbers a vector at a time: rows are often too short for a call of `memcpy` to pay. The last
/// vector ends with the row, and may copy some numbers a second time.
@inline(__always)
func copyNumbers(
  _ from: UnsafePointer<Float>, to: UnsafeMutablePointer<Float>, count: Int
) {
  if count >= 16 {
    var i = 0
    while i + 16 <= count {
      SIMD16<Float>(at: from + i).store(to: to + i)
      i += 16
    }
    if i < count { SIMD16<Float>(at: from + count - 16).store(to: to + count - 16) }
  } else if count >= 8 {
    let (first, last) = (SIMD8<Float>(at: from), SIMD8<Float>(at: from + count - 8))
    first.store(to: to)
    last.store(to: to + count - 8)
  } else if count >= 4 {
    let (first, last) = (SIMD4<Float>(at: from), SIMD4<Float>(at: from + count - 4))
    first.store(to: to)
    last.store(to: to + count - 4)
  } else {
    for i in 0..<max(0, count) { to[i] = from[i] }
  }
}
