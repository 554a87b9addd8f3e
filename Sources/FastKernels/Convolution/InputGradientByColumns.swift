// Idea       Backwards through im2col: a matrix product gives the gradients of the columns, and each
//            of their numbers is added to the input place that it was copied from (col2im).
//
//                 columns  [IC/G·KD·KH·KW, OD·OH·OW]  =  wᵀ  [IC/G·KD·KH·KW, OC/G]  ·  dy
//
// Saves      With a stride, no product with a hole between the outputs: as many as the convolution.
// Costs      Every column number is stored and added again. A band of output rows is done at a time,
//            so that its columns are still in the cache when they are added.
// Can't      Nothing. A task owns some channels of dx whole, so no two add to the same place.

import Kernels

struct InputGradientByColumns {
  private let convolution: PlainConvolution
  private let planes: PatchAxis
  private let rows: PatchAxis
  private let columns: PatchAxis

  init(_ convolution: PlainConvolution) {
    self.convolution = convolution
    planes = PatchAxis(forwardAlong: convolution.geometry.planes)
    rows = PatchAxis(forwardAlong: convolution.geometry.rows)
    columns = PatchAxis(forwardAlong: convolution.geometry.columns)
  }

  /// How many input channels one task takes; with a multiple of `mr`, its rows of the product begin
  /// at a panel.
  private static var channelsOfTask: Int { PackedTile.mr }
  /// About how many column numbers are made before they are added.
  private static var bandSize: Int { 1 << 16 }

  private var channels: ConvolutionChannels { convolution.channels }
  private var kernelPlaces: Int { convolution.kernelPlaces }

  /// The rows of the output, of all its planes.
  private var outputRows: Int { planes.windows * rows.windows }
  private var rowsOfBand: Int {
    let rowSize = Self.channelsOfTask * kernelPlaces * columns.windows
    return min(outputRows, max(1, Self.bandSize / max(1, rowSize)))
  }

  func compute(
    _ gradOutput: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into gradInput: UnsafeMutablePointer<Float>
  ) {
    let blocks = (channels.inputPerGroup + Self.channelsOfTask - 1) / Self.channelsOfTask
    let weights = packed(weight)
    let work = channels.pictures * channels.input * channels.outputPerGroup * kernelPlaces
    Threads.share(
      channels.pictures * channels.groups * blocks, work: work * convolution.outputPlaces
    ) { nextTask in
      let scratch = ProductScratch()
      let band = UnsafeMutablePointer<Float>.allocate(
        capacity: Self.channelsOfTask * kernelPlaces * rowsOfBand * columns.windows)
      defer {
        scratch.free()
        band.deallocate()
      }
      while let task = nextTask() {
        let (product, block) = task.quotientAndRemainder(dividingBy: blocks)
        let first = block * Self.channelsOfTask
        let range = first..<min(channels.inputPerGroup, first + Self.channelsOfTask)
        let destination = gradInput + product * channels.inputPerGroup * convolution.inputPlaces
        let g = product % channels.groups
        for ic in range {
          (destination + ic * convolution.inputPlaces).update(
            repeating: bias.map { $0[g * channels.inputPerGroup + ic] } ?? 0,
            count: convolution.inputPlaces)
        }
        let dy = gradOutput + product * channels.outputPerGroup * convolution.outputPlaces
        for firstRow in stride(from: 0, to: outputRows, by: rowsOfBand) {
          let outputs = firstRow..<min(outputRows, firstRow + rowsOfBand)
          multiply(weights, group: g, dy, channels: range, outputs: outputs, scratch, into: band)
          add(band, channels: range, outputs: outputs, to: destination)
        }
      }
    }
  }

  /// For each group the matrix `[IC/G·KD·KH·KW, OC/G]`, whose columns lie in memory as lines.
  private func packed(_ weight: UnsafePointer<Float>) -> PackedRows {
    let rows = channels.inputPerGroup * kernelPlaces
    let depth = channels.outputPerGroup
    return PackedRows(count: channels.groups, rows: rows, depth: depth) { g in
      PanelPacker(
        StoredLines(weight + g * depth * rows, lineStride: rows), .lineForEachStep)
    }
  }

  /// The columns' numbers of some channels over some rows of the output.
  private func multiply(
    _ weights: PackedRows, group g: Int, _ gradOutput: UnsafePointer<Float>,
    channels range: Range<Int>, outputs: Range<Int>, _ scratch: ProductScratch,
    into band: UnsafeMutablePointer<Float>
  ) {
    let productRows = range.lowerBound * kernelPlaces..<range.upperBound * kernelPlaces
    let places = outputs.lowerBound * columns.windows..<outputs.upperBound * columns.windows
    let lines = StoredLines(gradOutput, lineStride: convolution.outputPlaces)
    for first in stride(from: places.lowerBound, to: places.upperBound, by: MatrixProducts.nc) {
      let tiles = OutputRows(
        matrix: band - productRows.lowerBound * places.count - places.lowerBound,
        rows: productRows, columns: first..<min(places.upperBound, first + MatrixProducts.nc),
        stride: places.count, edge: scratch.edge)
      tiles.begin(with: .zeros)
      scratch.addProduct(
        of: weights, matrix: g, PanelPacker(lines, .lineForEachStep),
        steps: 0..<channels.outputPerGroup, to: tiles)
    }
  }

  /// Adds a band of the columns' numbers to the input places that they were copied from.
  private func add(
    _ band: UnsafePointer<Float>, channels range: Range<Int>, outputs: Range<Int>,
    to gradInput: UnsafeMutablePointer<Float>
  ) {
    var line = band
    for ic in range {
      let channel = gradInput + ic * convolution.inputPlaces
      for kernelPlace in 0..<kernelPlaces {
        let (kernelRow, kw) = kernelPlace.quotientAndRemainder(dividingBy: columns.kernel)
        let (kd, kh) = kernelRow.quotientAndRemainder(dividingBy: rows.kernel)
        let inside = columns.windowsInside(kernel: kw)
        for output in outputs {
          let (od, oh) = output.quotientAndRemainder(dividingBy: rows.windows)
          if let id = planes.place(window: od, kernel: kd),
            let ih = rows.place(window: oh, kernel: kh)
          {
            columns.add(
              line, kernel: kw, inside: inside,
              to: channel + (id * rows.source + ih) * columns.source)
          }
          line += columns.windows
        }
      }
    }
  }
}
