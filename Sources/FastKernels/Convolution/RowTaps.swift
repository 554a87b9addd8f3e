import Kernels

/// Which rows meet under each place of a kernel.
///
/// A weight meets whole rows: under its place, the outputs of one row lie over inputs of one row,
/// `stride` apart. So a convolution of one channel with one kernel is, for each weight, a loop over
/// pairs of rows, and the padding is where the rows begin and end.
struct RowTaps {
  private let planes: PatchAxis
  private let rows: PatchAxis
  private let columns: PatchAxis

  init(_ convolution: PlainConvolution) {
    planes = PatchAxis(forwardAlong: convolution.geometry.planes)
    rows = PatchAxis(forwardAlong: convolution.geometry.rows)
    columns = PatchAxis(forwardAlong: convolution.geometry.columns)
  }

  /// How far apart the inputs of neighbouring outputs lie.
  var stride: Int { columns.stride }

  /// The rows of a plane of the output, cut into bands of about the size that the first-level cache
  /// holds.
  var outputBands: RowBands {
    RowBands(rows: rows.windows, numbersPerRow: planes.windows * columns.windows)
  }

  /// Calls `body` with the rows of a band in each plane of a channel: where the first number lies, and
  /// how many there are.
  @inline(__always)
  func forEachPlane(ofOutputs band: Range<Int>, _ body: (_ first: Int, _ count: Int) -> Void) {
    for od in 0..<planes.windows {
      body((od * rows.windows + band.lowerBound) * columns.windows, band.count * columns.windows)
    }
  }

  /// Calls `body` with each pair of rows that meet under place number `place` of the kernel: where in
  /// the channel the first output lies and the first input, and how many there are.
  ///
  /// - Parameter outputs: the output's rows that are wanted; nil for all.
  @inline(__always)
  func forEachRow(
    under place: Int, outputs: Range<Int>? = nil,
    _ body: (_ output: Int, _ input: Int, _ count: Int) -> Void
  ) {
    let (kernelRow, kw) = place.quotientAndRemainder(dividingBy: columns.kernel)
    let (kd, kh) = kernelRow.quotientAndRemainder(dividingBy: rows.kernel)
    let inside = columns.windowsInside(kernel: kw)
    let firstInput = inside.lowerBound * columns.stride + columns.shift(kernel: kw)
    let wanted = rows.windows(kernel: kh, on: 0..<rows.source)
      .clamped(to: outputs ?? 0..<rows.windows)
    for od in planes.windowsInside(kernel: kd) {
      let id = od * planes.stride + planes.shift(kernel: kd)
      for oh in wanted {
        let ih = oh * rows.stride + rows.shift(kernel: kh)
        body(
          (od * rows.windows + oh) * columns.windows + inside.lowerBound,
          (id * rows.source + ih) * columns.source + firstInput, inside.count)
      }
    }
  }
}

/// The rows of a plane in bands of about equal size.
struct RowBands {
  private let rows: Int
  private let rowsOfBand: Int

  init(rows: Int, numbersPerRow: Int) {
    self.rows = rows
    rowsOfBand = max(1, 4096 / max(1, numbersPerRow))
  }

  var count: Int { (rows + rowsOfBand - 1) / rowsOfBand }

  subscript(band: Int) -> Range<Int> {
    band * rowsOfBand..<min(rows, (band + 1) * rowsOfBand)
  }
}
