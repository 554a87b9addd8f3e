// The innermost loop of the matrix product C += A·B: a tile of C, `mr` rows by `nr` columns, stays
// in registers while k runs. Each step of k loads one row of B (two vectors) and, one after the
// other, the six numbers of a column of A, and does a multiply-add of each with both vectors:
//
//               b[k] = │ left │ right │
//     a[k] = │a0│      │ c0.left  c0.right │   += a0 · b
//            │a1│      │ c1.left  c1.right │   += a1 · b
//            │..│      │   ..        ..    │
//
// That is 12 multiply-adds of whole vectors for 2 vector loads and 6 single ones, and twelve sums
// that don't wait for each other, enough to keep the units busy that take four or five cycles for
// one. Twelve sums, two vectors of B and one of A make 15 registers; the smallest processors that
// have vectors of eight have 16.
//
// Both panels are packed beforehand so that k walks straight through memory, A as [k][mr] and B as
// [k][nr], with zeros where the matrix has ended, so there is no other kernel for the edges.

/// A row of the tile: two vectors side by side.
struct TileRow<Vector: SIMD<Float>> {
  var left: Vector
  var right: Vector

  @inline(__always)
  init(_ row: UnsafePointer<Float>) {
    left = UnsafeRawPointer(row).loadUnaligned(as: Vector.self)
    right = UnsafeRawPointer(row + Vector.scalarCount).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  func store(to row: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(row).storeBytes(of: left, as: Vector.self)
    UnsafeMutableRawPointer(row + Vector.scalarCount).storeBytes(of: right, as: Vector.self)
  }

  @inline(__always)
  mutating func add(_ a: Float, times b: TileRow) {
    left = multiplyAdd(left, a, b.left)
    right = multiplyAdd(right, a, b.right)
  }
}

/// c + a·b, in one instruction where the processor has it.
@inline(__always)
func multiplyAdd<Vector: SIMD<Float>>(_ c: Vector, _ a: Float, _ b: Vector) -> Vector {
  if Processor.hasFusedMultiplyAdd {
    return c.addingProduct(Vector(repeating: a), b)
  } else {
    return c + Vector(repeating: a) * b
  }
}

/// How many rows and columns the microkernel's tile has.
enum Tile {
  @inline(__always) static var mr: Int { 6 }
  @inline(__always) static var nr: Int { 2 * Processor.vectorFloats }
}

/// The kernel for vectors of one width, the processor's widest.
enum Microkernel<Vector: SIMD<Float>> {
  /// C += A·B for one tile.
  ///
  /// - Parameters:
  ///   - depth: how many steps of k.
  ///   - a: the packed panel of A, `[depth][mr]`.
  ///   - b: the packed panel of B, `[depth][nr]`.
  ///   - c: the tile's first number; rows lie `stride` numbers apart.
  @inline(__always)
  static func addProduct(
    depth: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    to c: UnsafeMutablePointer<Float>, stride: Int
  ) {
    var c0 = TileRow<Vector>(c)
    var c1 = TileRow<Vector>(c + stride)
    var c2 = TileRow<Vector>(c + 2 * stride)
    var c3 = TileRow<Vector>(c + 3 * stride)
    var c4 = TileRow<Vector>(c + 4 * stride)
    var c5 = TileRow<Vector>(c + 5 * stride)
    var a = a
    var b = b
    for _ in 0..<depth {
      let row = TileRow<Vector>(b)
      c0.add(a[0], times: row)
      c1.add(a[1], times: row)
      c2.add(a[2], times: row)
      c3.add(a[3], times: row)
      c4.add(a[4], times: row)
      c5.add(a[5], times: row)
      a += Tile.mr
      b += Tile.nr
    }
    c0.store(to: c)
    c1.store(to: c + stride)
    c2.store(to: c + 2 * stride)
    c3.store(to: c + 3 * stride)
    c4.store(to: c + 4 * stride)
    c5.store(to: c + 5 * stride)
  }
}
