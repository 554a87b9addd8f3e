// A row of a tile is one vector or several side by side. `Beside` puts two rows side by side, so a
// row of any width is a type of its own, and the compiler sees each of its vectors by itself: they
// become registers, and what looks like recursion here is a straight line of instructions there.
//
//     Beside<Beside<Vector, Vector>, Vector>        │ left.left │ left.right │ right │

/// Numbers side by side that are computed with together.
protocol VectorRow {
  /// How many numbers there are.
  static var count: Int { get }

  init(zero: Void)

  /// The numbers from `memory` on.
  init(at memory: UnsafePointer<Float>)

  func store(to memory: UnsafeMutablePointer<Float>)

  /// The vector that it is made of.
  associatedtype Piece: Vector

  /// The row whose vectors lie `stride` apart in memory.
  init(piecesAt memory: UnsafePointer<Float>, stride: Int)

  /// How many vectors it has.
  static var pieces: Int { get }

  /// self += a · b, with one number for all places.
  mutating func add(_ a: Float, times b: Self)

  /// The same with one vector for all vectors.
  mutating func add(_ a: Piece, times b: Self)

  /// self + a at all places, and then, if asked for, zero where that is negative.
  mutating func complete(adding a: Float, withReLU: Bool)
}

/// The vector of a processor as a row.
protocol Vector: VectorRow, SIMD<Float> where Piece == Self {
  /// The sum of its numbers, halves first: `sum()` adds them one after the other.
  var total: Float { get }

  /// The numbers, with zero for each that is negative; a NaN stays one.
  ///
  /// Each kind of vector has it for itself: where the kind is a parameter, the compiler takes the comparison apart
  /// lane by lane, which made a convolution with ReLU ten times as slow as one without.
  var withoutNegatives: Self { get }

  /// Numbers that lie `stride` apart.
  init(at memory: UnsafePointer<Float>, stride: Int)

  /// Splits the numbers from `memory` on into `count` phases, 2 or 4, a vector each: phase p is every
  /// count-th number from the p-th on. `put` is given each with its number.
  static func split(_ memory: UnsafePointer<Float>, by count: Int, _ put: (Int, Self) -> Void)

  /// Writes vectors number by number: the first of each, then the second of each, and so on.
  static func interleave(_ a: Self, _ b: Self, to memory: UnsafeMutablePointer<Float>)
  static func interleave(
    _ a: Self, _ b: Self, _ c: Self, _ d: Self, to memory: UnsafeMutablePointer<Float>)
}

extension Vector {
  @inline(__always) static var count: Int { scalarCount }

  @inline(__always) init(zero: Void) { self = .zero }

  @inline(__always) init(at memory: UnsafePointer<Float>) {
    self = UnsafeRawPointer(memory).loadUnaligned(as: Self.self)
  }

  @inline(__always) func store(to memory: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(memory).storeBytes(of: self, as: Self.self)
  }

  @inline(__always) static var pieces: Int { 1 }

  @inline(__always) init(piecesAt memory: UnsafePointer<Float>, stride: Int) {
    self.init(at: memory)
  }

  @inline(__always) mutating func add(_ a: Float, times b: Self) {
    self = multiplyAdd(self, Self(repeating: a), b)
  }

  @inline(__always) mutating func add(_ a: Self, times b: Self) {
    self = multiplyAdd(self, a, b)
  }

  @inline(__always) mutating func complete(adding a: Float, withReLU: Bool) {
    self += a
    if withReLU { self = withoutNegatives }
  }
}

/// c + a·b, in one instruction where the processor has it.
@inline(__always)
func multiplyAdd<Numbers: SIMD<Float>>(_ c: Numbers, _ a: Numbers, _ b: Numbers) -> Numbers {
  Processor.hasFusedMultiplyAdd ? c.addingProduct(a, b) : c + a * b
}

/// Two rows side by side.
struct Beside<Left: VectorRow, Right: VectorRow>: VectorRow where Left.Piece == Right.Piece {
  typealias Piece = Left.Piece
  private var left: Left
  private var right: Right

  @inline(__always) static var count: Int { Left.count + Right.count }

  @inline(__always) init(zero: Void) {
    left = Left(zero: ())
    right = Right(zero: ())
  }

  @inline(__always) init(at memory: UnsafePointer<Float>) {
    left = Left(at: memory)
    right = Right(at: memory + Left.count)
  }

  @inline(__always) func store(to memory: UnsafeMutablePointer<Float>) {
    left.store(to: memory)
    right.store(to: memory + Left.count)
  }

  @inline(__always) static var pieces: Int { Left.pieces + Right.pieces }

  @inline(__always) init(piecesAt memory: UnsafePointer<Float>, stride: Int) {
    left = Left(piecesAt: memory, stride: stride)
    right = Right(piecesAt: memory + Left.pieces * stride, stride: stride)
  }

  @inline(__always) mutating func add(_ a: Piece, times b: Beside) {
    left.add(a, times: b.left)
    right.add(a, times: b.right)
  }

  @inline(__always) mutating func complete(adding a: Float, withReLU: Bool) {
    left.complete(adding: a, withReLU: withReLU)
    right.complete(adding: a, withReLU: withReLU)
  }

  @inline(__always) mutating func add(_ a: Float, times b: Beside) {
    left.add(a, times: b.left)
    right.add(a, times: b.right)
  }
}

typealias TwoVectors<V: Vector> = Beside<V, V>
typealias ThreeVectors<V: Vector> = Beside<V, TwoVectors<V>>
typealias FourVectors<V: Vector> = Beside<TwoVectors<V>, TwoVectors<V>>
typealias SixVectors<V: Vector> = Beside<FourVectors<V>, TwoVectors<V>>
typealias SevenVectors<V: Vector> = Beside<FourVectors<V>, ThreeVectors<V>>
typealias EightVectors<V: Vector> = Beside<FourVectors<V>, FourVectors<V>>
