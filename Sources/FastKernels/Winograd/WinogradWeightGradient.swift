// Idea       Winograd's convolution is  y = Aᵀ [ (G g Gᵀ) ⊙ (Bᵀ d B) ] A,  linear in the kernel g. So its
//            gradient by g is the same turned round, summed over all tiles:
//
//                dg  =  Gᵀ [ Σ tiles  (A dY Aᵀ) ⊙ (Bᵀ d B) ] G
//
//            For each of the 36 (or 16) places of ⊙ the sum over tiles is a matrix product,
//
//                [OC, IC]  =  [OC, tiles]  ·  [tiles, IC]
// Saves      Three of four products with tiles of 4×4 outputs. The sums are transformed back once, at the
//            very end, not once a tile.
// Costs      Both pictures are transformed, and stored with 9/4 as many numbers each. Digits: see the
//            error bound. An infinity in a picture makes NaNs of every weight of its channel.
// Can't      What Winograd's algorithm can't. With few channels the transforms outweigh the products;
//            with few tiles the way back does.

import Kernels
import Tensors

struct WinogradWeightGradient<Transform: WinogradTransform, V: Vector> {
  private let sum: TapSum
  private let rows: WinogradAxis
  private let columns: WinogradAxis
  private let input: TilesOfChannels<InputTiles<Transform>, V>
  private let gradient: TilesOfChannels<OutputGradientTiles<Transform>, V>
  private let shape: TileShape

  private static var matrices: Int { Transform.points * Transform.points }

  /// The most transformed numbers that are held at a time, unless the sums are many more: 4 megabytes
  /// stay in a cache that the processor's cores share.
  private static var largestSource: Int { 1 << 20 }

  /// - Precondition: `Winograd` supports the sum.
  init(_ sum: TapSum) {
    self.sum = sum
    rows = WinogradAxis(sum.rows, outputsOfTile: Transform.outputs)
    columns = WinogradAxis(sum.columns, outputsOfTile: Transform.outputs)
    input = TilesOfChannels(
      groups: sum.groups, channels: sum.sourceChannels,
      rows: .init(size: sum.rows.source, first: rows.phases.first, tiles: rows.tiles),
      columns: .init(size: sum.columns.source, first: columns.phases.first, tiles: columns.tiles))
    gradient = TilesOfChannels(
      groups: sum.groups, channels: sum.resultChannels,
      rows: .init(size: sum.rows.outputs, first: 0, tiles: rows.tiles),
      columns: .init(size: sum.columns.outputs, first: 0, tiles: columns.tiles))
    shape = TileShape.best(rows: sum.resultChannels, columns: sum.sourceChannels)
  }

  // MARK: Sizes

  /// The sums lie matrix by matrix, tile by tile of the microkernel.
  private var panels: Int { (sum.resultChannels + shape.height - 1) / shape.height }
  private var columnTiles: Int { (sum.sourceChannels + shape.width - 1) / shape.width }
  private var sizeOfSums: Int { panels * columnTiles * shape.size }

  /// Lines of tiles, over all pictures, and how many are transformed before their products are summed.
  private var lines: Int { sum.pictures * rows.tiles }
  private var linesAtOnce: Int {
    let numbersOfLine = Self.matrices * (input.pitch + gradient.pitch) * columns.tiles
    let most = max(Self.largestSource, 2 * Self.matrices * sizeOfSums)
    return max(1, min(lines, most / max(1, numbersOfLine)))
  }

  /// How far the matrices of the transformed tiles lie apart: not a multiple of 4096 bytes, or all
  /// would want the same lines of the cache.
  private func matrixStride(pitch: Int) -> Int {
    let size = linesAtOnce * columns.tiles * pitch
    return size % 1024 == 0 ? size + 16 : size
  }

  // MARK: The gradient

  /// Computes the gradients of all weights.
  func compute(
    _ gradOutput: UnsafePointer<Float>, input source: UnsafePointer<Float>,
    into gradWeight: UnsafeMutablePointer<Float>
  ) {
    let strides = (
      input: matrixStride(pitch: input.pitch), gradient: matrixStride(pitch: gradient.pitch)
    )
    // The microkernel may read a tile past the end.
    let margin = TileShape.widest + TileShape.tallest
    let transformed = (
      input: ScratchMemory(Self.matrices * strides.input + margin),
      gradient: ScratchMemory(Self.matrices * strides.gradient + margin)
    )
    let sums = ScratchMemory(Self.matrices * sizeOfSums)
    let stretches = (lines + linesAtOnce - 1) / linesAtOnce
    for group in 0..<sum.groups {
      for stretch in 0..<stretches {
        let some = lines * stretch / stretches..<lines * (stretch + 1) / stretches
        transform(
          some, gradOutput, source, group: group, into: transformed.gradient.start,
          transformed.input.start, strides)
        multiply(
          tiles: some.count * columns.tiles, UnsafePointer(transformed.gradient.start),
          UnsafePointer(transformed.input.start), strides, adding: stretch > 0, to: sums.start)
      }
      transformBack(
        UnsafePointer(sums.start), to: gradWeight + group * sum.weights.groupStride)
    }
  }

