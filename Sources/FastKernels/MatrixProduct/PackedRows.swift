/// The left operands of matrix products, packed whole before the products begin: for each matrix
/// panels of `mr` rows, and in a panel `[k][mr]`. Every block of columns reads them again.
final class PackedRows: @unchecked Sendable {
  /// How many matrices there are.
  let count: Int
  private let depth: Int
  private let panels: Int
  private let memory: UnsafeMutablePointer<Float>

  /// Packs `count` matrices of `rows` rows and `depth` columns, each by the packer that `packer`
  /// gives for it.
  @inline(__always)
  init<Lines: MatrixLines>(
    count: Int, rows: Int, depth: Int, _ packer: (_ matrix: Int) -> PanelPacker<Lines>
  ) {
    let panels = (rows + PackedTile.mr - 1) / PackedTile.mr
    let panelSize = depth * PackedTile.mr
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(1, count * panels * panelSize))
    self.count = count
    self.depth = depth
    self.panels = panels
    self.memory = memory
    Threads.forEach(count * panels, work: count * panels * panelSize * 8) { task in
      let (matrix, panel) = task.quotientAndRemainder(dividingBy: panels)
      let first = panel * PackedTile.mr
      packer(matrix).pack(
        first..<min(rows, first + PackedTile.mr), steps: 0..<depth, width: PackedTile.mr,
        into: memory + task * panelSize)
    }
  }

  deinit { memory.deallocate() }

  /// Panel number `panel` of matrix `matrix`, from step `k` on.
  @inline(__always)
  func panel(_ panel: Int, of matrix: Int, k: Int) -> UnsafePointer<Float> {
    UnsafePointer(memory + ((matrix * panels + panel) * depth + k) * PackedTile.mr)
  }
}
