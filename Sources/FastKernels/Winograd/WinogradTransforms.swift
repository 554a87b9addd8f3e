// Winograd's minimal filtering: m outputs of a kernel of 3 with m + 2 products, where the sum itself
// takes 3·m.
//
//     y  =  Aᵀ [ (G g) ⊙ (Bᵀ d) ]        d: m + 2 inputs, g: the kernel, y: m outputs
//
// The idea is that of multiplying polynomials: their product is known when it is known at enough
// points. Bᵀ and G evaluate at the points 0, 1, −1 (and 2, −2) and at infinity, ⊙ multiplies the
// values, Aᵀ goes back. In two dimensions the same is done along columns and rows: 4×4 outputs take 36
// products and not 144.
//
// Source     Lavin and Gray, "Fast algorithms for convolutional neural networks" (2015), §4.

/// One way to filter: its three matrices, as the few additions that they are.
///
/// All functions do the same for each place of the vectors. They are given the vectors by `at`, and
/// give theirs to `put`, each with its number.
protocol WinogradTransform {
  /// m, how many outputs a tile has along an axis.
  static var outputs: Int { get }

  /// Bᵀ d, of m + 2 inputs.
  static func source<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void)

  /// G g, of 3 weights.
  static func weight<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void)

  /// Aᵀ s, of m + 2 sums of products.
  static func result<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void)

  /// A y, of the gradients of m outputs.
  static func outputGradient<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void)

  /// Gᵀ s, of m + 2 sums of products: the gradients of 3 weights.
  static func weightGradient<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void)
}

extension WinogradTransform {
  /// How many products a tile takes along an axis, which is also how many inputs it reads.
  @inline(__always) static var points: Int { outputs + 2 }
}

/// F(2, 3): two outputs with four products. Its factors are whole numbers and halves, so on small
/// whole numbers nothing is rounded.
enum Winograd2: WinogradTransform {
  @inline(__always) static var outputs: Int { 2 }

  @inline(__always)
  static func source<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (d0, d1, d2, d3) = (at(0), at(1), at(2), at(3))
    put(0, d0 - d2)
    put(1, d1 + d2)
    put(2, d2 - d1)
    put(3, d1 - d3)
  }

  @inline(__always)
  static func weight<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (g0, g1, g2) = (at(0), at(1), at(2))
    put(0, g0)
    put(1, 0.5 * ((g0 + g2) + g1))
    put(2, 0.5 * ((g0 + g2) - g1))
    put(3, g2)
  }

  @inline(__always)
  static func result<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (s0, s1, s2, s3) = (at(0), at(1), at(2), at(3))
    put(0, s0 + (s1 + s2))
    put(1, (s1 - s2) - s3)
  }

  @inline(__always)
  static func outputGradient<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (y0, y1) = (at(0), at(1))
    put(0, y0)
    put(1, y0 + y1)
    put(2, y0 - y1)
    put(3, -y1)
  }

  @inline(__always)
  static func weightGradient<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (s0, s1, s2, s3) = (at(0), at(1), at(2), at(3))
    let half = 0.5 * (s1 + s2)
    put(0, s0 + half)
    put(1, 0.5 * (s1 - s2))
    put(2, half + s3)
  }
}

/// F(4, 3): four outputs with six products. Its factors go up to 8 and down to 1/24, so its rounding
/// errors are larger than the sum's own: an error bound of its own says by how much.
enum Winograd4: WinogradTransform {
  @inline(__always) static var outputs: Int { 4 }

  @inline(__always)
  static func source<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (d0, d1, d2) = (at(0), at(1), at(2))
    let (d3, d4, d5) = (at(3), at(4), at(5))
    let even = d4 - 4 * d2
    let odd = d3 - 4 * d1
    let evenBy2 = d4 - d2
    let oddBy2 = 2 * (d3 - d1)
    put(0, (4 * d0 - 5 * d2) + d4)
    put(1, even + odd)
    put(2, even - odd)
    put(3, evenBy2 + oddBy2)
    put(4, evenBy2 - oddBy2)
    put(5, (4 * d1 - 5 * d3) + d5)
  }

  @inline(__always)
  static func weight<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (g0, g1, g2) = (at(0), at(1), at(2))
    let outer = (g0 + g2) * (-1 / 6)
    let middle = g1 * (-1 / 6)
    let outerBy2 = g0 * (1 / 24) + g2 * (1 / 6)
    let middleBy2 = g1 * (1 / 12)
    put(0, 0.25 * g0)
    put(1, outer + middle)
    put(2, outer - middle)
    put(3, outerBy2 + middleBy2)
    put(4, outerBy2 - middleBy2)
    put(5, g2)
  }

  @inline(__always)
  static func result<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (s0, s1, s2) = (at(0), at(1), at(2))
    let (s3, s4, s5) = (at(3), at(4), at(5))
    let sum = s1 + s2
    let difference = s1 - s2
    let sumBy2 = s3 + s4
    let differenceBy2 = s3 - s4
    put(0, s0 + (sum + sumBy2))
    put(1, difference + 2 * differenceBy2)
    put(2, sum + 4 * sumBy2)
    put(3, (difference + 8 * differenceBy2) + s5)
  }

  @inline(__always)
  static func outputGradient<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (y0, y1, y2, y3) = (at(0), at(1), at(2), at(3))
    let even = y0 + y2
    let odd = y1 + y3
    let evenBy2 = y0 + 4 * y2
    let oddBy2 = 2 * y1 + 8 * y3
    put(0, y0)
    put(1, even + odd)
    put(2, even - odd)
    put(3, evenBy2 + oddBy2)
    put(4, evenBy2 - oddBy2)
    put(5, y3)
  }

  @inline(__always)
  static func weightGradient<V: Vector>(_ at: (Int) -> V, _ put: (Int, V) -> Void) {
    let (s0, s1, s2) = (at(0), at(1), at(2))
    let (s3, s4, s5) = (at(3), at(4), at(5))
    let sum = s1 + s2
    let sumBy2 = s3 + s4
    put(0, 0.25 * s0 + (sum * (-1 / 6) + sumBy2 * (1 / 24)))
    put(1, (s1 - s2) * (-1 / 6) + (s3 - s4) * (1 / 12))
    put(2, (sumBy2 - sum) * (1 / 6) + s5)
  }
}