  /// Transforms some lines of tiles of both pictures.
  private func transform(
    _ some: Range<Int>, _ gradOutput: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
    group: Int, into gradients: UnsafeMutablePointer<Float>,
    _ inputs: UnsafeMutablePointer<Float>, _ strides: (input: Int, gradient: Int)
  ) {
    let blocks = gradient.blocks + input.blocks
    let work =
      some.count * columns.tiles * Self.matrices * (input.pitch + gradient.pitch) * 8
    Threads.share(some.count * blocks, work: work) { nextTask in
      // Each has its own: the zeros round a picture stay from line to line.
      let scratch = ScratchMemory(input.scratchSize + gradient.scratchSize)
      scratch.start.update(repeating: 0, count: scratch.count)
      while let task = nextTask() {
        let (number, block) = task.quotientAndRemainder(dividingBy: blocks)
        let tile = number * columns.tiles
        if block < gradient.blocks {
          gradient.transform(
            gradOutput, group: group, line: some.lowerBound + number, block: block,
            into: gradients + tile * gradient.pitch, matrixStride: strides.gradient,
            scratch.start + input.scratchSize)
        } else {
          input.transform(
            source, group: group, line: some.lowerBound + number, block: block - gradient.blocks,
            into: inputs + tile * input.pitch, matrixStride: strides.input, scratch.start)
        }
      }
    }
  }

  /// Adds the products of some tiles to the sums.
  private func multiply(
    tiles: Int, _ gradients: UnsafePointer<Float>, _ inputs: UnsafePointer<Float>,
    _ strides: (input: Int, gradient: Int), adding: Bool, to sums: UnsafeMutablePointer<Float>
  ) {
    let steps = (0..<tiles).map { ProductStep(a: $0 * gradient.pitch, b: $0 * input.pitch) }
    let work = Self.matrices * tiles * sum.resultChannels * sum.sourceChannels
    steps.withUnsafeBufferPointer { steps in
      Threads.forEach(Self.matrices * columnTiles, work: work) { task in
        let (matrix, columnTile) = task.quotientAndRemainder(dividingBy: columnTiles)
        for panel in 0..<panels {
          TileProduct(
            steps: steps, a: gradients + matrix * strides.gradient + panel * shape.height,
            aStride: 1, b: inputs + matrix * strides.input + columnTile * shape.width
          ).compute(
            shape, at: sums + (task * panels + panel) * shape.size, adding: adding)
        }
      }
    }
  }

  /// Transforms the sums back and writes the gradients of a group's weights.
  private func transformBack(
    _ sums: UnsafePointer<Float>, to gradWeight: UnsafeMutablePointer<Float>
  ) {
    let points = Transform.points
    let places = rows.kernel.flatMap { row in
      columns.kernel.map { sum.weights.place(0, row, $0) }
    }
    let work = sum.resultChannels * sum.sourceChannels * Self.matrices * 8
    Threads.share(sum.resultChannels, work: work) { nextChannel in
      withUnsafeTemporaryAllocation(of: V.self, capacity: 3 * points + 9) { scratch in
        let (halfway, ready) = (scratch.baseAddress!, scratch.baseAddress! + 3 * points)
        let numbers = UnsafeRawPointer(ready).assumingMemoryBound(to: Float.self)
        while let channel = nextChannel() {
          let (panel, row) = channel.quotientAndRemainder(dividingBy: shape.height)
          for first in stride(from: 0, to: sum.sourceChannels, by: V.count) {
            let (columnTile, column) = first.quotientAndRemainder(dividingBy: shape.width)
            let from =
              sums + (columnTile * panels + panel) * shape.size + row * shape.width + column
            // Along the columns of the tile, then along its rows.
            for column in 0..<points {
              let to = halfway + column * 3
              Transform.weightGradient(
                { V(at: from + ($0 * points + column) * sizeOfSums) }, { to[$0] = $1 })
            }
            for row in 0..<3 {
              let to = ready + row * 3
              Transform.weightGradient({ halfway[row + 3 * $0] }, { to[$0] = $1 })
            }
            let to =
              gradWeight + channel * sum.weights.resultStride + first * sum.weights.sourceStride
            for lane in 0..<min(V.count, sum.sourceChannels - first) {
              for (number, place) in places.enumerated() {
                to[lane * sum.weights.sourceStride + place] = numbers[number * V.count + lane]
              }
            }
          }
        }
      }
    }
  }
}
