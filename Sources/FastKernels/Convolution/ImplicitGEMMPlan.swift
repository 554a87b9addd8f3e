import Kernels

/// How an implicit GEMM is cut up: the tile's shape, the bands of outputs and the chunks of k. It
/// depends on the geometry alone.
final class ImplicitGEMMPlan: Sendable {
  let sum: TapSum
  let layout: SourceLayout

  /// Whether the microkernel reads the source itself; otherwise a band of it is laid out.
  let readsInPlace: Bool
  /// How far apart the rows of outputs lie among the columns of the product.
  let pitch: Int
  let shape: TileShape
  /// How tiles of this shape cover a band of outputs.
  let tiling: Tiling
  let rowsOfBand: Int
  let bands: Int
  private let panelsOfTask: Int
  private let blocks: Int
  /// All steps of k: source channel by source channel, tap by tap.
  let steps: [ProductStep]
  /// The largest of the steps' shifts.
  let furthest: Int
  /// How far the weights of neighbouring rows of A lie apart, and those of neighbouring groups.
  let weightStride: Int
  let weightsOfGroup: Int
  /// About how long it takes, in multiply-adds of vectors on one core.
  let cost: Double

  /// The most steps of k between two stores of a tile, so that a panel of A stays in the first-level
  /// cache while it meets the tiles of a band.
  private static let longestChunk = 384

  /// The plans that were made: a network asks for the same few in every step.
  private static let plans = PlanCache<TapSum, ImplicitGEMMPlan>()

  static func of(_ sum: TapSum) -> ImplicitGEMMPlan {
    plans.plan(for: sum) { ImplicitGEMMPlan(sum) }
  }

  /// A piece of the work: a band of output rows in one plane, for some channels of the result.
  struct Task {
    let picture: Int
    let group: Int
    let plane: Int
    let band: Range<Int>
    let panels: Range<Int>
  }

  private init(_ sum: TapSum) {
    self.sum = sum
    let cut = ImplicitGEMMCut.best(for: sum)
    let depth = sum.productsPerOutput
    cost = cut.cost
    (readsInPlace, layout, pitch) = (cut.operand == .source, cut.layout, cut.pitch)
    (shape, tiling, rowsOfBand) = (cut.shape, cut.tiling, cut.rowsOfBand)
    bands = (sum.rows.outputs + rowsOfBand - 1) / rowsOfBand
    let panels = (sum.resultChannels + shape.height - 1) / shape.height
    panelsOfTask = cut.panelsOfTask
    blocks = (panels + panelsOfTask - 1) / panelsOfTask

    // Where each step finds its weights and its shift of the source.
    let padsWeights = sum.resultChannels < shape.height
    weightStride = padsWeights ? 1 : sum.weights.resultStride
    weightsOfGroup = padsWeights ? depth * shape.height : sum.weights.groupStride
    var steps: [ProductStep] = []
    steps.reserveCapacity(depth)
    var furthest = 0
    for channel in 0..<sum.sourceChannels {
      for (number, plane) in sum.planes.taps.enumerated() {
        for row in sum.rows.taps {
          for column in sum.columns.taps {
            let shift: Int
            if readsInPlace {
              shift =
                ((channel * sum.planes.source + plane.shift) * sum.rows.source + row.shift)
                * sum.columns.source + column.shift
            } else {
              shift = layout.shift(channel: channel, plane: number, row: row, column: column)
            }
            let weight =
              padsWeights
              ? steps.count * shape.height
              : channel * sum.weights.sourceStride
                + sum.weights.place(plane.kernel, row.kernel, column.kernel)
            steps.append(ProductStep(a: weight, b: shift))
            furthest = max(furthest, shift)
          }
        }
      }
    }
    self.steps = steps
    self.furthest = furthest
  }

  // MARK: Tasks

  var tasks: Int {
    sum.pictures * sum.groups * sum.planes.outputs * bands * blocks
  }

  /// How much work it is.
  var multiplyAdds: Int {
    sum.pictures * sum.groups * sum.resultChannels * sum.planes.outputs * sum.rows.outputs
      * sum.columns.outputs * max(4, steps.count)
  }

  func task(_ number: Int) -> Task {
    let (rest, block) = number.quotientAndRemainder(dividingBy: blocks)
    let (plane, band) = rest.quotientAndRemainder(dividingBy: bands)
    let (product, od) = plane.quotientAndRemainder(dividingBy: sum.planes.outputs)
    let (n, g) = product.quotientAndRemainder(dividingBy: sum.groups)
    let panels = (sum.resultChannels + shape.height - 1) / shape.height
    return Task(
      picture: n, group: g, plane: od,
      band: band * rowsOfBand..<min(sum.rows.outputs, (band + 1) * rowsOfBand),
      panels: block * panelsOfTask..<min(panels, (block + 1) * panelsOfTask))
  }

  var chunks: Int { max(1, (steps.count + Self.longestChunk - 1) / Self.longestChunk) }

  func chunk(_ number: Int) -> Range<Int> {
    steps.count * number / chunks..<steps.count * (number + 1) / chunks
  }

  var longestChunk: Int { (steps.count + chunks - 1) / chunks }

  /// How many sums a task keeps between chunks; with one chunk, those of one tile.
  var sumsKept: Int {
    chunks == 1 ? shape.size : panelsOfTask * tiling.count(rows: rowsOfBand) * shape.size
  }

  /// Where in a picture's source the first output of a task reads with shift 0.
  func start(of task: Task) -> Int {
    (task.plane * sum.planes.stride * sum.rows.source + task.band.lowerBound)
      * sum.columns.source
  }

  /// Where in a channel of the result the first output of a task lies.
  func resultPlace(of task: Task) -> Int {
    let plane = sum.planes.start + task.plane * sum.planes.step
    let row = sum.rows.start + task.band.lowerBound * sum.rows.step
    return (plane * sum.rows.result + row) * sum.columns.result + sum.columns.start
  }

  /// How many numbers a thread needs for the layout of a band.
  var layoutSize: Int {
    readsInPlace ? 0 : layout.size(channels: sum.sourceChannels) + layout.margin + layout.lineSize
  }

  // MARK: Weights

  /// For fewer channels than the tile has rows: the weights with rows of zeros, step by step.
  func paddedWeights(_ weight: UnsafePointer<Float>) -> ScratchMemory? {
    guard sum.resultChannels < shape.height else { return nil }
    let padded = ScratchMemory(sum.groups * steps.count * shape.height)
    var column = padded.start
    for g in 0..<sum.groups {
      let group = weight + g * sum.weights.groupStride
      for channel in 0..<sum.sourceChannels {
        for plane in sum.planes.taps {
          for row in sum.rows.taps {
            for tap in sum.columns.taps {
              let place =
                channel * sum.weights.sourceStride
                + sum.weights.place(plane.kernel, row.kernel, tap.kernel)
              for result in 0..<shape.height {
                column[result] =
                  result < sum.resultChannels
                  ? group[result * sum.weights.resultStride + place] : 0
              }
              column += shape.height
            }
          }
        }
      }
    }
    return padded
  }
}
