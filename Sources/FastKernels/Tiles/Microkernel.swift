// The innermost loop of every matrix product here, C += A·B for one tile of C:
//
//               b[k] = │  vector  │  vector  │  vector  │
//     a[k] = │a0│      │  c0                            │   += a0 · b
//            │a1│      │  c1                            │   += a1 · b
//            │..│      │  ..                            │
//
// The tile stays in registers while k runs. A step of k loads one row of B, a few vectors, and the
// numbers of one column of A one after the other, and multiplies each with the whole row. A tile of
// 8 rows of 3 vectors does 24 multiply-adds of whole vectors for 3 vector loads and 8 single
// numbers, and its 24 sums don't wait for each other.
//
// Where step k finds its column of A and its row of B, a table says (`ProductStep`). So B needn't
// lie in memory as a matrix: for a convolution it is the picture itself, and a step is a shift of it.
//
// What the compiler makes of it is worth a look: `objdump -d .build/debug/lessons`, the function whose name
// begins with $s11FastKernels9TileShapeV6select, where each shape has its loop. With vectors of 16 that
// of 8 × 3 has 44 instructions: 24 vfmadd231ps, 3 vector loads, 8 vbroadcastss, and none on the stack.

/// Where one step of a product finds its operands.
struct ProductStep {
  /// How far from the first number of A its column lies.
  var a: Int32
  /// How far from the first number of B its row lies.
  var b: Int32

  init(a: Int, b: Int) {
    self.a = Int32(a)
    self.b = Int32(b)
  }
}

/// What a microkernel multiplies: `steps` columns of A with as many rows of B.
struct TileProduct {
  let steps: UnsafeBufferPointer<ProductStep>
  let a: UnsafePointer<Float>
  /// How far the numbers of one column of A lie apart.
  let aStride: Int
  let b: UnsafePointer<Float>

  /// Adds all products to the tile.
  @inline(__always)
  private func add<T: Tile>(to tile: inout T) {
    for step in steps {
      tile.add(a + Int(step.a), stride: aStride, times: T.Row(at: b + Int(step.b)))
    }
  }

  /// C = A·B or C += A·B for one tile, whose rows lie side by side at `c`.
  @inline(__always)
  func compute<T: Tile>(_: T.Type, at c: UnsafeMutablePointer<Float>, adding: Bool) {
    var tile = adding ? T(at: c, stride: T.Row.count) : T(zero: ())
    add(to: &tile)
    tile.store(to: c, stride: T.Row.count)
  }

  /// The last of the products and what follows them: C = A·B + bias, beginning with the sums so far if
  /// there are any, to where its rows lie `stride` apart.
  @inline(__always)
  func compute<T: Tile>(
    _: T.Type, from sums: UnsafePointer<Float>?, bias: UnsafePointer<Float>,
    finish: OutputRows.Finish, to result: UnsafeMutablePointer<Float>, stride: Int
  ) {
    var tile: T
    if let sums { tile = T(at: sums, stride: T.Row.count) } else { tile = T(zero: ()) }
    add(to: &tile)
    tile.complete(adding: bias, withReLU: finish == .relu)
    tile.store(to: result, stride: stride)
  }
}
