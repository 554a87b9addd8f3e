/// What one thread needs for itself during an implicit GEMM.
final class ImplicitGEMMScratch {
  /// A band of the source with its padding.
  var layout: UnsafeMutablePointer<Float> { memory.start }
  /// The last tile's part of B, where the source ends before the tile does.
  var tail: UnsafeMutablePointer<Float> { memory.start + plan.layoutSize }

  private let plan: ImplicitGEMMPlan
  private let memory: ScratchMemory
  private let steps: UnsafeMutableBufferPointer<ProductStep>
  /// The pieces of outputs of all tiles, and for each tile the number of its first.
  private let allPieces: UnsafeMutablePointer<TilePiece>
  private let firstPieces: UnsafeMutablePointer<Int>
  private var rowsOfPieces = 0
  /// The bias where there is none.
  let zeros: UnsafeMutablePointer<Float>

  init(_ plan: ImplicitGEMMPlan) {
    self.plan = plan
    let tiles = plan.tiling.count(rows: plan.rowsOfBand)
    steps = .allocate(capacity: plan.readsInPlace ? plan.longestChunk : 0)
    allPieces = .allocate(
      capacity: tiles * (plan.shape.width / 4 + 2) + 2 * plan.rowsOfBand)
    zeros = .allocate(capacity: TileShape.tallest)
    zeros.update(repeating: 0, count: TileShape.tallest)
    firstPieces = .allocate(capacity: tiles + 1)
    memory = ScratchMemory(
      plan.layoutSize + (plan.readsInPlace ? plan.longestChunk * plan.shape.width : 0)
        + plan.sumsKept)
  }

  deinit {
    steps.deallocate()
    allPieces.deallocate()
    zeros.deallocate()
    firstPieces.deallocate()
  }

  /// The sums of one tile.
  func sums(panel: Int, tile: Int, of tiles: Int) -> UnsafeMutablePointer<Float> {
    let all = tail + (plan.readsInPlace ? plan.longestChunk * plan.shape.width : 0)
    return plan.chunks == 1 ? all : all + (panel * tiles + tile) * plan.shape.size
  }

  /// Finds out which columns of the tiles over a band of so many rows are outputs.
  func findPieces(_ plan: ImplicitGEMMPlan, rows: Int) {
    guard rows != rowsOfPieces else { return }
    if plan.tiling.byRows { return findPlaces(plan, rows: rows) }
    rowsOfPieces = rows
    var count = 0
    let (axis, width) = (plan.sum.columns, plan.shape.width)
    for tile in 0..<plan.tiling.count(rows: rows) {
      firstPieces[tile] = count
      let columns = tile * width..<(tile + 1) * width
      for row in columns.lowerBound / plan.pitch..<rows {
        let outputs = (row * plan.pitch..<row * plan.pitch + axis.outputs).clamped(to: columns)
        if row * plan.pitch >= columns.upperBound { break }
        if outputs.isEmpty { continue }
        let place =
          row * plan.sum.rows.step * axis.result
          + (outputs.lowerBound - row * plan.pitch) * axis.step
        TilePiece.forEach(
          ofRun: outputs.count, column: outputs.lowerBound - columns.lowerBound, place: place,
          step: axis.step
        ) {
          allPieces[count] = $0
          count += 1
        }
      }
    }
    firstPieces[plan.tiling.count(rows: rows)] = count
  }

  /// Finds out where each tile that is all outputs begins, in the source and in the result.
  private func findPlaces(_ plan: ImplicitGEMMPlan, rows: Int) {
    rowsOfPieces = rows
    for tile in 0..<plan.tiling.count(rows: rows) {
      let column = plan.tiling.column(tile: tile, rows: rows)
      let place = plan.tiling.place(
        ofColumn: column, resultPitch: plan.sum.rows.step * plan.sum.columns.result)
      allPieces[tile] = TilePiece(column: column, count: plan.shape.width, place: place)
    }
  }

  /// Where a tile that is all outputs begins.
  @inline(__always)
  func whole(_ tile: Int) -> TilePiece { allPieces[tile] }

  /// The pieces of outputs in one tile.
  @inline(__always)
  func pieces(of tile: Int) -> UnsafeBufferPointer<TilePiece> {
    UnsafeBufferPointer(
      start: allPieces + firstPieces[tile], count: firstPieces[tile + 1] - firstPieces[tile])
  }

  /// The first `count` steps of the copied tail.
  @inline(__always)
  func tailSteps(_ count: Int) -> UnsafeBufferPointer<ProductStep> {
    UnsafeBufferPointer(rebasing: steps[..<count])
  }

  /// Copies the rows of B of some steps for one tile, as far as the source goes.
  func copyTail(
    _ b: UnsafePointer<Float>, _ some: UnsafeBufferPointer<ProductStep>, room: Int
  ) {
    let width = plan.shape.width
    for (number, step) in some.enumerated() {
      let line = tail + number * width
      let count = min(width, max(0, room - Int(step.b)))
      copyNumbers(b + Int(step.b), to: line, count: count)
      (line + count).update(repeating: 0, count: width - count)
      steps[number] = ProductStep(a: Int(step.a), b: number * width)
    }
  }
}
