// The microkernel of the gradient by the weight: a tile of dot products, of some rows of dy with a row
// of the input at some shifts. Every sum is a vector, whose places are added up at the end.
//
//                     dy0 │ vector │  dy1 │ vector │  …
//     x + shift 0     sum += x·dy0    sum += x·dy1
//     x + shift 1     sum += x·dy0    sum += x·dy1
//     …

/// The shapes of the tile: how many rows of dy, by how many taps.
struct DotTileShape {
  let channels: Int
  let taps: Int

  /// How many numbers its sums are.
  var size: Int { channels * taps * Processor.vectorFloats }

  /// The shape for so many channels.
  static func best(channels: Int) -> DotTileShape {
    if Processor.vectorRegisters == 32 {
      switch channels {
      case 1: DotTileShape(channels: 1, taps: 9)
      case 2: DotTileShape(channels: 2, taps: 9)
      case 3, 6: DotTileShape(channels: 3, taps: 8)
      default: DotTileShape(channels: 4, taps: 6)
      }
    } else {
      switch channels {
      case 1: DotTileShape(channels: 1, taps: 9)
      default: DotTileShape(channels: 2, taps: 6)
      }
    }
  }
}

/// What dot products are made of.
struct ShiftedRows {
  /// How many stretches of numbers the rows have, and how many numbers each, a multiple of the vector's.
  let stretches: Int
  let count: Int
  /// A row, and where in it the taps begin.
  let a: UnsafePointer<Float>
  let shifts: UnsafePointer<Int>
  /// How far its stretches lie apart.
  let aStretch: Int
  /// The other rows, `bStride` numbers apart.
  let b: UnsafePointer<Float>
  let bStride: Int
  /// How far the stretches lie apart.
  let bStretch: Int
}

/// One tile of dot products.
struct ShiftedDotProducts {
  private let rows: ShiftedRows
  private let a: UnsafePointer<Float>
  private let shifts: UnsafePointer<Int>
  private let b: UnsafePointer<Float>

  /// The tile that begins with this tap and this row of `b`.
  init(_ rows: ShiftedRows, tap: Int, row: Int) {
    self.rows = rows
    a = rows.a
    shifts = rows.shifts + tap
    b = rows.b + row * rows.bStride
  }

  /// The tile of this shape; its sums lie tap by tap at `c`.
  func compute(_ shape: DotTileShape, at c: UnsafeMutablePointer<Float>, adding: Bool) {
    if Processor.vectorFloats == 16 {
      compute(shape, SIMD16<Float>.self, at: c, adding: adding)
    } else if Processor.vectorFloats == 8 {
      compute(shape, SIMD8<Float>.self, at: c, adding: adding)
    } else {
      compute(shape, SIMD4<Float>.self, at: c, adding: adding)
    }
  }

  @inline(__always)
  private func compute<V: Vector>(
    _ shape: DotTileShape, _: V.Type, at c: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    if Processor.vectorRegisters == 32 {
      switch shape.channels {
      case 1: compute(NineRows<V>.self, at: c, adding: adding)
      case 2: compute(NineRows<TwoVectors<V>>.self, at: c, adding: adding)
      case 3: compute(EightRows<ThreeVectors<V>>.self, at: c, adding: adding)
      default: compute(SixRows<FourVectors<V>>.self, at: c, adding: adding)
      }
    } else {
      switch shape.channels {
      case 1: compute(NineRows<V>.self, at: c, adding: adding)
      default: compute(SixRows<TwoVectors<V>>.self, at: c, adding: adding)
      }
    }
  }

  @inline(__always)
  private func compute<T: Tile>(_: T.Type, at c: UnsafeMutablePointer<Float>, adding: Bool) {
    var tile = adding ? T(at: c, stride: T.Row.count) : T(zero: ())
    for stretch in 0..<rows.stretches {
      let (a, b) = (a + stretch * rows.aStretch, b + stretch * rows.bStretch)
      for i in stride(from: 0, to: rows.count, by: T.Row.Piece.count) {
        tile.add(a + i, shifts: shifts, times: T.Row(piecesAt: b + i, stride: rows.bStride))
      }
    }
    tile.store(to: c, stride: T.Row.count)
  }

  /// The sum over the places of one vector.
  @inline(__always)
  static func total(_ sums: UnsafePointer<Float>) -> Float {
    if Processor.vectorFloats == 16 {
      SIMD16<Float>(at: sums).total
    } else if Processor.vectorFloats == 8 {
      SIMD8<Float>(at: sums).total
    } else {
      SIMD4<Float>(at: sums).total
    }
  }
}
