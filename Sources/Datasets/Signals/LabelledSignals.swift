import Tensors

/// Signals of one length, and for each the class that it belongs to: what a network of `conv1d` learns from.
public struct LabelledSignals: Equatable, Sendable {
  /// The signals: `[N, 1, L]`.
  public let signals: Tensor<Float>
  /// The class of each signal: a place in `classes`.
  public let labels: [Int]
  /// The names of the classes.
  public let classes: [String]

  /// How many signals there are: N.
  public var count: Int { labels.count }

  /// How many numbers each signal has: L.
  public var length: Int { signals.shape[2] }

  /// The signals at these places, in this order.
  ///
  /// - Precondition: each is from 0 to `count` − 1.
  public func subset(_ indices: some Collection<Int>) -> LabelledSignals {
    let (count, length, all) = (count, length, labels)
    let chosen = Tensor<Float>(shape: [indices.count, 1, length]) { numbers in
      signals.withUnsafeScalars { source in
        for (place, index) in indices.enumerated() {
          require(
            index >= 0 && index < count, "there is no signal \(index) among \(count) signals")
          for step in 0..<length { numbers[place * length + step] = source[index * length + step] }
        }
      }
    }
    return LabelledSignals(signals: chosen, labels: indices.map { all[$0] }, classes: classes)
  }
}
