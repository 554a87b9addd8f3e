// Idea       Where one channel of the source makes one channel of the result, there is no matrix to
//            speak of, and reading the picture takes longer than multiplying. So four rows of outputs
//            are summed together: a row of the picture is loaded once for all of them that it meets.
//
//                row of x     │ meets output rows      of a 3×3 kernel
//                0            │ 0
//                1            │ 0 1
//                2            │ 0 1 2
//                3            │   1 2 3
//                4            │     2 3
//                5            │       3
// Saves      Of a 3×3 kernel half the loads: 18 for four rows where row by row it is 36.
// Costs      A band of the picture is laid out with its padding, where it has some.
// Can't      Strides, dilation, volumes, several channels; kernels lower than three rows; outputs
//            narrower than a vector or lower than four rows.

import Kernels

struct DepthwiseConvolution {
  private let sum: TapSum
  /// The bands of rows that tasks take.
  private let bands: Int
  private let layout: SourceLayout
  /// Whether no output reads padding, so that nothing is laid out.
  private let readsInPlace: Bool

  /// How many rows of outputs are summed together.
  private static let rowsAtOnce = 4
  /// About how many numbers of the source a band has: with its outputs they fit a second-level cache.
  private static let numbersOfBand = 1 << 14

  /// Whether it can compute this sum.
  static func supports(_ sum: TapSum) -> Bool {
    func areNeighbours(_ axis: TapAxis) -> Bool {
      let shifts = axis.taps.map(\.shift).sorted()
      return axis.stride == 1 && axis.step == 1 && !shifts.isEmpty
        && shifts.last! - shifts.first! == shifts.count - 1
    }
    return sum.sourceChannels == 1 && sum.resultChannels == 1
      && sum.planes.source == 1 && sum.planes.result == 1 && sum.planes.taps.count == 1
      && sum.planes.isInside && areNeighbours(sum.rows) && areNeighbours(sum.columns)
      && sum.rows.taps.count >= 3 && sum.rows.outputs >= rowsAtOnce
      && sum.columns.outputs >= Processor.vectorFloats
  }

  /// - Precondition: it is supported.
  init(_ sum: TapSum) {
    self.sum = sum
    readsInPlace = sum.rows.isInside && sum.columns.isInside
    var layout = SourceLayout(sum, rowsOfBand: 1)
    let rows = max(Self.rowsAtOnce, Self.numbersOfBand / max(1, layout.pitch))
    bands = max(1, sum.rows.outputs / rows)
    layout.rowsOfBand = (sum.rows.outputs + bands - 1) / bands
    self.layout = layout
  }

  /// Computes every output.
  ///
  /// - Parameters:
  ///   - bias: what is added to each channel of the result.
  ///   - finish: what becomes of every complete sum.
  func compute(
    _ source: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into result: UnsafeMutablePointer<Float>, finish: OutputRows.Finish = .asItIs
  ) {
    let places = kernelPlaces
    let tasks = sum.pictures * sum.groups * bands
    Threads.share(tasks, work: sum.outputs * (places.count + 4)) { nextTask in
      let layoutSize = readsInPlace ? 0 : layout.size(channels: 1) + layout.margin + layout.lineSize
      let scratch = ScratchMemory(layoutSize + places.count)
      let kernel = scratch.start + layoutSize
      while let task = nextTask() {
        let (channel, number) = task.quotientAndRemainder(dividingBy: bands)
        let rows = sum.rows.outputs
        let band = rows * number / bands..<rows * (number + 1) / bands
        let group = channel % sum.groups
        for (number, place) in places.enumerated() {
          kernel[number] = weight[group * sum.weights.groupStride + place]
        }
        let picture = source + channel * sum.sourcePlaces
        var window = Window(
          from: UnsafePointer(scratch.start), pitch: layout.pitch, kernel: UnsafePointer(kernel),
          height: sum.rows.taps.count, width: sum.columns.taps.count,
          bias: bias.map { $0[group] } ?? 0, finish: finish,
          to: result + channel * sum.resultPlaces + band.lowerBound * sum.columns.outputs,
          stride: sum.columns.outputs)
        if readsInPlace {
          let first = (band.lowerBound + firstShift(sum.rows)) * sum.columns.source
          window.from = picture + first + firstShift(sum.columns)
          window.pitch = sum.columns.source
        } else {
          layout.layOut(
            picture, channels: 1, plane: 0, band: band, into: scratch.start,
            line: scratch.start + layoutSize - layout.lineSize)
        }
        if Processor.vectorFloats == 16 {
          window.compute(SIMD16<Float>.self, rows: band.count)
        } else if Processor.vectorFloats == 8 {
          window.compute(SIMD8<Float>.self, rows: band.count)
        } else {
          window.compute(SIMD4<Float>.self, rows: band.count)
        }
      }
    }
  }

