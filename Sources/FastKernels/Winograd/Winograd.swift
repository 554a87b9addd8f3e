// Idea       The 3×3 convolution of a tile of outputs with fewer products (`WinogradTransform`): tiles
//            of the picture and the kernels are transformed, multiplied number by number and summed
//            over the channels, and the sums are transformed back:
//
//                y  =  Aᵀ [ Σ ic  (G g Gᵀ) ⊙ (Bᵀ d B) ] A
//
//            For each of the 36 (or 16) places of ⊙ the sum over channels is a matrix product,
//
//                M[place]  [OC, tiles]  =  U[place]  [OC, IC]  ·  V[place]  [IC, tiles]
//
//            and there the time goes, with the microkernel of every other product.
// Saves      4 of 9 products are left with 2×2 outputs a tile, 1 of 4 with 4×4.
// Costs      The transforms; 16/9 or 4 times the weights in memory; digits: see the error bound. An infinity
//            in the picture makes NaNs of a whole tile.
// Can't      Kernels other than 3×3, strides, dilation, volumes. With few channels the transforms
//            outweigh the products; with few tiles those of the weights do.
// Source     Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), §4.

import Kernels

struct Winograd<Transform: WinogradTransform> {
  let sum: TapSum
  let rows: WinogradAxis
  let columns: WinogradAxis

  /// The products of one number in the transformed tile: m + 2, squared.
  private var points: Int { Transform.points * Transform.points }
  /// How many tiles of outputs there are, over all pictures.
  private var tiles: Int { sum.pictures * rows.tiles * columns.tiles }

  /// Whether it can compute this sum.
  static func supports(_ sum: TapSum) -> Bool {
    WinogradAxis.supports(sum.rows) && WinogradAxis.supports(sum.columns)
      && sum.planes.source == 1 && sum.planes.result == 1 && sum.planes.taps.count == 1
      && sum.planes.isInside
  }

  /// - Precondition: it is supported.
  init(_ sum: TapSum) {
    self.sum = sum
    rows = WinogradAxis(sum.rows, outputsOfTile: Transform.outputs)
    columns = WinogradAxis(sum.columns, outputsOfTile: Transform.outputs)
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
    if Processor.vectorFloats == 16 {
      compute(SIMD16<Float>.self, source, weight, bias, result, finish)
    } else if Processor.vectorFloats == 8 {
      compute(SIMD8<Float>.self, source, weight, bias, result, finish)
    } else {
      compute(SIMD4<Float>.self, source, weight, bias, result, finish)
    }
  }

  @inline(__always)
  private func compute<V: Vector>(
    _: V.Type, _ source: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, _ result: UnsafeMutablePointer<Float>,
    _ finish: OutputRows.Finish
  ) {
    guard sum.outputs > 0 else { return }
    let blocks = WinogradBlocks(
      tiles: tiles, rows: sum.resultChannels, numbersOfTile: points * sum.sourceChannels,
      panel: WinogradWeights<Transform, V>.kernels)
    let transformed = ScratchMemory(
      blocks.most * blocks.sizeOfBlock(channels: sum.sourceChannels, places: points))
    let work = points * sum.resultChannels * sum.sourceChannels
    let ownWeights = WinogradProducts<Transform, V>.ownWeights(blocks)
    for g in 0..<sum.groups {
      let weights = WinogradWeights<Transform, V>(
        sum, weight + g * sum.weights.groupStride, rows: rows, columns: columns,
        results: ownWeights
          ? WinogradProducts<Transform, V>.channelsWithWeights : sum.resultChannels)
      let allWeights = ownWeights ? nil : ScratchMemory(weights.size)
      if let allWeights {
        let kernels = WinogradWeights<Transform, V>.kernels
        Threads.forEach((sum.resultChannels + kernels - 1) / kernels, work: work * 4) { task in
          let first = task * kernels
          weights.transform(
            first..<min(sum.resultChannels, first + kernels), first: 0, into: allWeights.start)
        }
      }
      for some in blocks.stretches {
        let input = WinogradSource<Transform, V>(
          sum: sum, rows: rows, columns: columns, blocks: blocks, stretch: some, group: g,
          transformed: transformed.start)
        let channels = input.channelsTogether
        let tasks = (sum.sourceChannels + channels - 1) / channels
        Threads.share(tasks, work: work * some.count * 16) { nextTask in
          let scratch = WinogradSourceScratch<Transform, V>(columns, blocks)
          while let task = nextTask() {
            let first = task * channels
            input.transform(
              source, channels: first..<min(sum.sourceChannels, first + channels), scratch)
          }
        }
        let products = WinogradProducts<Transform, V>(
          sum, rows: rows, columns: columns, blocks: blocks, stretch: some, group: g,
          weights: weights, transformedWeights: allWeights.map { UnsafePointer($0.start) },
          source: transformed.start)
        Threads.share(products.tasks, work: work * some.count * 16) { nextTask in
          let scratch = products.scratch
          while let task = nextTask() {
            products.compute(task, bias: bias, into: result, finish: finish, scratch)
          }
        }
      }
    }
  }
}
