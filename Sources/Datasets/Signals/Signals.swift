import Tensors

/// Signals that the program makes itself, of six kinds: sine, square, saw-tooth, chirp, pulses and noise.
///
/// Each has a frequency, a phase, a strength and an offset of its own, and noise is added to all. They are
/// the same bits on every machine, since they are made with + − × ÷ and nothing else.
public enum Signals {
  /// The names of the classes.
  public static let classes = ["sine", "square", "saw-tooth", "chirp", "pulses", "noise"]

  /// Signals of the six kinds, in an order that follows from the seed.
  ///
  /// - Parameters:
  ///   - count: how many; each kind is there as often as every other, or once more.
  ///   - length: how many numbers each has.
  ///   - noise: how strong the noise is beside a signal of strength 1.
  ///   - seed: all follows from it.
  /// - Returns: `count` signals `[count, 1, length]`.
  /// - Precondition: `count` is not negative, `length` at least 1.
  public static func make(
    count: Int, length: Int = 128, noise: Float = 0.1, seed: UInt64
  ) -> LabelledSignals {
    require(
      count >= 0 && length >= 1, "\(count) signals of \(length) numbers can't be made")
    var random = SeededRandom(seed: seed)
    let order = random.permutation(of: count)
    let labels = order.map { $0 % classes.count }
    let signals = Tensor<Float>(shape: [count, 1, length]) { numbers in
      for (place, number) in order.enumerated() {
        var random = SeededRandom(seed: seed, stream: number)
        fill(
          UnsafeMutableBufferPointer(rebasing: numbers[place * length..<(place + 1) * length]),
          labels[place], noise: noise, &random)
      }
    }
    return LabelledSignals(signals: signals, labels: labels, classes: classes)
  }

  private static func fill(
    _ numbers: UnsafeMutableBufferPointer<Float>, _ label: Int, noise: Float,
    _ random: inout SeededRandom
  ) {
    let wave = Wave(label: label, length: numbers.count, &random)
    let strength = random.uniform(in: 0.6...1.4)
    let offset = random.uniform(in: -0.3...0.3)
    for place in numbers.indices {
      let value = wave.value(at: Float(place)) ?? 1.5 * random.bell()
      numbers[place] = offset + strength * value + 2 * noise * random.bell()
    }
  }
}

/// What a signal is at each place before it is made stronger, shifted and mixed with noise: from −1 to 1.
private struct Wave {
  private let label: Int
  /// How many periods there are in a step, at the first step, and by how much that grows with each.
  private let frequency: Float
  private let growth: Float
  private let phase: Float
  /// How much of a period a pulse takes.
  private let share: Float

  init(label: Int, length: Int, _ random: inout SeededRandom) {
    self.label = label
    let periods = random.uniform(in: 3...9)
    let steps = Float(length)
    frequency = (label == 3 ? 0.4 : 1) * periods / steps
    // A chirp's frequency is four times as high at its end.
    growth = label == 3 ? 3 * frequency / steps : 0
    phase = random.uniform(in: 0...1)
    share = random.uniform(in: 0.08...0.18)
  }

  /// The value at a step; nil where there is only noise.
  func value(at step: Float) -> Float? {
    let turns = phase + step * (frequency + 0.5 * growth * step)
    let part = turns - turns.rounded(.down)
    switch label {
    case 0, 3: return PolynomialSine.sine(ofTurns: part)
    case 1: return part < 0.5 ? 1 : -1
    case 2: return 2 * part - 1
    case 4: return part < share ? 1 : -0.2
    default: return nil
    }
  }
}
