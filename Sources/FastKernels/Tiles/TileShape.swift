/// The shapes of tiles that there is a microkernel for.
///
/// A tile of R rows and V vectors needs R·V registers for its sums and V for the row of B: 27 of 32
/// for 8 × 3. Matrices with few rows take low, wide tiles, so that no sums are computed for rows that
/// aren't there.
struct TileShape: Equatable {
  let height: Int
  let vectors: Int

  /// How many columns it has.
  @inline(__always) var width: Int { vectors * Processor.vectorFloats }
  /// How many numbers it holds.
  @inline(__always) var size: Int { height * width }

  /// Those that fit the registers of this processor.
  static let all: [TileShape] =
    Processor.vectorRegisters == 32
    ? [
      TileShape(height: 8, vectors: 3), TileShape(height: 12, vectors: 2),
      TileShape(height: 16, vectors: 1), TileShape(height: 6, vectors: 4),
      TileShape(height: 4, vectors: 6), TileShape(height: 3, vectors: 6),
      TileShape(height: 2, vectors: 8), TileShape(height: 1, vectors: 8),
    ]
    : [
      TileShape(height: 6, vectors: 2), TileShape(height: 4, vectors: 3),
      TileShape(height: 8, vectors: 1), TileShape(height: 3, vectors: 3),
      TileShape(height: 2, vectors: 4), TileShape(height: 1, vectors: 6),
    ]

  /// The largest number of rows that any of them has.
  static let tallest = all.reduce(0) { max($0, $1.height) }

  /// The largest number of columns that any of them has.
  static let widest = all.reduce(0) { max($0, $1.width) }

  /// About how long a step of one tile takes, in multiply-adds of vectors: its own, or the loads
  /// where those take longer.
  var cost: Double {
    max(Double(height * vectors), 1.5 * Double(vectors) + 0.6 * Double(height))
  }

  /// The shape that covers a matrix of so many rows and columns at the least cost.
  static func best(rows: Int, columns: Int) -> TileShape {
    best { shape in shape.cost(rows: rows, columns: columns) }
  }

  /// The shape of the least cost by any measure; the first of equals.
  static func best(by cost: (TileShape) -> Double) -> TileShape {
    var best = all[0]
    var least = Double.infinity
    for shape in all {
      let cost = cost(shape)
      if cost < least { (best, least) = (shape, cost) }
    }
    return best
  }

  /// What tiles of this shape over a whole matrix cost for each step.
  func cost(rows: Int, columns: Int) -> Double {
    Double((rows + height - 1) / height * ((columns + width - 1) / width)) * cost
  }
}

extension TileProduct {
  /// C = A·B or C += A·B for one tile of this shape.
  @inline(__always)
  func compute(_ shape: TileShape, at c: UnsafeMutablePointer<Float>, adding: Bool) {
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
    _ shape: TileShape, _: V.Type, at c: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    if Processor.vectorRegisters == 32 {
      switch shape.height {
      case 16: compute(SixteenRows<V>.self, at: c, adding: adding)
      case 12: compute(TwelveRows<TwoVectors<V>>.self, at: c, adding: adding)
      case 8: compute(EightRows<ThreeVectors<V>>.self, at: c, adding: adding)
      case 6: compute(SixRows<FourVectors<V>>.self, at: c, adding: adding)
      case 4: compute(FourRows<SixVectors<V>>.self, at: c, adding: adding)
      case 3: compute(ThreeRows<SixVectors<V>>.self, at: c, adding: adding)
      case 2: compute(TwoRows<EightVectors<V>>.self, at: c, adding: adding)
      default: compute(OneRow<EightVectors<V>>.self, at: c, adding: adding)
      }
    } else {
      switch shape.height {
      case 8: compute(EightRows<V>.self, at: c, adding: adding)
      case 6: compute(SixRows<TwoVectors<V>>.self, at: c, adding: adding)
      case 4: compute(FourRows<ThreeVectors<V>>.self, at: c, adding: adding)
      case 3: compute(ThreeRows<ThreeVectors<V>>.self, at: c, adding: adding)
      case 2: compute(TwoRows<FourVectors<V>>.self, at: c, adding: adding)
      default: compute(OneRow<SixVectors<V>>.self, at: c, adding: adding)
      }
    }
  }
}
