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
  /// The shifts of all taps of a task's input channels, and as many more as fill a tile: in the layout, and
  /// in the input itself.
  private let shifts: UnsafeMutablePointer<Int>
  private let shiftsInPlace: UnsafeMutablePointer<Int>
  /// Whether the kernel is one place on every output, so that rows follow each other in the input as they
  /// do in dy, and nothing needs to be laid out where a band is whole vectors.
  private let isPlainProduct: Bool

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
    // With a copy of every row for each tap there is nothing between the rows of dy, and less to sum.
    let phases = SourceLayout(sum, rowsOfBand: 1)
    let eachTap = 8 * phases.pitch > 9 * sum.columns.outputs
    let pitch = SourceLayout(sum, rowsOfBand: 1, eachTap: eachTap).pitch
    let shape = DotTileShape.best(channels: sum.resultChannels)
    self.shape = shape
    var rowsOfBand = max(1, min(sum.rows.outputs, Self.placesOfBand / max(1, pitch)))
    let mostInputs = max(
      1, min(sum.sourceChannels, max(16, 144 / max(1, taps)), Self.weightsOfTask / max(1, taps)))
    inputBlocks = (sum.sourceChannels + mostInputs - 1) / mostInputs
    inputsOfTask = max(1, (sum.sourceChannels + inputBlocks - 1) / max(1, inputBlocks))
    let isInside = [sum.planes, sum.rows, sum.columns].allSatisfy { $0.isInside && $0.stride == 1 }
    // Whole tiles are read, so there must be none that aren't full.
    isPlainProduct =
      taps == 1 && isInside && sum.sourceChannels % inputsOfTask == 0
      && sum.resultChannels % shape.channels == 0
    if isPlainProduct {
      // A multiple of 16 rows is whole vectors, however long the rows.
      let step = (1...16).first { $0 * pitch % Processor.vectorFloats == 0 }!
      rowsOfBand = max(rowsOfBand / step * step, min(step, rowsOfBand))
    }
    layout = SourceLayout(sum, rowsOfBand: rowsOfBand, eachTap: eachTap)
    outputsOfTask = min(
      max(1, sum.resultChannels),
      max(1, Self.weightsOfTask / max(1, inputsOfTask * taps) / shape.channels) * shape.channels)
    outputBlocks = (sum.resultChannels + outputsOfTask - 1) / outputsOfTask
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
    shiftsInPlace = .allocate(capacity: padded)
    shiftsInPlace.update(repeating: 0, count: padded)
    if isPlainProduct {
      for channel in 0..<inputsOfTask { shiftsInPlace[channel] = channel * sum.sourcePlaces }
    }
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

  deinit {
    shifts.deallocate()
    shiftsInPlace.deallocate()
  }

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
  private var lengthOfOutput: Int { wholeVectors(layout.columns(rows: layout.rowsOfBand)) }

  private func wholeVectors(_ count: Int) -> Int {
    (count + Processor.vectorFloats - 1) / Processor.vectorFloats * Processor.vectorFloats
  }

  // MARK: Laying out

  /// How many numbers one picture's part of the layouts takes, of the input and of dy.
  private var pictureOfInput: Int { layout.size(channels: inputsOfTask) + layout.margin }
  private var pictureOfOutput: Int {
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

  /// A band of dy and of the input, for one task.
  ///
  /// Where it can't be read as it lies, both are laid out on rows of the same pitch, with zeros in dy
  /// between the rows.
  func operands(
    _ gradOutput: UnsafePointer<Float>, _ input: UnsafePointer<Float>, _ task: Task, _ band: Band,
    _ scratch: WeightGradientScratch
  ) -> ShiftedRows {
    let start = band.plane * sum.rows.outputs + band.rows.lowerBound
    let places = band.rows.count * sum.columns.outputs
    func firstOutput(_ n: Int, _ channel: Int) -> UnsafePointer<Float> {
      gradOutput + ((n * sum.groups + task.group) * sum.resultChannels + channel) * sum.resultPlaces
        + start * sum.columns.outputs
    }
    func firstChannel(_ n: Int) -> UnsafePointer<Float> {
      input + ((n * sum.groups + task.group) * sum.sourceChannels + task.inputs.lowerBound)
        * sum.sourcePlaces
    }
    if isPlainProduct && places % Processor.vectorFloats == 0 {
      let first = band.pictures.lowerBound
      return ShiftedRows(
        stretches: band.pictures.count, count: places,
        a: firstChannel(first) + start * sum.columns.outputs, shifts: shiftsInPlace,
        aStretch: sum.groups * sum.sourceChannels * sum.sourcePlaces,
        b: firstOutput(first, task.outputs.lowerBound), bStride: sum.resultPlaces,
        bStretch: sum.groups * sum.resultChannels * sum.resultPlaces)
    }
    let count = wholeVectors(layout.columns(rows: band.rows.count))
    for (place, n) in band.pictures.enumerated() {
      layout.layOut(
        firstChannel(n), channels: task.inputs.count, plane: band.plane, band: band.rows,
        into: scratch.input + place * pictureOfInput, line: scratch.line)
      for (number, channel) in task.outputs.enumerated() {
        layOutRows(
          firstOutput(n, channel), rows: band.rows.count, count: count,
          to: scratch.gradOutput + place * pictureOfOutput + number * lengthOfOutput)
      }
    }
    return ShiftedRows(
      stretches: band.pictures.count, count: count, a: UnsafePointer(scratch.input),
      shifts: shifts, aStretch: pictureOfInput, b: UnsafePointer(scratch.gradOutput),
      bStride: lengthOfOutput, bStretch: pictureOfOutput)
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
