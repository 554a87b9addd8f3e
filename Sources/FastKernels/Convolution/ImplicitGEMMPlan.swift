import Kernels

/// How an implicit GEMM is cut up: the tile's shape, the bands of outputs and the chunks of k. It
/// depends on the geometry alone.
struct ImplicitGEMMPlan {
  let gemm: ImplicitGEMM
  private let planes: PhaseAxis
  private let rows: PhaseAxis
  private let columns: PhaseAxis

  /// Whether the microkernel reads the source itself; otherwise a band of it is laid out.
  let readsInPlace: Bool
  /// How far apart the rows of outputs lie among the columns of the product.
  let pitch: Int
  let shape: TileShape
  let rowsOfBand: Int
  let bands: Int
  private let panelsOfBlock: Int
  private let blocks: Int
  /// All steps of k: source channel by source channel, tap by tap.
  let steps: [ProductStep]
  /// The largest of the steps' shifts.
  let furthest: Int
  /// How far the weights of neighbouring rows of A lie apart, and those of neighbouring groups.
  let weightStride: Int
  let weightsOfGroup: Int

  /// The most steps of k between two stores of a tile, so that a panel of A stays in the first-level
  /// cache while it meets the tiles of a band.
  private static let longestChunk = 320
  /// The most numbers that a band lays out, unless a single row needs more: half of a second-level cache
  /// of a megabyte.
  private static let largestLayout = 1 << 17
  /// About how many columns of the product a band has at most.
  private static let widestBand = 512
  /// From how many tasks on all threads of a usual machine have enough to do.
  private static let enoughTasks = 8

  /// A piece of the work: a band of output rows in one plane, for some channels of the result.
  struct Task {
    let picture: Int
    let group: Int
    let plane: Int
    let band: Range<Int>
    let panels: Range<Int>
  }

