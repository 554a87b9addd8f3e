// Idea       Make many sums at once and keep them in registers: a tile of C, six rows by two vectors.
//            A step of k loads one row of B and six numbers of A, and makes 12 vectors of products.
//
//                              b = │ left │ right │
//                a, 6 numbers │a0│ │ c0.left  c0.right │   += a0 · b
//                             │..│ │   ..        ..    │
//
// Changed    The matrix product's loops: k is innermost, and around it go tiles and not single rows.
// Saves      Loads and stores. Rung 3 has two loads and a store for each vector of products; here
//            sums are stored once, each vector of B serves six rows, each number of A two vectors.
//            Twelve sums that don't wait for each other also keep the multiply-add units busy, which
//            give a result only after four or five cycles.
// Costs      12 sums, 2 vectors of B and 1 of A: 15 registers, of the 16 that the smallest processors
//            with vectors of eight have. Larger tiles would spill. A and B are rounded up to whole
//            tiles with zeros, so there is no other code for the edges.
// Measured   2.39 ms, 96.9 GFLOP/s, 2.3 times rung 3 (56×56, 64 → 64 channels, 3×3; a core with AVX-512).
//            At 112×112 11.6 ms, 8.5 times: B now comes from memory once, panel by panel.

import Tensors

extension Ladder {
  /// Rung 4, tiles in registers. `Rung.conv2d` says what it computes.
  public static func registerTile(
    _ x: Tensor<Float>, weight w: Tensor<Float>, stride: Int = 1, padding: Int = 0
  ) -> Tensor<Float> {
    let s = Sizes(x, w, stride, padding, rung: "registerTile")
    let lineLength = roundedUp(s.places, to: Tile.nr)
    let paddedRows = roundedUp(s.outputChannels, to: Tile.mr)
    return s.output(x, w) { x, w, y in
      withRoom(for: paddedRows * s.products) { a in
        a.update(repeating: 0, count: paddedRows * s.products)
        a.update(from: w, count: s.outputChannels * s.products)
        withRoom(for: s.products * lineLength) { columns in
          for n in 0..<s.pictures {
            s.layColumns(ofPicture: n, x, lineLength: lineLength, into: columns)
            Tile.multiply(
              a, columns, lineLength: lineLength, into: y + s.output(n, 0, 0, 0),
              rows: s.outputChannels, columns: s.places, depth: s.products)
          }
        }
      }
    }
  }
}

/// The tile of C that stays in registers.
enum Tile {
  /// Its rows and its columns.
  @inline(__always) static var mr: Int { 6 }
  @inline(__always) static var nr: Int { 2 * Processor.lanes }

  /// C = A·B, where A `[rows, depth]` and the lines of B are rounded up to whole tiles.
  static func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, lineLength: Int,
    into c: UnsafeMutablePointer<Float>, rows: Int, columns: Int, depth: Int
  ) {
    withRoom(for: mr * nr) { tile in
      for j in stride(from: 0, to: columns, by: nr) {
        for i in stride(from: 0, to: rows, by: mr) {
          sum(
            depth: depth, a + i * depth, rowStep: depth, kStep: 1, b + j, kStep: lineLength,
            into: tile)
          for r in 0..<min(mr, rows - i) {
            (c + (i + r) * columns + j).update(from: tile + r * nr, count: min(nr, columns - j))
          }
        }
      }
    }
  }

  /// One tile: C[r, j] = Σ k  A[r, k] · B[k, j].
  ///
  /// - Parameters:
  ///   - a: A[r, k] lies at `r·rowStep + k·kStep`.
  ///   - b: B[k, j] lies at `k·kStep + j`.
  ///   - c: the tile, `[mr, nr]`.
  @inline(__always)
  static func sum(
    depth: Int, _ a: UnsafePointer<Float>, rowStep: Int, kStep aStep: Int,
    _ b: UnsafePointer<Float>, kStep bStep: Int, into c: UnsafeMutablePointer<Float>
  ) {
    if Processor.lanes == 16 {
      sum(SIMD16<Float>.self, depth, a, rowStep, aStep, b, bStep, c)
    } else if Processor.lanes == 8 {
      sum(SIMD8<Float>.self, depth, a, rowStep, aStep, b, bStep, c)
    } else {
      sum(SIMD4<Float>.self, depth, a, rowStep, aStep, b, bStep, c)
    }
  }

  @inline(__always)
  private static func sum<Vector: SIMD<Float>>(
    _ vector: Vector.Type, _ depth: Int, _ a: UnsafePointer<Float>, _ rowStep: Int, _ aStep: Int,
    _ b: UnsafePointer<Float>, _ bStep: Int, _ c: UnsafeMutablePointer<Float>
  ) {
    var (c0, c1, c2) = (TileRow<Vector>(), TileRow<Vector>(), TileRow<Vector>())
    var (c3, c4, c5) = (TileRow<Vector>(), TileRow<Vector>(), TileRow<Vector>())
    var (a, b) = (a, b)
    for _ in 0..<depth {
      let left = Vector(at: b)
      let right = Vector(at: b + Vector.scalarCount)
      c0.add(a[0], left, right)
      c1.add(a[rowStep], left, right)
      c2.add(a[2 &* rowStep], left, right)
      c3.add(a[3 &* rowStep], left, right)
      c4.add(a[4 &* rowStep], left, right)
      c5.add(a[5 &* rowStep], left, right)
      a += aStep
      b += bStep
    }
    c0.store(at: c)
    c1.store(at: c + nr)
    c2.store(at: c + 2 * nr)
    c3.store(at: c + 3 * nr)
    c4.store(at: c + 4 * nr)
    c5.store(at: c + 5 * nr)
  }
}

/// A row of the tile: two vectors of sums.
private struct TileRow<Vector: SIMD<Float>> {
  var left = Vector.zero
  var right = Vector.zero

  @inline(__always)
  mutating func add(_ a: Float, _ left: Vector, _ right: Vector) {
    self.left.add(a, times: left)
    self.right.add(a, times: right)
  }

  @inline(__always)
  func store(at place: UnsafeMutablePointer<Float>) {
    left.store(at: place)
    right.store(at: place + Vector.scalarCount)
  }
}
