import Kernels
import Tensors

/// How the gradient by the weight is cut up: blocks of channels, and slices of the pictures' bands. It
/// depends on the geometry alone.
final class WeightGradientPlan: @unchecked Sendable {
  private let sum: TapSum
  private let layout: SourceLayout
  let shape: DotTileShape
  /// How many channels of dy and of the input a task takes at most.
  private let outputsOfTask: Int
  private let inputsOfTask: Int
  private let outputBlocks: Int
  private let inputBlocks: Int
  private let bandsOfPlane: Int
  /// Into how many slices all bands are cut, each with a result of its own.
  let slices: Int
  /// The shifts of all taps of a task's input channels, and as many more as fill a tile.
  let shifts: UnsafeMutablePointer<Int>

  /// About how many places a band has: its rows of dy and of the input fit the second-level cache.
  private static let placesOfBand = 1024
  /// The most weights a task has sums for, each a vector: a quarter of a megabyte.
  private static let weightsOfTask = 4096
  private static let enoughTasks = 16

  /// A piece of the work.
  struct Task {
    let group: Int
    let outputs: Range<Int>
    let inputs: Range<Int>
    let slice: Int
    let bands: Range<Int>
  }

  /// Some rows of outputs of one plane of one picture.
  struct Band {
    let picture: Int
    let plane: Int
    let rows: Range<Int>
  }

  private static let plans = PlanCache<TapSum, WeightGradientPlan>()

  static func of(_ sum: TapSum) -> WeightGradientPlan {
    plans.plan(for: sum) { WeightGradientPlan(sum) }
  }

  private init(_ sum: TapSum) {
    self.sum = sum
    let taps = sum.planes.taps.count * sum.rows.taps.count * sum.columns.taps.count
    let pitch = SourceLayout(sum, rowsOfBand: 1).pitch
    layout = SourceLayout(
      sum, rowsOfBand: max(1, min(sum.rows.outputs, Self.placesOfBand / max(1, pitch))))
    shape = DotTileShape.best(channels: sum.resultChannels)
    inputsOfTask = max(1, min(sum.sourceChannels, 16, Self.weightsOfTask / max(1, taps)))
    outputsOfTask = min(
      max(1, sum.resultChannels),
      max(1, Self.weightsOfTask / max(1, inputsOfTask * taps) / shape.channels) * shape.channels)
    outputBlocks = (sum.resultChannels + outputsOfTask - 1) / outputsOfTask
    inputBlocks = (sum.sourceChannels + inputsOfTask - 1) / inputsOfTask
    bandsOfPlane = (sum.rows.outputs + layout.rowsOfBand - 1) / layout.rowsOfBand
    let blocks = max(1, sum.groups * outputBlocks * inputBlocks)
    let bands = sum.pictures * sum.planes.outputs * bandsOfPlane
    slices = max(1, min(Self.enoughTasks / blocks, bands))
    let padded = (inputsOfTask * taps + shape.taps - 1) / shape.taps * shape.taps
    shifts = .allocate(capacity: padded)
    shifts.update(repeating: 0, count: padded)
    var next = 0
    for channel in 0..<inputsOfTask {
      for (plane, _) in sum.planes.taps.enumerated() {
        for row in sum.rows.taps {
          for column in sum.columns.taps {
            shifts[next] = layout.shift(channel: channel, plane: plane, row: row, column: column)
            next += 1
          }
        }
      }
    }
  }

  deinit { shifts.deallocate() }

  var tasks: Int { sum.groups * outputBlocks * inputBlocks * slices }

  func task(_ number: Int) -> Task {
    let (rest, slice) = number.quotientAndRemainder(dividingBy: slices)
    let (block, inputBlock) = rest.quotientAndRemainder(dividingBy: inputBlocks)
    let (g, outputBlock) = block.quotientAndRemainder(dividingBy: outputBlocks)
    let bands = sum.pictures * sum.planes.outputs * bandsOfPlane
    return Task(
      group: g,
      outputs: outputBlock
        * outputsOfTask..<min(
          sum.resultChannels, (outputBlock + 1) * outputsOfTask),
      inputs: inputBlock
        * inputsOfTask..<min(
          sum.sourceChannels, (inputBlock + 1) * inputsOfTask),
      slice: slice, bands: bands * slice / slices..<bands * (slice + 1) / slices)
  }

