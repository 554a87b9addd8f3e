/// The transformed tiles of the source, for a stretch of blocks: for each block and each place of the
/// transformed tile a matrix `[source channels, tiles]`.
///
/// A vector takes one number of each of many tiles. Neighbouring tiles' numbers lie m apart in the
/// source: each row is split into m phases, and the numbers of a block's tiles are lined up, row of
/// tiles after row of tiles, however few a row has.
struct WinogradSource<Transform: WinogradTransform, V: Vector> {
  let sum: TapSum
  let rows: WinogradAxis
  let columns: WinogradAxis
  let blocks: WinogradBlocks
  let stretch: Range<Int>
  let group: Int
  let transformed: UnsafeMutablePointer<Float>

  /// How many channels one thread transforms together, so that there is work for several threads.
  var channelsTogether: Int { max(1, min(8, sum.sourceChannels / 4)) }

  /// Transforms the tiles of some channels: block after block, for the planes of a picture's channels follow each other
  /// in memory.
  func transform(
    _ source: UnsafePointer<Float>, channels: Range<Int>,
    _ scratch: WinogradSourceScratch<Transform, V>
  ) {
    for block in stretch {
      for channel in channels {
        lineUp(source, channel: channel, block: block, scratch)
        transformLines(scratch, channel: channel, block: block)
      }
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
      let first = tileRow * Transform.outputs
      // All rows are copied before the first is split: what was just stored is slow to load.
      for row in first..<first + Transform.points {
        let source = row + rows.phases.first
        scratch.copy(
          source >= 0 && source < sum.rows.source ? plane + source * sum.columns.source : nil,
          row: row)
      }
      for rowInTile in 0..<Transform.points {
        let from = scratch.row(first + rowInTile) + column * Transform.outputs
        let to =
          scratch.lines + rowInTile * Transform.points * scratch.linePitch + tile - all.lowerBound
        // A small picture has few tiles in a row, and most of a wide vector would be for nothing.
        if count <= 4 {
          split(SIMD4<Float>.self, from, to, count, scratch.linePitch)
        } else if count <= 8 {
          split(SIMD8<Float>.self, from, to, count, scratch.linePitch)
        } else {
          split(V.self, from, to, count, scratch.linePitch)
        }
      }
      tile += count
    }
  }

  /// Splits a row's numbers of `count` tiles into lines, one for each column in the tile. They are whole vectors:
  /// what is too much, the next tiles overwrite.
  @inline(__always)
  private func split<W: Vector>(
    _ width: W.Type, _ row: UnsafePointer<Float>, _ lines: UnsafeMutablePointer<Float>,
    _ count: Int, _ linePitch: Int
  ) {
    for i in stride(from: 0, to: count, by: W.count) {
      let from = row + i * Transform.outputs
      let to = lines + i
      for place in stride(from: 0, to: Transform.points, by: Transform.outputs) {
        W.split(from + place, by: Transform.outputs) { phase, numbers in
          if place + phase < Transform.points {
            numbers.store(to: to + (place + phase) * linePitch)
          }
        }
      }
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
  /// How far the lines of numbers of a block's tiles lie apart.
  let linePitch: Int
  let halfway: UnsafeMutablePointer<V>
  private let columns: WinogradAxis
  private let memory: ScratchMemory
  /// The source's numbers in a row with its padding: how many, and where the first goes.
  private let numbers: Int
  private let before: Int
  private let rowPitch: Int
  /// Which row of the source is in each slot.
  private let rowsHeld: UnsafeMutablePointer<UnsafePointer<Float>?>

  init(_ columns: WinogradAxis, _ blocks: WinogradBlocks) {
    self.columns = columns
    let places = (columns.tiles + 1) * Transform.outputs
    let first = columns.phases.first
    before = min(places, max(0, -first))
    numbers = max(0, min(places, columns.axis.source - first) - before)
    // The last vector is split from numbers beyond the row.
    rowPitch = places + 5 * V.count
    linePitch = max(blocks.shape.width, TileShape.widest) + V.count
    let points = Transform.points
    halfway = .allocate(capacity: points * points)
    memory = ScratchMemory(points * points * linePitch + points * rowPitch)
    rowsHeld = .allocate(capacity: points)
    rowsHeld.initialize(repeating: nil, count: points)
    row(0).update(repeating: 0, count: points * rowPitch)
  }

  deinit {
    halfway.deallocate()
    rowsHeld.deallocate()
  }

  /// What the tiles of a block read.
  var lines: UnsafeMutablePointer<Float> { memory.start }

  /// A row with its padding. The last m + 2 rows are kept, each in the slot of its number modulo
  /// m + 2: neighbouring rows of tiles share two.
  func row(_ number: Int) -> UnsafeMutablePointer<Float> {
    lines + Transform.points * Transform.points * linePitch + number % Transform.points * rowPitch
  }

  /// Copies a row of the source between its padding, which stays zero, unless it is there already.
  ///
  /// - Parameter source: nil for a row of the padding.
  @inline(__always)
  func copy(_ source: UnsafePointer<Float>?, row number: Int) {
    let slot = number % Transform.points
    if let source, rowsHeld[slot] == source { return }
    rowsHeld[slot] = source
    let destination = row(number) + before
    if let source {
      copyNumbers(source + (columns.phases.first + before), to: destination, count: numbers)
    } else {
      destination.update(repeating: 0, count: numbers)
    }
  }
}
