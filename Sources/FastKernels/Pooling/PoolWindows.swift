// What pooling does with rows. Two things make it fast.
//
// A window is a rectangle, so its maximum is that of its columns' maxima, and its sum likewise. The
// rows under a row of windows are joined first, place by place: they lie in memory as vectors. Then
// the joined row is joined with itself, shifted by each place of the kernel. A window of 3×3 costs
// 3 + 3 steps and not 9.
//
// With a stride of 2 the windows take every other place, which no vector can load. So a row is written
// in phases: first the places 0, 2, 4 …, then 1, 3, 5 …; place p of the padded row is number p / 2 of
// phase p mod 2. Place kw of sixteen windows side by side is then sixteen neighbours of one phase.
//
//     padded row     a b c d e f g h         windows of 3, stride 2:  abc cde efg
//     phase 0        a c e g                 their places 0: a c e    1: b d f    2: c e g
//     phase 1        b d f h
//
// A task is a channel, so no two tasks write to the same place.

import Kernels
import Tensors

struct PoolWindows {
  /// N·C, how many channels of pictures there are.
  let channels: Int
  let rows: WindowAxis
  let columns: WindowAxis

  /// One dimension is two with a single row.
  init<Geometry: PoolGeometry>(_ geometry: Geometry) {
    channels = geometry.pictures * geometry.channels
    rows = geometry.windows.count == 2 ? geometry.windows[0] : .single
    columns = geometry.windows[geometry.windows.count - 1]
  }

  var inputPlaces: Int { rows.input * columns.input }
  var outputPlaces: Int { rows.output * columns.output }

  /// How many numbers the whole input has.
  var inputCount: Int { channels * inputPlaces }
  var outputCount: Int { channels * outputPlaces }

  /// Calls `body` with each channel and scratch memory, which a thread takes from one channel to its
  /// next; `prepare` sees it once before.
  @inline(__always)
  func forEachChannel(
    scratch: Int, prepare: (_ scratch: UnsafeMutablePointer<Float>) -> Void,
    _ body: (_ channel: Int, _ scratch: UnsafeMutablePointer<Float>) -> Void
  ) {
    Threads.share(channels, work: channels * max(inputPlaces, outputPlaces) * 8) { next in
      let memory = UnsafeMutablePointer<Float>.allocate(capacity: scratch)
      defer { memory.deallocate() }
      prepare(memory)
      while let channel = next() { body(channel, memory) }
    }
  }

  /// The rows of the input under the windows of row `oh`, those on the padding left out.
  @inline(always)
  func inputRows(_ oh: Int) -> StrideTo<Int> {
    let first = oh * rows.stride - rows.paddingBefore
    let step = rows.dilation
    // The first that isn't above the picture, and the end of the window or of the picture.
    let start = first >= 0 ? first : first + (step - 1 - first) / step * step
    return Swift.stride(from: start, to: min(first + rows.reach, rows.input), by: step)
  }

  /// What an average over each window divides by, all rows of a channel.
  func divisors(countingPadding: Bool) -> Tensor<Float> {
    let ofRows = (0..<rows.output).map { rows.places(output: $0, countingPadding: countingPadding) }
    let ofColumns = (0..<columns.output).map {
      columns.places(output: $0, countingPadding: countingPadding)
    }
    return Tensor(shape: [rows.output, columns.output]) { divisors in
      for (oh, rows) in ofRows.enumerated() {
        for (ow, columns) in ofColumns.enumerated() {
          divisors[oh * ofColumns.count + ow] = Float(max(1, rows * columns))
        }
      }
    }
  }
}
