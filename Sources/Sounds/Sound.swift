public import Tensors

/// A sound in one channel: how far a loudspeaker is pushed, so many times a second.
///
///     let second = Sound(samples: (0..<8000).map { 0.3 * sine(440 * Float($0) / 8000) }, rate: 8000)
///     show(second, "The tone A")
public struct Sound: Equatable, Sendable {
  /// The numbers in the order of time: 0 is rest, and a loudspeaker goes from −1 to 1.
  public let samples: [Float]
  /// How many of them there are in a second. A telephone has 8000, a compact disc 44,100.
  public let rate: Int

  /// A sound of these samples.
  ///
  /// - Parameters:
  ///   - samples: 0 is rest; what is beyond ±1 is cut off when the sound is played.
  ///   - rate: how many of them there are in a second.
  /// - Precondition: no sample is NaN or infinite; `rate` is 1…384,000.
  public init(samples: [Float], rate: Int) {
    require(
      1...384_000 ~= rate, "a sound has 1 to 384000 samples a second, not \(rate)")
    if let place = samples.firstIndex(where: { !$0.isFinite }) {
      fatalError(
        "sample \(place) of the sound is \(samples[place]), and no loudspeaker can be pushed that far"
      )
    }
    self.samples = samples
    self.rate = rate
  }

  /// The numbers of a tensor, in the order in which they lie in memory, as samples.
  ///
  /// - Parameters:
  ///   - samples: of any shape: a signal `[length]`, or what a convolution made of it, `[1, 1, length]`.
  ///   - rate: how many of them there are in a second.
  /// - Precondition: as of `init(samples:rate:)`.
  public init(_ samples: Tensor<Float>, rate: Int) {
    self.init(samples: samples.scalars, rate: rate)
  }

  /// How long it is, in seconds.
  public var duration: Double { Double(samples.count) / Double(rate) }

  /// The largest distance of a sample from rest.
  public var peak: Float { samples.reduce(0) { max($0, $1.magnitude) } }

  /// The same sound, louder or softer, so that its largest sample is `peak` away from rest. Silence stays silence.
  ///
  /// - Parameter peak: 1 is as far as a loudspeaker goes.
  public func scaled(toPeak peak: Float = 0.9) -> Sound {
    let largest = self.peak
    guard largest > 0 else { return self }
    return Sound(samples: samples.map { $0 / largest * peak }, rate: rate)
  }

  /// Where the sound differs from another one, in words; nil where no sample is further off than `tolerance`.
  ///
  /// - Parameters:
  ///   - other: what it is held against.
  ///   - tolerance: how far a sample may be from the other one's.
  public func difference(from other: Sound, within tolerance: Float) -> String? {
    guard rate == other.rate else {
      return "it has \(rate) samples a second, and the other \(other.rate)"
    }
    guard samples.count == other.samples.count else {
      return "it has \(samples.count) samples, and the other \(other.samples.count)"
    }
    let far = samples.indices.filter { (samples[$0] - other.samples[$0]).magnitude > tolerance }
    guard let first = far.first else { return nil }
    return "\(far.count) of \(samples.count) samples differ, the first is number \(first): "
      + "\(samples[first]), and the other \(other.samples[first])"
  }
}
