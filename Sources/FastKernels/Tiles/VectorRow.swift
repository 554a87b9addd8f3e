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

  /// self += a · b, with one number for all places.
  mutating func add(_ a: Float, times b: Self)
}

/// The vector of a processor as a row.
protocol Vector: VectorRow, SIMD<Float> {}

extension Vector {
  @inline(__always) static var count: Int { scalarCount }

  @inline(__always) init(zero: Void) { self = .zero }

  @inline(__always) init(at memory: UnsafePointer<Float>) {
    self = UnsafeRawPointer(memory).loadUnaligned(as: Self.self)
  }

  @inline(__always) func store(to memory: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(memory).storeBytes(of: self, as: Self.self)
  }

  @inline(__always) mutating func add(_ a: Float, times b: Self) {
    self = multiplyAdd(self, Self(repeating: a), b)
  }
}

extension SIMD4<Float>: VectorRow, Vector {}
extension SIMD8<Float>: VectorRow, Vector {}
extension SIMD16<Float>: VectorRow, Vector {}

/// c + a·b, in one instruction where the processor has it.
@inline(__always)
func multiplyAdd<Numbers: SIMD<Float>>(_ c: Numbers, _ a: Numbers, _ b: Numbers) -> Numbers {
  Processor.hasFusedMultiplyAdd ? c.addingProduct(a, b) : c + a * b
}

/// Two rows side by side.
struct Beside<Left: VectorRow, Right: VectorRow>: VectorRow {
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

  @inline(__always) mutating func add(_ a: Float, times b: Beside) {
    left.add(a, times: b.left)
    right.add(a, times: b.right)
  }
}

typealias TwoVectors<V: Vector> = Beside<V, V>
typealias ThreeVectors<V: Vector> = Beside<V, TwoVectors<V>>
typealias FourVectors<V: Vector> = Beside<TwoVectors<V>, TwoVectors<V>>
typealias SixVectors<V: Vector> = Beside<FourVectors<V>, TwoVectors<V>>
typealias EightVectors<V: Vector> = Beside<FourVectors<V>, FourVectors<V>>
