// The most common maximum, over 2×2 places with a stride of 2 and no padding, and its gradient: no number lies
// under two windows, so nothing is added up, and all happens in registers. Of two rows 32 numbers each are joined,
// and then the even and the odd places of what comes of it. For the gradient, of two rows 32 numbers each are
// loaded and parted into even and odd places; the first of the four that is the largest takes the
// gradient (`MaxPoolGradient` says how), and even and odd places are put together again.

import Kernels
import Tensors

struct MaxPoolPairs {
  private let windows: PoolWindows

  /// Nil if the windows are others.
  init?(_ windows: PoolWindows) {
    for axis in [windows.rows, windows.columns] {
      let isPair = axis.kernel == 2 && axis.stride == 2 && axis.dilation == 1
      guard isPair && axis.paddingBefore == 0 && 2 * axis.output <= axis.input else { return nil }
    }
    self.windows = windows
  }

  /// The largest of each window; a NaN is larger than any.
  func join(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    let (rows, columns) = (windows.rows, windows.columns)
    Threads.forEach(windows.channels, work: windows.inputCount * 8) { channel in
      for oh in 0..<rows.output {
        let top = channel * windows.inputPlaces + 2 * oh * columns.input
        let y = output + (channel * rows.output + oh) * columns.output
        for places in Vectors(0..<columns.output) {
          let first = top + 2 * places.first
          let a = joinedRows(input, first)
          let b = joinedRows(input, first + Floats.scalarCount)
          let joined = Floats(lowHalf: a.evenHalf, highHalf: b.evenHalf)
            .larger(Floats(lowHalf: a.oddHalf, highHalf: b.oddHalf))
          // What is too much, the next rows overwrite.
          let left = (rows.output - oh) * columns.output - places.first
          Lanes(first: places.first, count: min(left, Floats.scalarCount)).store(joined, to: y)
        }
      }
    }
  }

  /// Sixteen numbers of a row and those below them, the larger ones.
  @inline(always)
  private func joinedRows(_ x: UnsafePointer<Float>, _ first: Int) -> Floats {
    Floats(x, from: first, of: windows.inputCount)
      .larger(Floats(x, from: first + windows.columns.input, of: windows.inputCount))
  }

  /// The gradient.
  func write(
    _ gradOutput: UnsafePointer<Float>, input: UnsafePointer<Float>,
    to gradInput: UnsafeMutablePointer<Float>
  ) {
    let (rows, width) = (windows.rows, windows.columns.input)
    let places = windows.inputPlaces
    windows.forEachChannel(scratch: 4 * linePitch) {
      $0.initialize(repeating: 0, count: 4 * linePitch)
    } _: { channel, lines in
      let end = (channel + 1) * places
      for oh in 0..<rows.output {
        let top = channel * places + 2 * oh * width
        part(input, from: top, into: lines)
        part(input, from: top + width, into: lines + 2 * linePitch)
        take(gradOutput, row: channel * rows.output + oh, in: lines)
        putTogether(lines, to: gradInput + top, atMost: end - top)
        putTogether(lines + 2 * linePitch, to: gradInput + top + width, atMost: end - top - width)
      }
      let rest = channel * places + 2 * rows.output * width
      (gradInput + rest).initialize(repeating: 0, count: end - rest)
    }
  }

  /// How far the lines of even and odd places lie apart: whole vectors, enough for a row.
  private var linePitch: Int {
    (windows.columns.input + 2 * Floats.scalarCount - 1) / (2 * Floats.scalarCount)
      * Floats.scalarCount
  }

  /// Parts a row into its even places and, a line further, its odd ones.
  @inline(never)
  private func part(
    _ x: UnsafePointer<Float>, from first: Int, into lines: UnsafeMutablePointer<Float>
  ) {
    let (width, count) = (Floats.scalarCount, windows.inputCount)
    for place in stride(from: 0, to: linePitch, by: width) {
      let a = Floats(x, from: first + 2 * place, of: count)
      let b = Floats(x, from: first + 2 * place + width, of: count)
      Floats(lowHalf: a.evenHalf, highHalf: b.evenHalf).store(to: lines + place)
      Floats(lowHalf: a.oddHalf, highHalf: b.oddHalf).store(to: lines + linePitch + place)
    }
  }

  /// Writes over each number of two rows, parted, the gradient that it takes of its window's.
  @inline(never)
  private func take(
    _ gradOutput: UnsafePointer<Float>, row: Int, in lines: UnsafeMutablePointer<Float>
  ) {
    let columns = windows.columns.output
    let (dy, left) = (gradOutput + row * columns, windows.outputCount - row * columns)
    for place in stride(from: 0, to: linePitch, by: Floats.scalarCount) {
      let (top, below) = (lines + place, lines + 2 * linePitch + place)
      let a = Floats(top).inOrder
      let b = Floats(top + linePitch).inOrder
      let c = Floats(below).inOrder
      let d = Floats(below + linePitch).inOrder
      var largest = a
      largest.replace(with: b, where: b .> largest)
      largest.replace(with: c, where: c .> largest)
      largest.replace(with: d, where: d .> largest)
      // There may be a last column without a window.
      let count = min(Floats.scalarCount, columns - place)
      var rest = SIMD16<Int32>.zero
      if count > 0 { rest = Lanes(first: place, count: count).load(dy, of: left).bits }
      Floats(bits: MaxPoolGradient.take(&rest, a, largest)).store(to: top)
      Floats(bits: MaxPoolGradient.take(&rest, b, largest)).store(to: top + linePitch)
      Floats(bits: MaxPoolGradient.take(&rest, c, largest)).store(to: below)
      Floats(bits: MaxPoolGradient.take(&rest, d, largest)).store(to: below + linePitch)
    }
  }

  /// Writes a row, even and odd places in turn, in whole vectors: what is too much, the next row overwrites. There
  /// are `left` numbers until the channel's end, and what follows may be another thread's.
  @inline(never)
  private func putTogether(
    _ lines: UnsafePointer<Float>, to row: UnsafeMutablePointer<Float>, atMost left: Int
  ) {
    let width = Floats.scalarCount
    for place in stride(from: 0, to: linePitch, by: width) {
      let (a, b) = Floats.inTurn(Floats(lines + place), Floats(lines + linePitch + place))
      let first = 2 * place
      Lanes(first: first, count: min(width, left - first)).store(a, to: row)
      if left - first > width {
        Lanes(first: first + width, count: min(width, left - first - width)).store(b, to: row)
      }
    }
  }
}
