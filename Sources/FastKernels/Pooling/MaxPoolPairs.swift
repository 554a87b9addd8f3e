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
          Lanes(first: places.first, count: places.count).store(joined, to: y)
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
    let (rows, columns) = (windows.rows, windows.columns)
    let places = windows.inputPlaces
    Threads.forEach(windows.channels, work: windows.inputCount * 4) { channel in
      for oh in 0..<rows.output {
        let first = channel * places + 2 * oh * columns.input
        let dy = (channel * rows.output + oh) * columns.output
        writeRows(gradOutput + dy, left: windows.outputCount - dy, input, first, to: gradInput)
      }
      let rest = channel * places + 2 * rows.output * columns.input
      (gradInput + rest).initialize(repeating: 0, count: (channel + 1) * places - rest)
    }
  }

  /// Writes the two rows that begin at `first`, from a row of gradients.
  private func writeRows(
    _ dy: UnsafePointer<Float>, left: Int, _ x: UnsafePointer<Float>, _ first: Int,
    to dx: UnsafeMutablePointer<Float>
  ) {
    let (width, count) = (windows.columns.input, windows.inputCount)
    for places in Vectors(0..<(width + 1) / 2) {
      let top = first + 2 * places.first
      let (a, b) = pairs(x, top, of: count)
      let (c, d) = pairs(x, top + width, of: count)
      var largest = a
      largest.replace(with: b, where: b .> largest)
      largest.replace(with: c, where: c .> largest)
      largest.replace(with: d, where: d .> largest)
      // There may be a last column without a window.
      let some = min(places.count, windows.columns.output - places.first)
      var rest = SIMD16<Int32>.zero
      if some > 0 { rest = Lanes(first: places.first, count: some).load(dy, of: left).bits }
      let ofA = MaxPoolGradient.take(&rest, a, largest)
      let ofB = MaxPoolGradient.take(&rest, b, largest)
      let ofC = MaxPoolGradient.take(&rest, c, largest)
      let ofD = MaxPoolGradient.take(&rest, d, largest)
      store(ofA, ofB, to: dx + top, width - 2 * places.first)
      store(ofC, ofD, to: dx + top + width, width - 2 * places.first)
    }
  }

  /// The even and the odd ones of 32 numbers, as whole numbers in order.
  @inline(always)
  private func pairs(
    _ x: UnsafePointer<Float>, _ first: Int, of count: Int
  ) -> (even: SIMD16<Int32>, odd: SIMD16<Int32>) {
    let a = Floats(x, from: first, of: count)
    let b = Floats(x, from: first + Floats.scalarCount, of: count)
    return (
      Floats(lowHalf: a.evenHalf, highHalf: b.evenHalf).inOrder,
      Floats(lowHalf: a.oddHalf, highHalf: b.oddHalf).inOrder
    )
  }

  /// Writes even and odd numbers in turn, at most `count`.
  @inline(always)
  private func store(
    _ even: SIMD16<Int32>, _ odd: SIMD16<Int32>, to memory: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    let (a, b) = Floats.inTurn(Floats(bits: even), Floats(bits: odd))
    let width = Floats.scalarCount
    Lanes(first: 0, count: min(width, count)).store(a, to: memory)
    if count > width { Lanes(first: width, count: min(width, count - width)).store(b, to: memory) }
  }
}
