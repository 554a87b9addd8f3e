/// Random numbers that are the same on every run and every machine for the same seed.
///
/// The generator is SplitMix64: a counter that goes up by a fixed odd number, and a mixing of
/// its bits. Source: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number Generators*,
/// OOPSLA 2014, https://doi.org/10.1145/2660193.2660195.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator whose whole sequence follows from `seed`.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from `range`, each equally likely: the top 24 bits as a fraction, which a Float
  /// holds exactly.
  public mutating func uniform(in range: ClosedRange<Float>) -> Float {
    let fraction = Float(next() >> 40) * 0x1p-24
    return range.lowerBound + fraction * (range.upperBound - range.lowerBound)
  }

  /// A whole number from `range`.
  public mutating func whole(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
}

extension Tensor where Scalar: BinaryFloatingPoint {
  /// Numbers drawn evenly from `range`, the same ones for the same seed.
  public static func random(
    _ shape: [Int], in range: ClosedRange<Float> = -1...1, seed: UInt64
  ) -> Tensor {
    var random = SeededRandom(seed: seed)
    return Tensor(shape: shape) { numbers in
      for place in numbers.indices { numbers[place] = Scalar(random.uniform(in: range)) }
    }
  }

  /// Whole numbers drawn from `range`, the same ones for the same seed.
  ///
  /// Sums and products of small whole numbers are exact in floating point, in any order, so two
  /// implementations must give equal results on them, not just close ones.
  public static func randomWhole(
    _ shape: [Int], in range: ClosedRange<Int> = -4...4, seed: UInt64
  ) -> Tensor {
    var random = SeededRandom(seed: seed)
    return Tensor(shape: shape) { numbers in
      for place in numbers.indices { numbers[place] = Scalar(random.whole(in: range)) }
    }
  }
}