  init(_ gemm: ImplicitGEMM) {
    self.gemm = gemm
    let planes = PhaseAxis(gemm.planes)
    let rows = PhaseAxis(gemm.rows)
    let columns = PhaseAxis(gemm.columns)
    (self.planes, self.rows, self.columns) = (planes, rows, columns)
    let taps = gemm.planes.taps.count * gemm.rows.taps.count * gemm.columns.taps.count
    let depth = gemm.sourceChannels * taps
    let readsInPlace =
      gemm.planes.isInside && gemm.rows.isInside && gemm.rows.stride == 1
      && gemm.columns.isInside && gemm.columns.stride == 1
      && gemm.sourceChannels * gemm.sourcePlaces < Int(Int32.max)
    self.readsInPlace = readsInPlace
    let pitch = readsInPlace ? gemm.columns.source : columns.pitch
    self.pitch = pitch

    // The shape of the tile and the height of the bands that together cost least.
    let layoutOfRow =
      gemm.sourceChannels * gemm.planes.taps.count * rows.phases.count * columns.phases.count
      * pitch
    func numbersLaidOut(_ rowsOfBand: Int) -> Int {
      readsInPlace ? 0 : layoutOfRow * rows.length(outputs: rowsOfBand)
    }
    var best = (cost: Double.infinity, shape: TileShape.all[0], rowsOfBand: 1)
    for shape in TileShape.all {
      let panels = (gemm.resultChannels + shape.height - 1) / shape.height
      let tileCost =
        Double(panels) * (Double(depth) * shape.cost + Double(shape.vectors * shape.height))
      for rowsOfBand in Self.candidates(gemm.rows.outputs) {
        if rowsOfBand > 1,
          numbersLaidOut(rowsOfBand) > Self.largestLayout || rowsOfBand * pitch > Self.widestBand
        {
          continue
        }
        func cost(_ rowsOfBand: Int) -> Double {
          let columns = (rowsOfBand - 1) * pitch + gemm.columns.outputs
          return Double((columns + shape.width - 1) / shape.width) * tileCost
            + 0.15 * Double(numbersLaidOut(rowsOfBand))
        }
        let (whole, rest) = gemm.rows.outputs.quotientAndRemainder(dividingBy: rowsOfBand)
        let total = Double(whole) * cost(rowsOfBand) + (rest > 0 ? cost(rest) : 0)
        if total < best.cost * 0.999 { best = (total, shape, rowsOfBand) }
      }
    }
    shape = best.shape
    rowsOfBand = best.rowsOfBand
    bands = (gemm.rows.outputs + rowsOfBand - 1) / rowsOfBand
    let panels = (gemm.resultChannels + shape.height - 1) / shape.height
    let tasks = gemm.pictures * gemm.groups * gemm.planes.outputs * bands
    panelsOfBlock = max(1, panels / max(1, Self.enoughTasks / max(1, tasks)))
    blocks = (panels + panelsOfBlock - 1) / panelsOfBlock

    // Where each step finds its weights and its shift of the source.
    let padsWeights = gemm.resultChannels < shape.height
    weightStride = padsWeights ? 1 : gemm.weights.resultStride
    weightsOfGroup = padsWeights ? depth * shape.height : gemm.weights.groupStride
    let rowsLaidOut = rows.length(outputs: rowsOfBand)
    var steps: [ProductStep] = []
    steps.reserveCapacity(depth)
    var furthest = 0
    for channel in 0..<gemm.sourceChannels {
      for (number, plane) in gemm.planes.taps.enumerated() {
        for row in gemm.rows.taps {
          for column in gemm.columns.taps {
            let shift: Int
            if readsInPlace {
              shift =
                ((channel * gemm.planes.source + plane.shift) * gemm.rows.source + row.shift)
                * gemm.columns.source + column.shift
            } else {
              let (rowPhase, rowShift) = rows.place(of: row)
              let (columnPhase, columnShift) = columns.place(of: column)
              let plane =
                ((channel * gemm.planes.taps.count + number) * rows.phases.count + rowPhase)
                * columns.phases.count + columnPhase
              shift = (plane * rowsLaidOut + rowShift) * pitch + columnShift
            }
            let weight =
              padsWeights
              ? steps.count * shape.height
              : channel * gemm.weights.sourceStride
                + gemm.weights.place(plane.kernel, row.kernel, column.kernel)
            steps.append(ProductStep(a: weight, b: shift))
            furthest = max(furthest, shift)
          }
        }
      }
    }
    self.steps = steps
    self.furthest = furthest
  }

  /// The heights of bands that are tried.
  private static func candidates(_ rows: Int) -> [Int] {
    [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 48, 64].filter { $0 < rows } + [rows]
  }

  // MARK: Tasks

  var tasks: Int {
    gemm.pictures * gemm.groups * gemm.planes.outputs * bands * blocks
  }

  /// How much work it is.
  var multiplyAdds: Int {
    gemm.pictures * gemm.groups * gemm.resultChannels * gemm.planes.outputs * gemm.rows.outputs
      * gemm.columns.outputs * max(4, steps.count)
  }

  func task(_ number: Int) -> Task {
    let (rest, block) = number.quotientAndRemainder(dividingBy: blocks)
    let (plane, band) = rest.quotientAndRemainder(dividingBy: bands)
    let (product, od) = plane.quotientAndRemainder(dividingBy: gemm.planes.outputs)
    let (n, g) = product.quotientAndRemainder(dividingBy: gemm.groups)
    let panels = (gemm.resultChannels + shape.height - 1) / shape.height
    return Task(
      picture: n, group: g, plane: od,
      band: band * rowsOfBand..<min(gemm.rows.outputs, (band + 1) * rowsOfBand),
      panels: block * panelsOfBlock..<min(panels, (block + 1) * panelsOfBlock))
  }

  /// How many tiles lie side by side over a band of so many rows.
  func tiles(rows: Int) -> Int {
    ((rows - 1) * pitch + gemm.columns.outputs + shape.width - 1) / shape.width
  }

  var chunks: Int { max(1, (steps.count + Self.longestChunk - 1) / Self.longestChunk) }

