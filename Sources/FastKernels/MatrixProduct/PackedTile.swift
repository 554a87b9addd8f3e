// The microkernel for operands that were packed beforehand (`PanelPacker`), A as [k][mr] and B as
// [k][nr], so that k walks straight through memory. Panels are filled up with zeros where the matrix
// has ended, so there is no other kernel for the edges.

enum PackedTile {
  /// How many rows and columns the tile has.
  @inline(__always) static var mr: Int { Processor.vectorRegisters == 32 ? 8 : 6 }
  @inline(__always) static var nr: Int {
    (Processor.vectorRegisters == 32 ? 3 : 2) * Processor.vectorFloats
  }

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
    if Processor.vectorRegisters == 32 {
      if Processor.vectorFloats == 16 {
        add(EightRows<ThreeVectors<SIMD16<Float>>>.self, depth, a, b, to: c, stride: stride)
      } else {
        add(EightRows<ThreeVectors<SIMD4<Float>>>.self, depth, a, b, to: c, stride: stride)
      }
    } else if Processor.vectorFloats == 8 {
      add(SixRows<TwoVectors<SIMD8<Float>>>.self, depth, a, b, to: c, stride: stride)
    } else {
      add(SixRows<TwoVectors<SIMD4<Float>>>.self, depth, a, b, to: c, stride: stride)
    }
  }

  @inline(__always)
  private static func add<T: Tile>(
    _: T.Type, _ depth: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    to c: UnsafeMutablePointer<Float>, stride: Int
  ) {
    var tile = T(at: c, stride: stride)
    var (a, b) = (a, b)
    for _ in 0..<depth {
      tile.add(a, stride: 1, times: T.Row(at: b))
      a += T.height
      b += T.Row.count
    }
    tile.store(to: c, stride: stride)
  }
}
