/// What the tiles along an axis read of a picture, and what becomes of it.
protocol TileReading {
  /// How far neighbouring tiles lie apart: m.
  static var step: Int { get }
  /// How many places a tile reads.
  static var reads: Int { get }
  /// How many numbers that becomes: m + 2.
  static var points: Int { get }

  static func transform<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void)
}

/// Bᵀ d: tiles of the input, which overlap by two places.
enum InputTiles<Transform: WinogradTransform>: TileReading {
  @inline(__always) static var step: Int { Transform.outputs }
  @inline(__always) static var reads: Int { Transform.points }
  @inline(__always) static var points: Int { Transform.points }

  @inline(__always)
  static func transform<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    Transform.source(at, put)
  }
}

/// A y: tiles of the gradient of the output, side by side.
enum OutputGradientTiles<Transform: WinogradTransform>: TileReading {
  @inline(__always) static var step: Int { Transform.outputs }
  @inline(__always) static var reads: Int { Transform.outputs }
  @inline(__always) static var points: Int { Transform.points }

  @inline(__always)
  static func transform<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    Transform.outputGradient(at, put)
  }
}

/// The transformed tiles of pictures, channels side by side: for each place of the transformed tile a
/// matrix `[tiles, channels]`.
///
/// A vector takes one number of each of many channels. In a picture the channels lie far apart, so
/// the rows that a line of tiles reads are laid out anew first, squares of channels and places turned
/// over (`Transposition`).
struct TilesOfChannels<Reading: TileReading, V: Vector> {
  /// One axis of the pictures.
  struct Axis {
    let size: Int
    /// The place, maybe before the first, at which tile 0 begins.
    let first: Int
    let tiles: Int
  }

  let groups: Int
  /// How many channels a group has.
  let channels: Int
  let rows: Axis
  let columns: Axis

  /// How many vectors of channels are laid out at a time.
  private static var vectorsOfBlock: Int { 4 }
  private static var widthOfBlock: Int { vectorsOfBlock * V.count }

  private var vectors: Int { (channels + V.count - 1) / V.count }
  var blocks: Int { (vectors + Self.vectorsOfBlock - 1) / Self.vectorsOfBlock }

  /// How far the rows of a matrix lie apart. Of many vectors it is an odd number: else the rows of some
  /// columns would all want the same lines of the cache.
  var pitch: Int { (vectors <= 4 ? vectors : vectors | 1) * V.count }

  /// How many places of a row are laid out: whole vectors.
  private var places: Int {
    let places = columns.tiles * Reading.step + Reading.reads - Reading.step
    return (places + V.count - 1) / V.count * V.count
  }

  /// How many numbers `transform` needs for itself. They are zeros before the first call.
  var scratchSize: Int {
    Reading.reads * places * Self.widthOfBlock + V.count * places + 2 * Transposition<V>.size
      + Reading.reads * Reading.points * V.count
  }

  /// Transforms a line of tiles, for one block of channels.
  ///
  /// - Parameters:
  ///   - source: the pictures.
  ///   - line: the line's number, over all pictures.
  ///   - matrices: where in the first matrix the line's first tile goes; the matrices lie
  ///     `matrixStride` apart.
  @inline(__always)
  func transform(
    _ source: UnsafePointer<Float>, group: Int, line: Int, block: Int,
    into matrices: UnsafeMutablePointer<Float>, matrixStride: Int,
    _ scratch: UnsafeMutablePointer<Float>
  ) {
    let (picture, row) = line.quotientAndRemainder(dividingBy: rows.tiles)
    let first = block * Self.vectorsOfBlock
    let some = first..<min(vectors, first + Self.vectorsOfBlock)
    let plane = rows.size * columns.size
    layOut(
      source + (picture * groups + group) * channels * plane, row: row, vectors: some, scratch)
    let halfway = UnsafeMutableRawPointer(
      scratch + scratchSize - Reading.reads * Reading.points * V.count
    )
    .assumingMemoryBound(to: V.self)
    let rowSize = places * Self.widthOfBlock
    for tile in 0..<columns.tiles {
      for vector in 0..<some.count {
        let from = scratch + tile * Reading.step * Self.widthOfBlock + vector * V.count
        let to = matrices + tile * pitch + (first + vector) * V.count
        // Along the columns of the tile, then along its rows.
        for column in 0..<Reading.reads {
          let from = from + column * Self.widthOfBlock
          let to = halfway + column * Reading.points
          Reading.transform({ V(at: from + $0 * rowSize) }, { to[$0] = $1 })
        }
        for row in 0..<Reading.points {
          let to = to + row * Reading.points * matrixStride
          Reading.transform(
            { halfway[row + Reading.points * $0] }, { $1.store(to: to + $0 * matrixStride) })
        }
      }
    }
  }

  /// Lays out the rows that a line of tiles reads: `[row][place][channel]`.
  @inline(__always)
  private func layOut(
    _ source: UnsafePointer<Float>, row tileRow: Int, vectors: Range<Int>,
    _ layout: UnsafeMutablePointer<Float>
  ) {
    let lines = layout + Reading.reads * places * Self.widthOfBlock
    let squares = lines + V.count * places
    let before = min(places, max(0, -columns.first))
    let start = max(0, columns.first)
    let count = max(0, min(places - before, columns.size - start))
    for rowInTile in 0..<Reading.reads {
      let row = tileRow * Reading.step + rowInTile + rows.first
      let isInside = row >= 0 && row < rows.size
      for (number, vector) in vectors.enumerated() {
        for lane in 0..<V.count {
          let channel = vector * V.count + lane
          let line = lines + lane * places + before
          if isInside && channel < channels {
            copyNumbers(
              source + (channel * rows.size + row) * columns.size + start, to: line, count: count)
          } else {
            line.update(repeating: 0, count: count)
          }
        }
        let to = layout + rowInTile * places * Self.widthOfBlock + number * V.count
        for place in stride(from: 0, to: places, by: V.count) {
          let turned = Transposition<V>.turn(lines + place, stride: places, squares)
          for i in 0..<V.count {
            V(at: turned + i * V.count).store(to: to + (place + i) * Self.widthOfBlock)
          }
        }
      }
    }
  }
}
