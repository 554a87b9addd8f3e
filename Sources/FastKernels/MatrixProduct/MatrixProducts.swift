// The matrix product that convolutions and linear layers are made of, C = A·B, several of one size
// at a time. A is packed beforehand (`PackedRows`); a block of B is packed where it is used, small
// enough to stay in the cache, so B may be a matrix that exists nowhere as a whole.
//
// The loops, from the outside in:
//
//     for each product, slice of k, block of columns, of rows   a task; tasks are shared by threads
//       for each block of kc steps of k                         B's block [kc, nc] is packed: L2
//         for each panel of nr columns                          [kc, nr] of B stays in L1
//           for each panel of mr rows                           [kc, mr] of A comes from L2
//             the microkernel                                   the tile [mr, nr] is in registers
//
// A small C with a long k would give few tasks. Then k is cut into slices, each with a result of its
// own, which whoever asked for them adds up in order.

struct MatrixProducts {
  /// How many products there are.
  let count: Int
  /// C is `[rows, columns]`, and k runs up to `depth`.
  let rows: Int
  let columns: Int
  let depth: Int
  /// Into how many slices k is cut.
  var slices = 1

  /// Where one product, or a slice of it, goes.
  struct Destination {
    let matrix: UnsafeMutablePointer<Float>
    var start = OutputRows.Start.zeros
    var finish = OutputRows.Finish.asItIs
  }

  /// The most steps of k between two stores of a tile: a panel of B [kc, nr] and one of A [kc, mr]
  /// fit the first-level cache together.
  static var kc: Int { 192 }
  /// How many columns one task takes, and how many rows at least.
  static var nc: Int { 4 * PackedTile.nr }
  private static var fewestRows: Int { 16 * PackedTile.mr }
  /// How many tasks are enough to share out. Then they take all rows, so that B is packed only once.
  private static var enoughTasks: Int { 16 }

  /// How many rows one task takes.
  private var mc: Int {
    let tasks = count * slices * columnBlocks
    let blocks = max(1, Self.enoughTasks / max(1, tasks))
    let panels = (rows + PackedTile.mr - 1) / PackedTile.mr
    return max(Self.fewestRows, (panels + blocks - 1) / blocks * PackedTile.mr)
  }

  var rowBlocks: Int { (rows + mc - 1) / mc }
  var columnBlocks: Int { (columns + Self.nc - 1) / Self.nc }

  /// Computes them all.
  ///
  /// - Parameters:
  ///   - a: the left operands; product p takes matrix p modulo their number.
  ///   - b: the right operand of a product.
  ///   - c: where a product's slice goes; its rows lie `columns` numbers apart.
  @inline(__always)
  func compute<Lines: MatrixLines>(
    _ a: PackedRows, _ b: (_ product: Int) -> PanelPacker<Lines>,
    into c: (_ product: Int, _ slice: Int) -> Destination
  ) {
    let (mc, rowBlocks, columnBlocks) = (mc, rowBlocks, columnBlocks)
    let tasks = count * slices * rowBlocks * columnBlocks
    Threads.share(tasks, work: count * rows * columns * depth) { nextTask in
      let scratch = ProductScratch()
      defer { scratch.free() }
      while let task = nextTask() {
        // Which product, slice, rows and columns this task is.
        let columnBlock = task % columnBlocks
        let rowBlock = task / columnBlocks % rowBlocks
        let slice = task / (columnBlocks * rowBlocks) % slices
        let product = task / (columnBlocks * rowBlocks * slices)
        let destination = c(product, slice)
        let tiles = OutputRows(
          matrix: destination.matrix,
          rows: rowBlock * mc..<min(rows, (rowBlock + 1) * mc),
          columns: columnBlock * Self.nc..<min(columns, (columnBlock + 1) * Self.nc),
          stride: columns, edge: scratch.edge)
        tiles.begin(with: destination.start)
        scratch.addProduct(
          of: a, matrix: product % a.count, b(product),
          steps: depth * slice / slices..<depth * (slice + 1) / slices, to: tiles)
        tiles.end(with: destination.finish)
      }
    }
  }
}

/// What one thread needs for itself while it multiplies: room for a block of B and for one tile.
struct ProductScratch {
  private let block: UnsafeMutablePointer<Float>
  let edge: UnsafeMutablePointer<Float>

  init() {
    block = .allocate(capacity: MatrixProducts.kc * MatrixProducts.nc)
    edge = .allocate(capacity: PackedTile.mr * PackedTile.nr)
  }

  func free() {
    block.deallocate()
    edge.deallocate()
  }

  /// C += A·B for at most `nc` columns of C.
  @inline(__always)
  func addProduct<Lines: MatrixLines>(
    of a: PackedRows, matrix: Int, _ b: PanelPacker<Lines>, steps: Range<Int>, to tiles: OutputRows
  ) {
    for k in stride(from: steps.lowerBound, to: steps.upperBound, by: MatrixProducts.kc) {
      let count = min(MatrixProducts.kc, steps.upperBound - k)
      b.pack(tiles.columns, steps: k..<k + count, width: PackedTile.nr, into: block)
      tiles.forEachTile { rowPanel, columnPanel, c, stride in
        PackedTile.addProduct(
          depth: count, a.panel(rowPanel, of: matrix, k: k),
          block + columnPanel * count * PackedTile.nr, to: c, stride: stride)
      }
    }
  }
}
