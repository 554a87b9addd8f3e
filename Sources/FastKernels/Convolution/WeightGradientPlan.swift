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
  private let picturesOfBand: Int
  private let bands: Int
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

  /// Some rows of outputs of one plane, in one picture or in several.
  struct Band {
    let pictures: Range<Int>
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
    inputsOfTask = max(
      1, min(sum.sourceChannels, max(16, 144 / max(1, taps)), Self.weightsOfTask / max(1, taps)))
    outputsOfTask = min(
      max(1, sum.resultChannels),
      max(1, Self.weightsOfTask / max(1, inputsOfTask * taps) / shape.channels) * shape.channels)
    outputBlocks = (sum.resultChannels + outputsOfTask - 1) / outputsOfTask
    inputBlocks = (sum.sourceChannels + inputsOfTask - 1) / inputsOfTask
    bandsOfPlane = (sum.rows.outputs + layout.rowsOfBand - 1) / layout.rowsOfBand
    let blocks = max(1, sum.groups * outputBlocks * inputBlocks)
    // Small pictures share a band: the more places, the less often the sums are loaded and stored.
    let places = max(1, layout.rowsOfBand * pitch)
    picturesOfBand = max(1, min(sum.pictures, Self.placesOfBand / places))
    let pictureBlocks = (sum.pictures + picturesOfBand - 1) / picturesOfBand
    bands = pictureBlocks * sum.planes.outputs * bandsOfPlane
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
    let (block, od) = rest.quotientAndRemainder(dividingBy: sum.planes.outputs)
    let first = band * layout.rowsOfBand
    let picture = block * picturesOfBand
    return Band(
      pictures: picture..<min(sum.pictures, picture + picturesOfBand), plane: od,
      rows: first..<min(sum.rows.outputs, first + layout.rowsOfBand))
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

  /// How many numbers one picture's part of the layouts takes, of the input and of dy.
  var pictureOfInput: Int { layout.size(channels: inputsOfTask) + layout.margin }
  var pictureOfOutput: Int {
    (outputsOfTask + shape.channels - 1) / shape.channels * shape.channels * lengthOfOutput
  }
  var sizeOfInput: Int { picturesOfBand * pictureOfInput }
  var sizeOfLine: Int { layout.lineSize }
  /// Whole tiles: what is missing stays zero or is never read out.
  var sizeOfOutput: Int { picturesOfBand * pictureOfOutput }
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
    let count = wholeVectors(layout.columns(rows: band.rows.count))
    for (place, n) in band.pictures.enumerated() {
      let picture = n * sum.groups + task.group
      layout.layOut(
        input + (picture * sum.sourceChannels + task.inputs.lowerBound) * sum.sourcePlaces,
        channels: task.inputs.count, plane: band.plane, band: band.rows,
        into: scratch.input + place * pictureOfInput, line: scratch.line)
      for (number, channel) in task.outputs.enumerated() {
        let start = band.plane * sum.rows.outputs + band.rows.lowerBound
        layOutRows(
          gradOutput + (picture * sum.resultChannels + channel) * sum.resultPlaces
            + start * sum.columns.outputs, rows: band.rows.count, count: count,
          to: scratch.gradOutput + place * pictureOfOutput + number * lengthOfOutput)
      }
    }
    return count
  }

  /// Lays out the rows of one channel of dy.
  private func layOutRows(
    _ from: UnsafePointer<Float>, rows: Int, count: Int, to: UnsafeMutablePointer<Float>
  ) {
    let (width, pitch) = (sum.columns.outputs, layout.pitch)
    if pitch == width {
      copyNumbers(from, to: to, count: rows * width)
    } else {
      for row in 0..<rows {
        copyNumbers(from + row * width, to: to + row * pitch, count: width)
        for i in width..<pitch where row + 1 < rows { to[row * pitch + i] = 0 }
      }
    }
    for i in (rows - 1) * pitch + width..<count { to[i] = 0 }
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
