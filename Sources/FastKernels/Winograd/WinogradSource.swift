/// The transformed tiles of the source, for a stretch of blocks: for each block and each place of the
/// transformed tile a matrix `[source channels, tiles]`.
///
/// A vector takes one number of each of many tiles. Neighbouring tiles' numbers lie m apart in the
/// source, so each row of it is split into m phases; from these the numbers of a block's tiles are
/// lined up, row of tiles after row of tiles, however few a row has.
struct WinogradSource<Transform: WinogradTransform, V: Vector> {
  let sum: TapSum
  let rows: WinogradAxis
  let columns: WinogradAxis
  let blocks: WinogradBlocks
  let stretch: Range<Int>
  let group: Int
  let transformed: UnsafeMutablePointer<Float>

  /// Transforms the tiles of one channel.
  func transform(
    _ source: UnsafePointer<Float>, channel: Int, _ scratch: WinogradSourceScratch<Transform, V>
  ) {
    for block in stretch {
      lineUp(source, channel: channel, block: block, scratch)
      transformLines(scratch, channel: channel, block: block)
    }
  }

  /// Lines up what the tiles of a block read: `[row in the tile][column in the tile][tile]`.
  private func lineUp(
    _ source: UnsafePointer<Float>, channel: Int, block: Int,
    _ scratch: WinogradSourceScratch<Transform, V>
  ) {
    let all = blocks.tiles(of: block)
    var tile = all.lowerBound
    while tile < all.upperBound {
      let (row, column) = tile.quotientAndRemainder(dividingBy: columns.tiles)
      let (picture, tileRow) = row.quotientAndRemainder(dividingBy: rows.tiles)
      let count = min(columns.tiles - column, all.upperBound - tile)
      let channels = (picture * sum.groups + group) * sum.sourceChannels
      let plane = source + (channels + channel) * sum.sourcePlaces
      let first = tileRow * Transform.outputs + rows.phases.first
      // All rows are split before the first is read: what was just stored is slow to load.
      for rowInTile in 0..<Transform.points {
        let row = first + rowInTile
        if row >= 0 && row < sum.rows.source {
          scratch.split(plane + row * sum.columns.source, number: row - rows.phases.first, columns)
        }
      }
      for rowInTile in 0..<Transform.points {
        let row = first + rowInTile
        let isInside = row >= 0 && row < sum.rows.source
        let phases = scratch.phases(ofRow: row - rows.phases.first)
        let lines =
          scratch.lines + rowInTile * Transform.points * scratch.linePitch + tile - all.lowerBound
        for columnInTile in 0..<Transform.points {
          let (shift, phase) = columnInTile.quotientAndRemainder(dividingBy: Transform.outputs)
          let from = phases + phase * scratch.phasePitch + column + shift
          let to = lines + columnInTile * scratch.linePitch
          // Whole vectors: what is too much, the next tiles overwrite.
          for i in stride(from: 0, to: count, by: V.count) {
            (isInside ? V(at: from + i) : V(zero: ())).store(to: to + i)
          }
        }
      }
      tile += count
    }
  }

  @inline(__always)
  private func transformLines(
    _ scratch: WinogradSourceScratch<Transform, V>, channel: Int, block: Int
  ) {
    let points = Transform.points
    let width = blocks.shape(of: block).width
    let matrix =
      transformed
      + blocks.matrix(
        0, ofBlock: block - stretch.lowerBound, width: width, channels: sum.sourceChannels,
        places: points * points)
    let matrixSize = sum.sourceChannels * width + 16
    let (halfway, pitch) = (scratch.halfway, scratch.linePitch)
    for lane in stride(from: 0, to: width, by: V.count) {
      // Along the columns of the tile, then along its rows.
      for column in 0..<points {
        let from = scratch.lines + column * pitch + lane
        let to = halfway + column * points
        Transform.source({ V(at: from + $0 * points * pitch) }, { to[$0] = $1 })
      }
      for row in 0..<points {
        let to = matrix + row * points * matrixSize + channel * width + lane
        Transform.source(
          { halfway[row + points * $0] }, { $1.store(to: to + $0 * matrixSize) })
      }
    }
  }
}

/// What one thread needs to transform tiles of the source.
final class WinogradSourceScratch<Transform: WinogradTransform, V: Vector> {
  /// How far the phases of a row, and the lines of numbers of a block's tiles, lie apart.
  let phasePitch: Int
  let linePitch: Int
  let halfway: UnsafeMutablePointer<V>
  private let memory: ScratchMemory
  private let places: Int
  /// The row in each slot.
  private let rowsHeld: UnsafeMutablePointer<UnsafePointer<Float>?>

  init(_ columns: WinogradAxis, _ blocks: WinogradBlocks) {
    places = columns.tiles + 1
    phasePitch = places + 16 + V.count
    linePitch = max(blocks.shape.width, TileShape.widest) + V.count
    let points = Transform.points
    halfway = .allocate(capacity: points * points)
    memory = ScratchMemory(
      points * points * linePitch + points * Transform.outputs * phasePitch
        + columns.phases.roomForLine(count: places))
    rowsHeld = .allocate(capacity: points)
    rowsHeld.initialize(repeating: nil, count: points)
  }

  deinit {
    halfway.deallocate()
    rowsHeld.deallocate()
  }

  /// What the tiles of a block read.
  var lines: UnsafeMutablePointer<Float> { memory.start }
  /// The phases of the last rows of the source that were split, each in the slot of its number modulo
  /// m + 2: rows of tiles share two rows.
  private var slots: UnsafeMutablePointer<Float> {
    lines + Transform.points * Transform.points * linePitch
  }

  func phases(ofRow number: Int) -> UnsafeMutablePointer<Float> {
    slots + number % Transform.points * Transform.outputs * phasePitch
  }

  /// Splits a row of the source into its phases, unless it was.
  @inline(__always)
  func split(_ row: UnsafePointer<Float>, number: Int, _ columns: WinogradAxis) {
    let slot = number % Transform.points
    if rowsHeld[slot] == row { return }
    rowsHeld[slot] = row
    let line = slots + Transform.points * Transform.outputs * phasePitch
    columns.phases.pad(row, count: places, to: line)
    let phases = phases(ofRow: number)
    for phase in 0..<Transform.outputs {
      columns.phases.copy(
        phase: phase, of: line, count: places, to: phases + phase * phasePitch, spilling: true)
    }
  }
}
