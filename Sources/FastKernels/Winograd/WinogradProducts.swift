/// The products over a stretch of blocks, and what becomes of them: the outputs.
struct WinogradProducts<Transform: WinogradTransform, V: Vector> {
  private let sum: TapSum
  private let rows: WinogradAxis
  private let columns: WinogradAxis
  private let blocks: WinogradBlocks
  private let stretch: Range<Int>
  private let group: Int
  private let weights: WinogradWeights<Transform, V>
  /// All transformed weights; nil where each task transforms its own.
  private let transformedWeights: UnsafePointer<Float>?
  private let source: UnsafePointer<Float>
  /// How many channels of the result a task takes.
  private let channelsOfTask: Int

  /// About how many sums a task holds before they are transformed back: a quarter of a megabyte stays
  /// in the second-level cache.
  private static var mostSums: Int { 1 << 16 }

  private var points: Int { Transform.points * Transform.points }

  /// How many channels of the result a task takes that transforms its own weights.
  static var channelsWithWeights: Int { V.count }

  /// Whether each task transforms its own weights, and they never leave its cache: where there are so few
  /// tiles that a task does all of them.
  static func ownWeights(_ blocks: WinogradBlocks) -> Bool {
    blocks.stretches.count == 1 && blocks.tiles <= 64
  }

  init(
    _ sum: TapSum, rows: WinogradAxis, columns: WinogradAxis, blocks: WinogradBlocks,
    stretch: Range<Int>, group: Int, weights: WinogradWeights<Transform, V>,
    transformedWeights: UnsafePointer<Float>?, source: UnsafePointer<Float>
  ) {
    self.sum = sum
    self.rows = rows
    self.columns = columns
    self.blocks = blocks
    self.stretch = stretch
    self.group = group
    self.weights = weights
    self.transformedWeights = transformedWeights
    self.source = source
    let points = Transform.points * Transform.points
    guard transformedWeights != nil else {
      channelsOfTask = Self.channelsWithWeights
      return
    }
    // Equal parts, of a multiple of the tiles' heights, so that only the last has a panel that isn't full.
    let most = max(TileShape.commonHeight, Self.mostSums / (points * blocks.shape.width))
    let parts = (sum.resultChannels + most - 1) / most
    let each = (sum.resultChannels + parts - 1) / parts
    channelsOfTask = (each + blocks.commonHeight - 1) / blocks.commonHeight * blocks.commonHeight
  }

  private var parts: Int { (sum.resultChannels + channelsOfTask - 1) / channelsOfTask }

  var tasks: Int { transformedWeights == nil ? parts : stretch.count * parts }

  /// What one thread needs: the sums of a task, and its weights.
  var scratch: WinogradResultScratch<Transform, V> {
    WinogradResultScratch(
      sums: points * (channelsOfTask + TileShape.tallest) * blocks.shape.width + V.count,
      weights: transformedWeights == nil ? weights.size : 0)
  }

  func compute(
    _ task: Int, bias: UnsafePointer<Float>?, into result: UnsafeMutablePointer<Float>,
    finish: OutputRows.Finish, _ scratch: WinogradResultScratch<Transform, V>
  ) {
    let (number, part) = task.quotientAndRemainder(dividingBy: parts)
    let first = part * channelsOfTask
    let channels = first..<min(sum.resultChannels, first + channelsOfTask)
    if let transformedWeights {
      compute(
        number, channels, weights: transformedWeights, firstWeight: channels.lowerBound, bias: bias,
        into: result, finish: finish, scratch)
    } else {
      weights.transform(channels, first: first, into: scratch.weights)
      for number in 0..<stretch.count {
        compute(
          number, channels, weights: UnsafePointer(scratch.weights), firstWeight: 0, bias: bias,
          into: result, finish: finish, scratch)
      }
    }
  }

  /// Some channels of one block.
  ///
  /// - Parameter firstWeight: which channel of the weights is the first of `channels`.
  private func compute(
    _ number: Int, _ channels: Range<Int>, weights: UnsafePointer<Float>, firstWeight: Int,
    bias: UnsafePointer<Float>?, into result: UnsafeMutablePointer<Float>,
    finish: OutputRows.Finish, _ scratch: WinogradResultScratch<Transform, V>
  ) {
    let block = stretch.lowerBound + number
    let shape = blocks.shape(of: block)
    let panels = (channels.count + shape.height - 1) / shape.height
    multiply(number, shape, weights, from: firstWeight, panels: panels, into: scratch.sums)
    for channel in channels {
      let (panel, row) = (channel - channels.lowerBound).quotientAndRemainder(
        dividingBy: shape.height)
      let sums = scratch.sums + panel * points * shape.size + row * shape.width
      let start = bias.map { $0[group * sum.resultChannels + channel] } ?? 0
      transform(
        sums, step: shape.size, block: block, start: start, finish: finish,
        to: result, channel: channel, scratch)
    }
  }

