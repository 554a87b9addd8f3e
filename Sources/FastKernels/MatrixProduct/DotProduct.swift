/// Σ i  a[i]·b[i], collected over one or several stretches of memory, in four vectors of sums that
/// don't wait for each other.
struct DotProduct {
  private typealias Vector = SIMD16<Float>
  private var sums = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
  private var rest: Float = 0

  /// All that was added.
  var sum: Float { ((sums.0 + sums.1) + (sums.2 + sums.3)).total + rest }

  /// Adds a[i]·b[i·stride] for i below `count`.
  @inline(__always)
  mutating func add(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, stride: Int = 1, count: Int
  ) {
    var i = 0
    if stride == 1 {
      while i + 64 <= count {
        sums.0 += vector(a + i) * vector(b + i)
        sums.1 += vector(a + i + 16) * vector(b + i + 16)
        sums.2 += vector(a + i + 32) * vector(b + i + 32)
        sums.3 += vector(a + i + 48) * vector(b + i + 48)
        i += 64
      }
      while i + 16 <= count {
        sums.0 += vector(a + i) * vector(b + i)
        i += 16
      }
    }
    while i < count {
      rest += a[i] * b[i * stride]
      i += 1
    }
  }

  @inline(__always)
  private func vector(_ memory: UnsafePointer<Float>) -> Vector {
    UnsafeRawPointer(memory).loadUnaligned(as: Vector.self)
  }
}