  func band(_ number: Int) -> Band {
    let (rest, band) = number.quotientAndRemainder(dividingBy: bandsOfPlane)
    let (n, od) = rest.quotientAndRemainder(dividingBy: sum.planes.outputs)
    let first = band * layout.rowsOfBand
    return Band(
      picture: n, plane: od, rows: first..<min(sum.rows.outputs, first + layout.rowsOfBand))
  }

  /// How many weights an output channel has for so many input channels.
  func taps(channels: Int) -> Int {
    channels * sum.planes.taps.count * sum.rows.taps.count * sum.columns.taps.count
  }

  /// Where among the weights those of an output channel for a task's input channels begin.
  func weight(_ task: Task, output: Int) -> Int {
    task.group * sum.weights.groupStride + output * sum.weights.resultStride
      + task.inputs.lowerBound * sum.weights.sourceStride
  }

  /// How many numbers a channel of dy takes when it is laid out: whole vectors.
  var lengthOfOutput: Int { wholeVectors(layout.columns(rows: layout.rowsOfBand)) }

  private func wholeVectors(_ count: Int) -> Int {
    (count + Processor.vectorFloats - 1) / Processor.vectorFloats * Processor.vectorFloats
  }

  // MARK: Laying out

  var sizeOfInput: Int { layout.size(channels: inputsOfTask) + layout.margin }
  var sizeOfLine: Int { layout.lineSize }
  /// Whole tiles: what is missing stays zero or is never read out.
  var sizeOfOutput: Int {
    (outputsOfTask + shape.channels - 1) / shape.channels * shape.channels * lengthOfOutput
  }
  var sizeOfSums: Int {
    let tapTiles = (taps(channels: inputsOfTask) + shape.taps - 1) / shape.taps
    return (outputsOfTask + shape.channels - 1) / shape.channels * tapTiles * shape.size
  }

  /// Lays out a band of dy and of the input, both on rows of the same pitch, with zeros in dy between
  /// the rows.
  ///
  /// - Returns: how many numbers of a row of dy there are, in whole vectors.
  func layOut(
    _ gradOutput: UnsafePointer<Float>, _ input: UnsafePointer<Float>, _ task: Task, _ band: Band,
    _ scratch: WeightGradientScratch
  ) -> Int {
    let picture = band.picture * sum.groups + task.group
    layout.layOut(
      input + (picture * sum.sourceChannels + task.inputs.lowerBound) * sum.sourcePlaces,
      channels: task.inputs.count, plane: band.plane, band: band.rows, into: scratch.input,
      line: scratch.line)
    let count = wholeVectors(layout.columns(rows: band.rows.count))
    let width = sum.columns.outputs
    for (number, channel) in task.outputs.enumerated() {
      let to = scratch.gradOutput + number * lengthOfOutput
      let from =
        gradOutput + (picture * sum.resultChannels + channel) * sum.resultPlaces
        + (band.plane * sum.rows.outputs + band.rows.lowerBound) * width
      for row in 0..<band.rows.count {
        copyNumbers(from + row * width, to: to + row * layout.pitch, count: width)
        let end = row + 1 < band.rows.count ? layout.pitch : count - row * layout.pitch
        for i in width..<max(width, end) { to[row * layout.pitch + i] = 0 }
      }
    }
    return count
  }
}

/// What one thread needs for itself.
struct WeightGradientScratch {
  private let memory: ScratchMemory
  private let plan: WeightGradientPlan

  init(_ plan: WeightGradientPlan) {
    self.plan = plan
    memory = ScratchMemory(
      plan.sizeOfInput + plan.sizeOfLine + plan.sizeOfOutput + plan.sizeOfSums)
    gradOutput.update(repeating: 0, count: plan.sizeOfOutput)
  }

  var input: UnsafeMutablePointer<Float> { memory.start }
  var line: UnsafeMutablePointer<Float> { input + plan.sizeOfInput }
  var gradOutput: UnsafeMutablePointer<Float> { line + plan.sizeOfLine }
  /// The sums of a task's tiles.
  var sums: UnsafeMutablePointer<Float> { gradOutput + plan.sizeOfOutput }
}
