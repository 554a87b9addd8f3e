// The three transforms of F(2×2, 3×3), each by its matrix along one axis of a 4×4 tile and then along
// the other. Tiles of inputs and sums are transformed eight at a time: what is written here as one
// number is then a vector, that number of eight neighbouring tiles.

import Tensors

/// What can be transformed: a number, or a vector of them.
protocol Transformable {
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Float) -> Self
}

extension Float: Transformable {}
extension SIMD8: Transformable where Scalar == Float {}

extension Ladder.Winograd {
  /// Four numbers along one axis of a tile.
  struct Four<Number> {
    var a, b, c, d: Number

    /// What `number` gives for 0, 1, 2, 3.
    @inline(__always)
    init(_ number: (Int) -> Number) { (a, b, c, d) = (number(0), number(1), number(2), number(3)) }

    @inline(__always)
    init(_ a: Number, _ b: Number, _ c: Number, _ d: Number) {
      (self.a, self.b, self.c, self.d) = (a, b, c, d)
    }

    @inline(__always)
    func map<Other>(_ transform: (Number) -> Other) -> Four<Other> {
      Four<Other>(transform(a), transform(b), transform(c), transform(d))
    }
  }

  /// Bᵀ·d.
  @inline(__always)
  static func input<N: Transformable>(_ d: Four<N>) -> Four<N> {
    Four(d.a - d.c, d.b + d.c, d.c - d.b, d.b - d.d)
  }

  /// G·g; of g only three numbers count.
  @inline(__always)
  static func weight<N: Transformable>(_ g: Four<N>) -> Four<N> {
    Four(g.a, (g.a + g.b + g.c) * 0.5, (g.a - g.b + g.c) * 0.5, g.c)
  }

  /// Aᵀ·m: two numbers, and twice the second again.
  @inline(__always)
  static func output<N: Transformable>(_ m: Four<N>) -> Four<N> {
    let second = m.b - m.c - m.d
    return Four(m.a + m.b + m.c, second, second, second)
  }

  /// A transform along both axes: of every row, then of every column.
  @inline(__always)
  static func both<N>(_ tile: Four<Four<N>>, _ transform: (Four<N>) -> Four<N>) -> Four<Four<N>> {
    transposed(transposed(tile.map(transform)).map(transform))
  }

  @inline(__always)
  private static func transposed<N>(_ tile: Four<Four<N>>) -> Four<Four<N>> {
    Four(tile.map(\.a), tile.map(\.b), tile.map(\.c), tile.map(\.d))
  }
}

extension Ladder.Winograd.Four {
  /// Calls `body` with the place 0...15 of every number of a tile.
  @inline(__always)
  func forEachPlace<N>(_ body: (Int, N) -> Void) where Number == Ladder.Winograd.Four<N> {
    @inline(__always) func row(_ r: Int, _ row: Ladder.Winograd.Four<N>) {
      body(4 * r, row.a)
      body(4 * r + 1, row.b)
      body(4 * r + 2, row.c)
      body(4 * r + 3, row.d)
    }
    row(0, a)
    row(1, b)
    row(2, c)
    row(3, d)
  }
}
