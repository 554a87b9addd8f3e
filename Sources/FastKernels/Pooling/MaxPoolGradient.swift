// Where the gradient of a maximum goes: to the first number of the window that equals it. Which one that
// is isn't remembered from the forward pass, which gives no such thing; it is found again, and as the
// maximum itself in two steps (`PoolWindows`). For each row of the input and each column of windows: the
// largest number under the window in this row, and which of them it is, the first if several are. Then
// for each row of windows: which of the rows under it has the largest of these; the first that has takes
// the gradient. The first number in the first row is the first of the window. At the end each number
// of the input collects what the windows over it took to its row, where it is the one that they chose.
//
// The numbers are compared as whole numbers in the same order: a Float's bits are one, but for negative
// numbers, where all bits below the sign are turned. That way a NaN can be the largest of all, equal to
// itself, and the padding smaller than −∞. A row's numbers are laid out by phases (`PhasedRow`), with the
// padding around them, so no window is a special case.
//
// Only as many rows are kept as a window spans, and a few more: a number is collected some rows after
// it was stored, for a vector that overlaps two that were only just stored would have to wait for both.

import Kernels
import Tensors

struct MaxPoolGradient {
  private let windows: PoolWindows
  private let layout: PhasedRow
  /// The places of a window's row, phase by phase, and where each phase's begin.
  private let taps: [Tap]
  private let firstTaps: [Int]
  /// How many rows are kept, and how many of them are there only to be collected later.
  private let rowsKept: Int
  private static let delay = 2
  /// A row of windows has zeros before and after it.
  private let margin: Int
  private let rowLength: Int

  /// A place of a window's row: which it is, and how many windows before its own phase's number the
  /// window begins.
  private struct Tap {
    let place: Int32
    let shift: Int
  }

  init(_ windows: PoolWindows) {
    self.windows = windows
    let (columns, rows) = (windows.columns, windows.rows)
    layout = PhasedRow(columns)
    var (taps, firstTaps): ([Tap], [Int]) = ([], [0])
    for phase in 0..<columns.stride {
      for kw in 0..<columns.kernel where kw * columns.dilation % columns.stride == phase {
        taps.append(Tap(place: Int32(kw), shift: kw * columns.dilation / columns.stride))
      }
      firstTaps.append(taps.count)
    }
    (self.taps, self.firstTaps) = (taps, firstTaps)
    rowsKept = max(rows.reach, rows.stride) + Self.delay
    margin = (columns.reach - 1) / columns.stride
    let numbers = (columns.paddingBefore + columns.input) / columns.stride + 1
    rowLength = margin + max(columns.output, numbers) + 2 * Floats.scalarCount
  }

  func write(
    _ gradOutput: UnsafePointer<Float>, input: UnsafePointer<Float>,
    to gradInput: UnsafeMutablePointer<Float>
  ) {
    if let pairs = MaxPoolPairs(windows) {
      return pairs.write(gradOutput, input: input, to: gradInput)
    }
    let padding = Float(bitPattern: UInt32(bitPattern: Int32.min))
    let axis = windows.rows
    windows.forEachChannel(scratch: 2 * layout.count + 3 * rowsKept * rowLength) {
      $0.initialize(repeating: padding, count: 2 * layout.count)
      ($0 + 2 * layout.count).initialize(repeating: 0, count: 3 * rowsKept * rowLength)
    } _: { channel, keys in
      let kept = keys + 2 * layout.count
      var (found, collected) = (0, 0)
      for oh in 0..<axis.output {
        let top = oh * axis.stride - axis.paddingBefore
        let end = min(axis.input, top + max(axis.reach, axis.stride))
        while found < end {
          findInRow(input, channel, found, keys, padding: padding, into: kept)
          found += 1
        }
        takeRow(gradOutput, channel, oh, in: kept)
        // No later window lies over these rows.
        while collected < min(found, top + axis.stride - Self.delay) {
          collectRow(kept, channel, collected, into: gradInput)
          collected += 1
        }
      }
      while collected < axis.input {
        if found == collected {
          findInRow(input, channel, found, keys, padding: padding, into: kept)
          found += 1
        }
        collectRow(kept, channel, collected, into: gradInput)
        collected += 1
      }
    }
  }

