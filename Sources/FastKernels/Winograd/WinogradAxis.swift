import Kernels

/// One axis of outputs cut into tiles of m, each of which reads m + 2 places of the source.
///
/// Tile t reads the places t·m + shift from its first tap on: as if m were a stride, so the source is
/// laid out in m phases (`PhaseAxis`), and neighbouring tiles read neighbours.
struct WinogradAxis {
  /// The axis of the sum.
  let axis: TapAxis
  /// How many tiles there are; the last may hang over the end.
  let tiles: Int
  let outputsOfTile: Int
  /// The phases in which the source is laid out.
  let phases: PhaseAxis
  /// The kernel's three places in the order in which they lie on the source.
  let kernel: [Int]

  /// Whether the taps are three neighbours and the window moves by one.
  static func supports(_ axis: TapAxis) -> Bool {
    let shifts = axis.taps.map(\.shift).sorted()
    return axis.stride == 1 && axis.step == 1 && shifts.count == 3
      && shifts[1] == shifts[0] + 1 && shifts[2] == shifts[1] + 1
  }

  init(_ axis: TapAxis, outputsOfTile: Int) {
    self.axis = axis
    self.outputsOfTile = outputsOfTile
    tiles = (axis.outputs + outputsOfTile - 1) / outputsOfTile
    let taps = axis.taps.sorted { $0.shift < $1.shift }
    kernel = taps.map(\.kernel)
    phases = PhaseAxis(
      TapAxis(
        source: axis.source, outputs: tiles, stride: outputsOfTile,
        shifts: taps[0].shift..<taps[0].shift + outputsOfTile + 2))
  }
}

/// How the tiles of a Winograd convolution, the columns of its matrix products, are cut up: into
/// blocks of the width of the microkernel's tile, and these into stretches that are transformed
/// together.
struct WinogradBlocks {
  let tiles: Int
  /// The shape of the microkernel's tile, and in the last block, which may have few columns.
  let shape: TileShape
  private let lastShape: TileShape
  /// The blocks of each stretch, and how many the longest has.
  let stretches: [Range<Int>]
  let most: Int

  /// About how many transformed numbers of the source are held at a time: 4 megabytes of them stay in
  /// a cache that the processor's cores share.
  private static let largestSource = 1 << 20

  /// - Parameters:
  ///   - rows: the rows of the product.
  ///   - numbersOfTile: how many transformed numbers a tile has, over all channels.
  ///   - panel: how many rows of the left operand lie together; tiles don't reach across.
  init(tiles: Int, rows: Int, numbersOfTile: Int, panel: Int) {
    self.tiles = tiles
    func cost(_ shape: TileShape, _ columns: Int) -> Double {
      panel % shape.height == 0 ? shape.cost(rows: rows, columns: columns) : .infinity
    }
    /// The shape of the last block: wide enough for what is left, and no wider than the others.
    func last(_ shape: TileShape) -> TileShape {
      let rest = tiles % shape.width
      return TileShape.best {
        (rest...shape.width).contains($0.width) ? cost($0, rest) : .infinity
      }
    }
    shape = TileShape.best { shape in
      let rest = tiles % shape.width
      return cost(shape, tiles - rest) + (rest > 0 ? cost(last(shape), rest) : 0)
    }
    lastShape = tiles % shape.width == 0 ? shape : last(shape)
    let blocks = (tiles + shape.width - 1) / shape.width
    let atOnce = max(1, Self.largestSource / max(1, numbersOfTile * shape.width))
    let count = max(1, (blocks + atOnce - 1) / atOnce)
    stretches = (0..<count).map { blocks * $0 / count..<blocks * ($0 + 1) / count }
    most = stretches.reduce(0) { max($0, $1.count) }
  }

  /// A number of rows that the heights of all its shapes divide.
  var commonHeight: Int {
    (1...TileShape.commonHeight).first {
      $0 % shape.height == 0 && $0 % lastShape.height == 0
    } ?? TileShape.commonHeight
  }

  /// Where in a stretch's transformed numbers the matrix `[source channels, tiles]` of one place begins.
  ///
  /// The matrices of one block don't lie a multiple of 4096 bytes apart, or all would want the same
  /// lines of the cache.
  func matrix(_ place: Int, ofBlock number: Int, width: Int, channels: Int, places: Int) -> Int {
    number * sizeOfBlock(channels: channels, places: places) + place * (channels * width + 16)
  }

  /// How many numbers the matrices of one block have.
  func sizeOfBlock(channels: Int, places: Int) -> Int { places * (channels * shape.width + 16) }

  /// The tiles of a block.
  func tiles(of block: Int) -> Range<Int> {
    block * shape.width..<min(tiles, (block + 1) * shape.width)
  }

  /// The shape of the microkernel's tile in a block.
  func shape(of block: Int) -> TileShape {
    (block + 1) * shape.width > tiles ? lastShape : shape
  }
}
