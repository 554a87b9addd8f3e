import FastKernels

/// The matrices of Winograd's 3×3 convolution of m×m outputs at a time, and how often a number is
/// rounded on the longest way through each:
///
///     y  =  Aᵀ [ Σ ic  (G g Gᵀ) ⊙ (Bᵀ d B) ] A
///
/// and of its gradient by the kernel,
///
///     dg  =  Gᵀ [ Σ tiles  (A dY Aᵀ) ⊙ (Bᵀ d B) ] G
///
/// A tile reads d, (m + 2)×(m + 2) numbers of the picture; g is the kernel. The fast kernels have these
/// matrices as the few additions that they are (`WinogradTransforms.swift` there). Here they are data,
/// so that the bound can be computed with their magnitudes.
///
/// Roundings are counted along one axis and with every multiplication and addition rounded on its
/// own; an instruction that does both at once only rounds less. Multiplying by a power of 2 rounds
/// nothing. The constants 1/6, 1/12 and 1/24 are rounded themselves.
struct WinogradTiles {
  /// m
  let outputs: Int
  /// Bᵀ, `[m + 2, m + 2]`
  let source: [[Double]]
  /// G, `[m + 2, 3]`
  let weight: [[Double]]
  /// Aᵀ, `[m, m + 2]`
  let result: [[Double]]
  /// The roundings of Bᵀ d, of G g and of Aᵀ s.
  let roundings: (source: Int, weight: Int, result: Int)
  /// The roundings of A y and of Gᵀ s.
  let gradientRoundings: (output: Int, weight: Int)

  /// m + 2, how many products a tile takes along an axis.
  var points: Int { outputs + 2 }

  /// F(2×2, 3×3). Bᵀ d is one addition; G g is two, and a halving; Aᵀ s is two; A y is one; Gᵀ s is two,
  /// and a halving.
  static let of2x2 = WinogradTiles(
    outputs: 2,
    source: [
      [1, 0, -1, 0],
      [0, 1, 1, 0],
      [0, -1, 1, 0],
      [0, 1, 0, -1],
    ],
    weight: [
      [1, 0, 0],
      [0.5, 0.5, 0.5],
      [0.5, -0.5, 0.5],
      [0, 0, 1],
    ],
    result: [
      [1, 1, 1, 0],
      [0, 1, -1, -1],
    ],
    roundings: (source: 1, weight: 2, result: 2), gradientRoundings: (output: 1, weight: 2))

  /// F(4×4, 3×3). The longest ways are 5·d₂, the difference from it and the sum; a constant, the
  /// product with it and two additions (of g₀ and g₂ before it or of the two products after it, and
  /// of g₁'s); three additions; two additions; and of s₁, an addition, a constant, the product with it
  /// and two more additions.
  static let of4x4 = WinogradTiles(
    outputs: 4,
    source: [
      [4, 0, -5, 0, 1, 0],
      [0, -4, -4, 1, 1, 0],
      [0, 4, -4, -1, 1, 0],
      [0, -2, -1, 2, 1, 0],
      [0, 2, -1, -2, 1, 0],
      [0, 4, 0, -5, 0, 1],
    ],
    weight: [
      [1 / 4, 0, 0],
      [-1 / 6, -1 / 6, -1 / 6],
      [-1 / 6, 1 / 6, -1 / 6],
      [1 / 24, 1 / 12, 1 / 6],
      [1 / 24, -1 / 12, 1 / 6],
      [0, 0, 1],
    ],
    result: [
      [1, 1, 1, 1, 1, 0],
      [0, 1, -1, 2, -2, 0],
      [0, 1, 1, 4, 4, 0],
      [0, 1, -1, 8, -8, 1],
    ],
    roundings: (source: 3, weight: 4, result: 3), gradientRoundings: (output: 2, weight: 5))

  private init(
    outputs: Int, source: [[Double]], weight: [[Double]], result: [[Double]],
    roundings: (source: Int, weight: Int, result: Int),
    gradientRoundings: (output: Int, weight: Int)
  ) {
    self.outputs = outputs
    self.source = source
    self.weight = weight
    self.result = result
    self.roundings = roundings
    self.gradientRoundings = gradientRoundings
  }

  /// The tiles of an algorithm; nil for one that sums the products as they are.
  init?(of algorithm: Fast.Conv2dAlgorithm) {
    switch algorithm {
    case .winograd: self = .of4x4
    case .winograd2x2: self = .of2x2
    case .im2col, .implicitGEMM, .depthwise, .direct: return nil
    }
  }
}
