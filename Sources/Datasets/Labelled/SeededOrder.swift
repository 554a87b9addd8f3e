import Tensors

extension SeededRandom {
  /// A generator for one of many things that are made from one seed, such as one picture of a data set.
  ///
  /// Generators whose seeds differ by the step of the counter give the same numbers one place apart, so
  /// seed and number are each mixed before they meet.
  init(seed: UInt64, stream: Int) {
    var seeds = SeededRandom(seed: seed)
    var streams = SeededRandom(seed: UInt64(bitPattern: Int64(stream)) ^ 0x5851_F42D_4C95_7F2D)
    self.init(seed: seeds.next() ^ streams.next())
  }

  /// The numbers from 0 up to `count`, each once, in an order in which all orders are equally likely.
  ///
  /// The standard library's `shuffled(using:)` may do it otherwise in its next version; this is the same
  /// for good. Source: Durstenfeld, *Algorithm 235: Random permutation*, 1964,
  /// https://doi.org/10.1145/364520.364540.
  mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, whole(in: 0...last))
    }
    return order
  }
}