  /// Where a row's largest numbers are kept; which they are and the gradients lie behind, `kind` rows on.
  @inline(always)
  private func offset(_ ih: Int, _ kind: Int) -> Int {
    (kind * rowsKept + ih % rowsKept) * rowLength + margin
  }

  /// Finds for each column of windows the largest of row `ih`, and which it is.
  private func findInRow(
    _ input: UnsafePointer<Float>, _ channel: Int, _ ih: Int, _ keys: UnsafeMutablePointer<Float>,
    padding: Float, into kept: UnsafeMutablePointer<Float>
  ) {
    // A row is laid out while the one before it is looked at, again not to wait for what was just stored.
    if ih == 0 { lay(input, channel, 0, into: keys, padding: padding) }
    if ih + 1 < windows.rows.input { lay(input, channel, ih + 1, into: keys, padding: padding) }
    let keys = keys + ih % 2 * layout.count
    let (largestRow, placeRow) = (kept + offset(ih, 0), kept + offset(ih, 1))
    let gradients = kept + offset(ih, 2)
    layout.offsets.withUnsafeBufferPointer { offsets in
      for ow in stride(from: 0, to: windows.columns.output, by: Floats.scalarCount) {
        let keys = UnsafePointer(keys) + ow
        var largest = Floats(keys + offsets[0]).bits
        for kw in 1..<max(1, offsets.count) {
          let key = Floats(keys + offsets[kw]).bits
          largest.replace(with: key, where: key .> largest)
        }
        var place = SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: offsets.count - 1))
        var kw = offsets.count - 2
        while kw >= 0 {
          let key = Floats(keys + offsets[kw]).bits
          place.replace(with: Int32(truncatingIfNeeded: kw), where: key .== largest)
          kw -= 1
        }
        Floats(bits: largest).store(to: largestRow + ow)
        Floats(bits: place).store(to: placeRow + ow)
        Floats.zero.store(to: gradients + ow)
      }
    }
  }

  /// Writes the numbers of row `ih` as whole numbers in the same order; two rows have room.
  private func lay(
    _ input: UnsafePointer<Float>, _ channel: Int, _ ih: Int,
    into keys: UnsafeMutablePointer<Float>, padding: Float
  ) {
    let start = channel * windows.inputPlaces + ih * windows.columns.input
    let count = windows.inputCount
    layout.write(to: keys + ih % 2 * layout.count, padding: padding) { iw in
      Floats(bits: Floats(input, from: start + iw, of: count).inOrder)
    }
  }

  /// Gives the gradients of the windows of row `oh` to the rows under them.
  private func takeRow(
    _ gradOutput: UnsafePointer<Float>, _ channel: Int, _ oh: Int,
    in kept: UnsafeMutablePointer<Float>
  ) {
    let width = windows.columns.output
    let start = (channel * windows.rows.output + oh) * width
    let (dy, left) = (gradOutput + start, windows.outputCount - start)
    let inputRows = windows.inputRows(oh)
    let count = inputRows.underestimatedCount
    guard let top = inputRows.first(where: { _ in true }) else { return }
    // Rows are kept in a ring.
    let (step, end) = (windows.rows.dilation * rowLength, rowsKept * rowLength)
    let first = offset(top, 0) - margin
    for places in Vectors(0..<width) {
      let column = kept + margin + places.first
      var row = first
      var largest = Floats(column + row).bits
      for _ in 1..<max(1, count) {
        row += step
        if row >= end { row -= end }
        let key = Floats(column + row).bits
        largest.replace(with: key, where: key .> largest)
      }
      var rest = places.load(dy, of: left).bits
      row = first
      for _ in 0..<count {
        let taken = Self.take(&rest, Floats(column + row).bits, largest)
        let gradients = column + row + 2 * end
        (Floats(gradients) + Floats(bits: taken)).store(to: gradients)
        row += step
        if row >= end { row -= end }
      }
    }
  }

  /// Takes the gradients, given as bits, where a number is the largest, and leaves the rest.
  ///
  /// The comparison becomes bits at once, all or none: a condition that is used twice would be taken
  /// apart lane by lane.
  @inline(always)
  static func take(
    _ rest: inout SIMD16<Int32>, _ key: SIMD16<Int32>, _ largest: SIMD16<Int32>
  ) -> SIMD16<Int32> {
    let taken = rest & (key .== largest).allOrNone
    rest ^= taken
    return taken
  }

  /// Writes the gradients of the numbers of row `ih`.
  private func collectRow(
    _ kept: UnsafePointer<Float>, _ channel: Int, _ ih: Int,
    into gradInput: UnsafeMutablePointer<Float>
  ) {
    let (place, gradients) = (kept + offset(ih, 1), kept + offset(ih, 2))
    let axis = windows.columns
    let dx = gradInput + channel * windows.inputPlaces + ih * axis.input
    // What is written beyond the row's end is written over by the next row's, but not beyond the channel's.
    let left = windows.inputPlaces - ih * axis.input
    let (stride, before) = (axis.stride, axis.paddingBefore)
    let width = Floats.scalarCount
    taps.withUnsafeBufferPointer { taps in
      if stride == 1 {
        for iw in Swift.stride(from: 0, to: axis.input, by: width) {
          let sum = collected(place, gradients, taps[...], before + iw)
          Lanes(first: iw, count: min(width, left - iw)).store(sum, to: dx)
        }
      } else if stride == 2 {
        let (a, b) = (before % 2, (before + 1) % 2)
        let (evenTaps, oddTaps) = (
          taps[firstTaps[a]..<firstTaps[a + 1]], taps[firstTaps[b]..<firstTaps[b + 1]]
        )
        for iw in Swift.stride(from: 0, to: axis.input, by: 2 * width) {
          let even = collected(place, gradients, evenTaps, (before + iw) / 2)
          let odd = collected(place, gradients, oddTaps, (before + 1 + iw) / 2)
          let (first, second) = Floats.inTurn(even, odd)
          Lanes(first: iw, count: min(width, left - iw)).store(first, to: dx)
          if left - iw > width {
            Lanes(first: iw + width, count: min(width, left - iw - width)).store(second, to: dx)
          }
        }
      } else {
        for iw in 0..<axis.input {
          let (number, phase) = (before + iw).quotientAndRemainder(dividingBy: stride)
          var sum: Float = 0
          for tap in taps[firstTaps[phase]..<firstTaps[phase + 1]] {
            let window = number - tap.shift
            if place[window].bitPattern == UInt32(tap.place) { sum += gradients[window] }
          }
          dx[iw] = sum
        }
      }
    }
  }

  /// What sixteen numbers of a phase, from number `first` on, collect from the windows over them.
  @inline(always)
  private func collected(
    _ place: UnsafePointer<Float>, _ gradients: UnsafePointer<Float>,
    _ taps: Slice<UnsafeBufferPointer<Tap>>, _ first: Int
  ) -> Floats {
    var sum = Floats.zero
    for tap in taps {
      let window = first - tap.shift
      // 0 where the places are the same, and less 1 that is negative: all bits or none.
      let isChosen = ((Floats(place + window).bits ^ tap.place) &- 1) &>> 31
      sum += Floats(bits: Floats(gradients + window).bits & isChosen)
    }
    return sum
  }
}

extension SIMDMask<SIMD16<Int32>> {
  /// −1, all bits, where the condition holds, and 0, none, elsewhere: what the standard library keeps.
  @inline(always)
  var allOrNone: SIMD16<Int32> { unsafeBitCast(self, to: SIMD16<Int32>.self) }
}

extension SIMD16<Float> {
  /// Whole numbers in the same order; −0 counts as 0, and every NaN is the largest.
  @inline(always)
  var inOrder: SIMD16<Int32> {
    let numbers = self + 0
    let largest = Float(bitPattern: UInt32(bitPattern: Int32.max))
    let bits = numbers.replacing(with: largest, where: numbers .!= numbers).bits
    return bits ^ ((bits &>> 31) & Int32.max)
  }

  /// Numbers of two vectors in turn: a₀ b₀ a₁ b₁ …
  @inline(always)
  static func inTurn(_ a: Floats, _ b: Floats) -> (Floats, Floats) {
    var (first, second) = (Floats.zero, Floats.zero)
    (first.evenHalf, first.oddHalf) = (a.lowHalf, b.lowHalf)
    (second.evenHalf, second.oddHalf) = (a.highHalf, b.highHalf)
    return (first, second)
  }
}
