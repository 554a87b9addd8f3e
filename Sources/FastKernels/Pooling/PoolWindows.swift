// Pooling walks by runs: for one row of outputs and one place of the window, the inputs under that
// place lie in one row, `stride` apart. So the innermost loop goes along a row of outputs, which the
// compiler makes vectors of, and whether a place is on the padding is asked once a run. A task is a
// channel of a picture, forward and backward, so no two tasks add to the same place.

import Kernels
import Tensors

struct PoolWindows {
  /// N·C, how many channels of pictures there are.
  let channels: Int
  let rows: PatchAxis
  let columns: PatchAxis
  private let rowsAxis: WindowAxis
  private let columnsAxis: WindowAxis

  /// One dimension is two with a single row.
  init<Geometry: PoolGeometry>(_ geometry: Geometry) {
    channels = geometry.pictures * geometry.channels
    rowsAxis = geometry.windows.count == 2 ? geometry.windows[0] : .single
    columnsAxis = geometry.windows[geometry.windows.count - 1]
    rows = PatchAxis(forwardAlong: rowsAxis)
    columns = PatchAxis(forwardAlong: columnsAxis)
  }

  var inputPlaces: Int { rows.source * columns.source }
  var outputPlaces: Int { rows.windows * columns.windows }

  /// Calls `body` with each channel: where it begins in the input and in the output.
  @inline(__always)
  func forEachChannel(_ body: (_ input: Int, _ output: Int) -> Void) {
    let work = channels * outputPlaces * rows.kernel * columns.kernel * 4
    Threads.forEach(channels, work: work) { body($0 * inputPlaces, $0 * outputPlaces) }
  }

  /// Calls `body` with each run of the output row `oh`: which of the row's outputs it holds, and the
  /// place in the channel under output 0; under output ow it is ow·stride further on.
  @inline(__always)
  func forEachRun(row oh: Int, _ body: (_ outputs: Range<Int>, _ place: Int) -> Void) {
    for kh in 0..<rows.kernel {
      guard let ih = rows.place(window: oh, kernel: kh) else { continue }
      for kw in 0..<columns.kernel {
        body(columns.windowsInside(kernel: kw), ih * columns.source + columns.shift(kernel: kw))
      }
    }
  }

  /// How many places an average over each window of a row divides by, before the rows are counted;
  /// and how many rows.
  func placesOfColumns(countingPadding: Bool) -> [Int] {
    (0..<columns.windows).map { columnsAxis.places(output: $0, countingPadding: countingPadding) }
  }

  func placesOfRow(_ oh: Int, countingPadding: Bool) -> Int {
    rowsAxis.places(output: oh, countingPadding: countingPadding)
  }
}
