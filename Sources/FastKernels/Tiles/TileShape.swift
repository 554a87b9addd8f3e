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
      TileShape(height: 6, vectors: 3),
      TileShape(height: 4, vectors: 6), TileShape(height: 3, vectors: 6),
      TileShape(height: 2, vectors: 8), TileShape(height: 1, vectors: 8),
      TileShape(height: 8, vectors: 2), TileShape(height: 1, vectors: 7),
      TileShape(height: 1, vectors: 4),
    ]
    : [
      TileShape(height: 6, vectors: 2), TileShape(height: 4, vectors: 3),
      TileShape(height: 8, vectors: 1), TileShape(height: 3, vectors: 3),
      TileShape(height: 2, vectors: 4), TileShape(height: 1, vectors: 6),
      TileShape(height: 1, vectors: 2),
    ]

  /// A number of rows that all their heights divide.
  static let commonHeight = 48

  /// The largest number of rows that any of them has.
  static let tallest = all.reduce(0) { max($0, $1.height) }

  /// The largest number of columns that any of them has.
  static let widest = all.reduce(0) { max($0, $1.width) }

  /// About how long a step of one tile takes, in multiply-adds of vectors: its own, or the loads
  /// where those take longer.
  var cost: Double {
    max(4, Double(height * vectors), 1.5 * Double(vectors) + 0.6 * Double(height))
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

extension TileShape {
  /// Something to do with the type of a tile.
  protocol Work {
    func callAsFunction<T: Tile>(_: T.Type)
  }

  /// Does it with the tile of this shape.
  @inline(__always)
  func select(_ work: some Work) {
    if Processor.vectorFloats == 16 {
      select(work, SIMD16<Float>.self)
    } else if Processor.vectorFloats == 8 {
      select(work, SIMD8<Float>.self)
    } else {
      select(work, SIMD4<Float>.self)
    }
  }

  @inline(__always)
  private func select<V: Vector>(_ work: some Work, _: V.Type) {
    if Processor.vectorRegisters == 32 {
      switch (height, vectors) {
      case (16, _): work(SixteenRows<V>.self)
      case (12, _): work(TwelveRows<TwoVectors<V>>.self)
      case (8, 3): work(EightRows<ThreeVectors<V>>.self)
      case (8, _): work(EightRows<TwoVectors<V>>.self)
      case (6, 4): work(SixRows<FourVectors<V>>.self)
      case (6, _): work(SixRows<ThreeVectors<V>>.self)
      case (4, _): work(FourRows<SixVectors<V>>.self)
      case (3, _): work(ThreeRows<SixVectors<V>>.self)
      case (2, _): work(TwoRows<EightVectors<V>>.self)
      case (1, 8): work(OneRow<EightVectors<V>>.self)
      case (1, 7): work(OneRow<SevenVectors<V>>.self)
      default: work(OneRow<FourVectors<V>>.self)
      }
    } else {
      switch (height, vectors) {
      case (8, _): work(EightRows<V>.self)
      case (6, _): work(SixRows<TwoVectors<V>>.self)
      case (4, _): work(FourRows<ThreeVectors<V>>.self)
      case (3, _): work(ThreeRows<ThreeVectors<V>>.self)
      case (2, _): work(TwoRows<FourVectors<V>>.self)
      case (1, 6): work(OneRow<SixVectors<V>>.self)
      default: work(OneRow<TwoVectors<V>>.self)
      }
    }
  }
}

extension TileProduct {
  /// C = A·B or C += A·B for one tile of this shape.
  @inline(__always)
  func compute(_ shape: TileShape, at c: UnsafeMutablePointer<Float>, adding: Bool) {
    struct Sums: TileShape.Work {
      let product: TileProduct
      let c: UnsafeMutablePointer<Float>
      let adding: Bool
      @inline(__always)
      func callAsFunction<T: Tile>(_: T.Type) { product.compute(T.self, at: c, adding: adding) }
    }
    shape.select(Sums(product: self, c: c, adding: adding))
  }

  /// The last of the products and what follows them, for one tile of this shape.
  @inline(__always)
  func compute(
    _ shape: TileShape, from sums: UnsafePointer<Float>?, bias: UnsafePointer<Float>,
    finish: OutputRows.Finish, to result: UnsafeMutablePointer<Float>, stride: Int
  ) {
    struct Outputs: TileShape.Work {
      let product: TileProduct
      let sums: UnsafePointer<Float>?
      let bias: UnsafePointer<Float>
      let finish: OutputRows.Finish
      let result: UnsafeMutablePointer<Float>
      let stride: Int
      @inline(__always)
      func callAsFunction<T: Tile>(_: T.Type) {
        product.compute(
          T.self, from: sums, bias: bias, finish: finish, to: result, stride: stride)
      }
    }
    shape.select(
      Outputs(
        product: self, sums: sums, bias: bias, finish: finish, result: result, stride: stride))
  }
}
