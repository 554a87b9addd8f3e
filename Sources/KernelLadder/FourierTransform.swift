import Tensors

/// A grid of complex numbers with the lengths of its axes powers of two, and its Fourier transform.
///
///     S[f,g] = Σ h,w  x[h,w] · e^(−2πi·(f·h/H + g·w/W))
///
/// S says how much of each wave is in x: the one that swings f times over the rows and g times over the
/// columns. Columns are transformed first and rows after them, by the fast transform of Cooley and Tukey: the
/// sum of n terms is one of the terms at even places and one of those at odd places, n/2 each, and both are
/// needed for two outputs. So there are log₂ n rounds of n/2 products.
///
/// Source: J. W. Cooley, J. W. Tukey, *An Algorithm for the Machine Calculation of Complex Fourier Series*,
/// Mathematics of Computation 19, 1965.
struct WaveGrid {
  private(set) var height, width: Int
  /// The numbers' real parts and imaginary parts, row by row.
  private(set) var real, imaginary: [Float]

  /// Zeros.
  init(height: Int, width: Int) {
    (self.height, self.width) = (height, width)
    real = [Float](repeating: 0, count: height * width)
    imaginary = real
  }

  /// The spectrum of a picture of `height`×`width` real numbers with its first one at `row`, `column`, and
  /// zeros around it.
  init(
    spectrumOf numbers: UnsafePointer<Float>, height: Int, width: Int, row: Int = 0,
    column: Int = 0,
    in size: (height: Int, width: Int)
  ) {
    self.init(height: size.height, width: size.width)
    for h in 0..<height {
      for w in 0..<width {
        real[(row + h) * self.width + column + w] = numbers[h * width + w]
      }
    }
    transform(back: false)
  }

  /// The picture of this spectrum: the real parts are its numbers.
  consuming func picture() -> [Float] {
    transform(back: true)
    let scale = 1 / Float(height * width)
    return real.map { $0 * scale }
  }

  /// Adds the products, number by number, of `other` and the conjugate of `weight`. In pictures, that is the
  /// sum of products of every window of `other` with the picture of `weight`: a convolution as networks have
  /// it. Without the conjugate it is the one of mathematics, with the kernel turned.
  mutating func add(_ other: WaveGrid, timesConjugateOf weight: WaveGrid) {
    for f in real.indices {
      let (a, b) = (other.real[f], other.imaginary[f])
      let (c, d) = (weight.real[f], -weight.imaginary[f])
      real[f] += a * c - b * d
      imaginary[f] += a * d + b * c
    }
  }

  private mutating func transform(back: Bool) {
    for _ in 0..<2 {
      let waves = Waves(height, back: back)
      let width = width
      real.withUnsafeMutableBufferPointer { real in
        imaginary.withUnsafeMutableBufferPointer { imaginary in
          waves.transformColumns(real.baseAddress!, imaginary.baseAddress!, width: width)
        }
      }
      transpose()
    }
  }

  /// Rows become columns.
  private mutating func transpose() {
    real = transposed(real)
    imaginary = transposed(imaginary)
    (height, width) = (width, height)
  }

  /// In squares of 16 by 16, so that a line of the cache that was fetched is used up before it has to go.
  private func transposed(_ numbers: [Float]) -> [Float] {
    let (height, width, side) = (height, width, 16)
    return [Float](unsafeUninitializedCapacity: numbers.count) { result, count in
      numbers.withUnsafeBufferPointer { numbers in
        for top in stride(from: 0, to: height, by: side) {
          for left in stride(from: 0, to: width, by: side) {
            for h in top..<min(top + side, height) {
              for w in left..<min(left + side, width) {
                result[w * height + h] = numbers[h * width + w]
              }
            }
          }
        }
      }
      count = numbers.count
    }
  }
}

/// The waves over n places, n a power of two, and the transform of columns of n complex numbers in place.
private struct Waves {
  private let count: Int
  /// e^(∓2πi·j/n) for j below n/2.
  private let cosines, sines: [Float]

  init(_ count: Int, back: Bool) {
    self.count = count
    let angles = (0..<count / 2).map { 2 * Double.pi * Double($0) / Double(count) }
    cosines = angles.map { Float(cos($0)) }
    sines = angles.map { Float((back ? 1 : -1) * sin($0)) }
  }

  /// Transforms `width` columns side by side, so that the innermost loop goes along rows of memory.
  func transformColumns(
    _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>, width: Int
  ) {
    sortByReversedBits(real, imaginary, width)
    var half = 1
    while half < count {
      for first in stride(from: 0, to: count, by: 2 * half) {
        for j in 0..<half {
          let turn = j * (count / (2 * half))
          let (c, s) = (cosines[turn], sines[turn])
          let (even, odd) = ((first + j) * width, (first + j + half) * width)
          for w in 0..<width {
            let oddReal = c * real[odd + w] - s * imaginary[odd + w]
            let oddImaginary = c * imaginary[odd + w] + s * real[odd + w]
            let (evenReal, evenImaginary) = (real[even + w], imaginary[even + w])
            (real[even + w], imaginary[even + w]) = (
              evenReal + oddReal, evenImaginary + oddImaginary
            )
            (real[odd + w], imaginary[odd + w]) = (evenReal - oddReal, evenImaginary - oddImaginary)
          }
        }
      }
      half *= 2
    }
  }

  /// The rows at even places before those at odd ones, in each half again, and so on: each goes to the place
  /// whose binary digits are its own read backwards.
  private func sortByReversedBits(
    _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>, _ width: Int
  ) {
    var reversed = 0
    for place in 0..<count {
      if place < reversed {
        for w in 0..<width {
          let (a, b) = (place * width + w, reversed * width + w)
          (real[a], real[b]) = (real[b], real[a])
          (imaginary[a], imaginary[b]) = (imaginary[b], imaginary[a])
        }
      }
      // Adds 1 at the upper end.
      var digit = count >> 1
      while digit > 0, reversed & digit != 0 {
        reversed ^= digit
        digit >>= 1
      }
      reversed |= digit
    }
  }
}