  func chunk(_ number: Int) -> Range<Int> {
    steps.count * number / chunks..<steps.count * (number + 1) / chunks
  }

  var longestChunk: Int { (steps.count + chunks - 1) / chunks }

  /// How many sums a task keeps between chunks; with one chunk, those of one tile.
  var sums: Int {
    chunks == 1 ? shape.size : panelsOfBlock * tiles(rows: rowsOfBand) * shape.size
  }

  /// Where in a picture's source the first output of a task reads with shift 0.
  func start(of task: Task) -> Int {
    (task.plane * gemm.planes.stride * gemm.rows.source + task.band.lowerBound)
      * gemm.columns.source
  }

  /// Where in a channel of the result the first output of a task lies.
  func resultPlace(of task: Task) -> Int {
    let plane = gemm.planes.start + task.plane * gemm.planes.step
    let row = gemm.rows.start + task.band.lowerBound * gemm.rows.step
    return (plane * gemm.rows.result + row) * gemm.columns.result + gemm.columns.start
  }

  // MARK: Laying out

  /// How many numbers a band's layout has, and the zeros after it that the last tile may read.
  var layoutSize: Int {
    guard !readsInPlace else { return 0 }
    return gemm.sourceChannels * gemm.planes.taps.count * rows.phases.count * columns.phases.count
      * rows.length(outputs: rowsOfBand) * pitch + layoutMargin
  }

  private var layoutMargin: Int { columns.length(outputs: gemm.columns.outputs) + TileShape.widest }

  /// Lays out what a band of outputs reads of a picture: channel by channel, plane by plane of the
  /// kernel, phase by phase, rows `pitch` apart.
  func layOut(
    _ source: UnsafePointer<Float>, plane od: Int, band: Range<Int>,
    into layout: UnsafeMutablePointer<Float>
  ) {
    let sourcePlane = gemm.rows.source * gemm.columns.source
    let rowsLaidOut = rows.length(outputs: rowsOfBand)
    let count = columns.length(outputs: gemm.columns.outputs)
    var destination = layout
    for channel in 0..<gemm.sourceChannels {
      for tap in gemm.planes.taps {
        let id = od * gemm.planes.stride + tap.shift
        let hasPlane = id >= 0 && id < gemm.planes.source
        let plane = source + (channel * gemm.planes.source + (hasPlane ? id : 0)) * sourcePlane
        for rowPhase in rows.phases {
          for columnPhase in columns.phases {
            for row in 0..<rowsLaidOut {
              let ih = (band.lowerBound + row) * gemm.rows.stride + rowPhase + rows.first
              if hasPlane && ih >= 0 && ih < gemm.rows.source {
                // What is longer than the pitch are zeros, which the next row begins with too.
                columns.copy(
                  plane + ih * gemm.columns.source, phase: columnPhase, count: min(count, pitch),
                  to: destination)
              } else {
                destination.update(repeating: 0, count: pitch)
              }
              destination += pitch
            }
          }
        }
      }
    }
    destination.update(repeating: 0, count: layoutMargin)
  }

  // MARK: Weights

  /// For fewer channels than the tile has rows: the weights with rows of zeros, step by step.
  func paddedWeights(_ weight: UnsafePointer<Float>) -> ScratchMemory? {
    guard gemm.resultChannels < shape.height else { return nil }
    let padded = ScratchMemory(gemm.groups * steps.count * shape.height)
    var column = padded.start
    for g in 0..<gemm.groups {
      let group = weight + g * gemm.weights.groupStride
      for channel in 0..<gemm.sourceChannels {
        for plane in gemm.planes.taps {
          for row in gemm.rows.taps {
            for tap in gemm.columns.taps {
              let place =
                channel * gemm.weights.sourceStride
                + gemm.weights.place(plane.kernel, row.kernel, tap.kernel)
              for result in 0..<shape.height {
                column[result] =
                  result < gemm.resultChannels
                  ? group[result * gemm.weights.resultStride + place] : 0
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