  /// Where among a group's weights those of the window lie, in the order in which it reads.
  private var kernelPlaces: [Int] {
    func inOrder(_ axis: TapAxis) -> [TapAxis.Tap] { axis.taps.sorted { $0.shift < $1.shift } }
    let columns = inOrder(sum.columns)
    return inOrder(sum.rows).flatMap { row in
      columns.map { sum.weights.place(sum.planes.taps[0].kernel, row.kernel, $0.kernel) }
    }
  }

  private func firstShift(_ axis: TapAxis) -> Int { axis.taps.map(\.shift).min()! }

  private protocol KernelSize {
    var height: Int { get }
    var width: Int { get }
  }

  private struct AnySize: KernelSize {
    let height: Int
    let width: Int
  }

  private struct ThreeByThree: KernelSize {
    var height: Int { 3 }
    var width: Int { 3 }
  }

  /// A band of outputs of one channel, and what it reads.
  private struct Window {
    /// What the first output reads first, and how far rows lie apart there.
    var from: UnsafePointer<Float>
    var pitch: Int
    /// The kernel, in the order in which it is read.
    let kernel: UnsafePointer<Float>
    let height: Int
    let width: Int
    let bias: Float
    let finish: OutputRows.Finish
    /// The first output, and how many a row has.
    let to: UnsafeMutablePointer<Float>
    let stride: Int

    /// Computes so many rows. The last tiles of a row and the last rows begin early enough to end with
    /// it: some outputs are computed twice.
    func compute<V: Vector>(_: V.Type, rows: Int) {
      // Where the compiler knows the kernel's size, the kernel stays in registers.
      if height == 3 && width == 3 {
        compute(V.self, rows: rows, ThreeByThree())
      } else {
        compute(V.self, rows: rows, AnySize(height: height, width: width))
      }
    }

    private func compute<V: Vector>(_: V.Type, rows: Int, _ kernel: some KernelSize) {
      for next in Swift.stride(from: 0, to: rows, by: DepthwiseConvolution.rowsAtOnce) {
        let row = min(next, rows - DepthwiseConvolution.rowsAtOnce)
        var column = 0
        while stride - column >= 2 * V.count {
          compute(TwoVectors<V>.self, row: row, column: column, kernel)
          column += 2 * V.count
        }
        while column < stride {
          compute(V.self, row: row, column: min(column, stride - V.count), kernel)
          column += V.count
        }
      }
    }

    /// A tile of four rows.
    @inline(__always)
    private func compute<Row: VectorRow>(
      _: Row.Type, row: Int, column: Int, _ size: some KernelSize
    ) {
      let (height, width) = (size.height, size.width)
      var (sum0, sum1) = (Row(zero: ()), Row(zero: ()))
      var (sum2, sum3) = (Row(zero: ()), Row(zero: ()))
      let from = from + row * pitch + column
      // The weight of row 0's output; the rows below it are behind by a row of the kernel each.
      forEach(0, from, width) { x, weight in sum0.add(weight[0], times: x) }
      forEach(1, from, width) { x, weight in
        sum0.add(weight[0], times: x)
        sum1.add(weight[-width], times: x)
      }
      forEach(2, from, width) { x, weight in
        sum0.add(weight[0], times: x)
        sum1.add(weight[-width], times: x)
        sum2.add(weight[-2 * width], times: x)
      }
      for r in 3..<max(3, height) {
        forEach(r, from, width) { x, weight in
          sum0.add(weight[0], times: x)
          sum1.add(weight[-width], times: x)
          sum2.add(weight[-2 * width], times: x)
          sum3.add(weight[-3 * width], times: x)
        }
      }
      forEach(height, from, width) { x, weight in
        sum1.add(weight[-width], times: x)
        sum2.add(weight[-2 * width], times: x)
        sum3.add(weight[-3 * width], times: x)
      }
      forEach(height + 1, from, width) { x, weight in
        sum2.add(weight[-2 * width], times: x)
        sum3.add(weight[-3 * width], times: x)
      }
      forEach(height + 2, from, width) { x, weight in sum3.add(weight[-3 * width], times: x) }
      let (to, withReLU) = (to + row * stride + column, finish == .relu)
      sum0.complete(adding: bias, withReLU: withReLU)
      sum1.complete(adding: bias, withReLU: withReLU)
      sum2.complete(adding: bias, withReLU: withReLU)
      sum3.complete(adding: bias, withReLU: withReLU)
      sum0.store(to: to)
      sum1.store(to: to + stride)
      sum2.store(to: to + 2 * stride)
      sum3.store(to: to + 3 * stride)
    }

    /// What one row of the picture has under each column of the kernel.
    @inline(__always)
    private func forEach<Row: VectorRow>(
      _ r: Int, _ from: UnsafePointer<Float>, _ width: Int,
      _ body: (_ x: Row, _ weight: UnsafePointer<Float>) -> Void
    ) {
      for k in 0..<width { body(Row(at: from + r * pitch + k), kernel + r * width + k) }
    }
  }
}