  /// The products of one block with some panels of the weights: panel by panel, place by place.
  private func multiply(
    _ number: Int, _ shape: TileShape, _ transformed: UnsafePointer<Float>, from channel: Int,
    panels: Int, into sums: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: ProductStep.self, capacity: sum.sourceChannels) { steps in
      for s in 0..<sum.sourceChannels {
        steps[s] = ProductStep(a: s * weights.sourceStride, b: s * shape.width)
      }
      for place in 0..<points {
        let u = transformed + place * weights.matrixStride
        let v =
          source
          + blocks.matrix(
            place, ofBlock: number, width: shape.width, channels: sum.sourceChannels,
            places: points)
        for panel in 0..<panels {
          TileProduct(
            steps: UnsafeBufferPointer(steps),
            a: u + weights.start(ofResult: channel + panel * shape.height),
            aStride: weights.resultStride, b: v
          ).compute(shape, at: sums + (panel * points + place) * shape.size, adding: false)
        }
      }
    }
  }

  /// Transforms one channel's sums over a block back, and writes its outputs.
  @inline(__always)
  private func transform(
    _ sums: UnsafePointer<Float>, step: Int, block: Int, start: Float,
    finish: OutputRows.Finish, to result: UnsafeMutablePointer<Float>, channel: Int,
    _ scratch: WinogradResultScratch<Transform, V>
  ) {
    let (points, outputs) = (Transform.points, Transform.outputs)
    let (halfway, ready) = (scratch.halfway, scratch.ready)
    let all = blocks.tiles(of: block)
    let bias = V(repeating: start)
    for first in stride(from: all.lowerBound, to: all.upperBound, by: V.count) {
      let from = sums + (first - all.lowerBound)
      for place in 0..<points {
        let to = halfway + place * outputs
        Transform.result({ V(at: from + ($0 * points + place) * step) }, { to[$0] = $1 })
      }
      for row in 0..<outputs {
        Transform.result(
          { halfway[row + outputs * $0] }, { ready[$0] = finish.applied(to: $1 + bias) })
        interleave(ready, to: scratch.lines + row * outputs * V.count)
      }
      // The outputs of neighbouring tiles now lie side by side; each row of tiles gets its own.
      var tile = first
      let end = min(all.upperBound, first + V.count)
      while tile < end {
        let (row, column) = tile.quotientAndRemainder(dividingBy: columns.tiles)
        let (picture, tileRow) = row.quotientAndRemainder(dividingBy: rows.tiles)
        let count = min(columns.tiles - column, end - tile)
        let channels = (picture * sum.groups + group) * sum.resultChannels
        let place = tileRow * outputs * sum.columns.result + column * outputs
        let destination = result + (channels + channel) * sum.resultPlaces + place
        let wanted = min(outputs * count, sum.columns.outputs - column * outputs)
        for row in 0..<min(outputs, sum.rows.outputs - tileRow * outputs) {
          copyNumbers(
            scratch.lines + (row * V.count + tile - first) * outputs,
            to: destination + row * sum.columns.result, count: wanted)
        }
        tile += count
      }
    }
  }
}

/// What one thread needs for the products and to transform them back.
final class WinogradResultScratch<Transform: WinogradTransform, V: Vector> {
  /// The sums of a task.
  var sums: UnsafeMutablePointer<Float> { memory.start }
  let halfway: UnsafeMutablePointer<V>
  var ready: UnsafeMutablePointer<V> { halfway + Transform.points * Transform.outputs }
  /// The rows of outputs of a vector of tiles.
  var lines: UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(ready + Transform.outputs).assumingMemoryBound(to: Float.self)
  }
  /// The transformed weights of a task that has its own.
  var weights: UnsafeMutablePointer<Float> { memory.start + sumsCount }
  private let sumsCount: Int
  private let memory: ScratchMemory

  init(sums: Int, weights: Int) {
    sumsCount = sums
    memory = ScratchMemory(sums + weights)
    halfway = .allocate(
      capacity: Transform.points * Transform.outputs + Transform.outputs
        + Transform.outputs * Transform.outputs)
  }

  deinit { halfway.deallocate() }
}

extension WinogradProducts {
  /// Writes one row of neighbouring tiles' outputs.
  @inline(__always)
  private func interleave(_ outputs: UnsafePointer<V>, to memory: UnsafeMutablePointer<Float>) {
    if Transform.outputs == 2 {
      V.interleave(outputs[0], outputs[1], to: memory)
    } else {
      V.interleave(outputs[0], outputs[1], outputs[2], outputs[3], to: memory)
    }
  }
}

extension OutputRows.Finish {
  /// What becomes of some complete sums.
  @inline(__always)
  func applied<V: Vector>(to sums: V) -> V {
    if case .relu = self { sums.withoutNegatives } else { sums }
  }

  @inline(__always)
  func applied(to sum: Float) -> Float {
    if case .relu = self { sum < 0 ? 0 : sum } else { sum }
  }
}
